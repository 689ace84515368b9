"use client";

import { useTranslations } from "next-intl";
import { ComboboxField, TextField } from "@/components/form/fields";
import { TimeZoneField } from "@/components/form/time-zone-field";
import type { Control, FieldPath, FieldValues } from "react-hook-form";
import type { ComboboxOption } from "@/components/ui/combobox-popup";

/** What a source says of where its leads come from, alike for a new one and one that is there. */
type OriginForm = { timeZone: string; channel: string; subChannel: string; defaultCountry: string };

type OriginFieldsProps<Form extends OriginForm & FieldValues> = {
  control: Control<Form>;
  timeZone: string;
  countries: readonly ComboboxOption[];
};

export function OriginFields<Form extends OriginForm & FieldValues>({
  control,
  timeZone,
  countries,
}: OriginFieldsProps<Form>) {
  const t = useTranslations("intake.form");
  const name = (field: keyof OriginForm) => field as FieldPath<Form>;
  return (
    <>
      <TimeZoneField control={control} name={name("timeZone")} label={t("timeZone")} current={timeZone} />
      <TextField control={control} name={name("channel")} label={t("channel")} />
      <TextField control={control} name={name("subChannel")} label={t("subChannel")} />
      <ComboboxField
        control={control}
        name={name("defaultCountry")}
        label={t("defaultCountry")}
        options={countries}
        required
      />
    </>
  );
}
