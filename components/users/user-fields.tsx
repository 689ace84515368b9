"use client";

import { useTranslations } from "next-intl";
import { SelectField, TextField } from "@/components/form/fields";
import { languageOptions } from "@/components/form/language-options";
import { TimeZoneField } from "@/components/form/time-zone-field";
import type { Control, FieldPath, FieldValues } from "react-hook-form";

/** The fields of a person, alike for oneself and for an administrator. */
export type PersonForm = {
  userName: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  whatsapp: string;
  jobTitle: string;
  locale: string;
  timeZone: string;
};

type FieldsProps<Form extends PersonForm & FieldValues> = {
  control: Control<Form>;
  own: boolean;
  disabled?: boolean;
  /** Directory or provider say who they are: name and mail address are changed there. */
  followed?: boolean;
};

export function PersonFields<Form extends PersonForm & FieldValues>({
  control,
  own,
  disabled = false,
  followed = false,
}: FieldsProps<Form>) {
  const t = useTranslations("users");
  const name = (field: keyof PersonForm) => field as FieldPath<Form>;
  const bound = { control, disabled };
  const kept = { control, disabled: disabled || followed };
  // The browser offers one's own data for oneself only.
  const fill = (token: string) => (own ? token : "off");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField {...kept} name={name("firstName")} label={t("firstName")} required autoComplete={fill("given-name")} />
      <TextField {...kept} name={name("lastName")} label={t("lastName")} autoComplete={fill("family-name")} />
      <TextField
        {...kept}
        name={name("email")}
        label={t("email")}
        required
        type="email"
        inputMode="email"
        autoComplete={fill("email")}
      />
      <TextField
        {...bound}
        name={name("userName")}
        label={t("userName")}
        hint={t("userNameHint")}
        required
        autoComplete={fill("username")}
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField
        {...bound}
        name={name("phone")}
        label={t("phone")}
        type="tel"
        inputMode="tel"
        autoComplete={fill("tel")}
      />
      <TextField
        {...bound}
        name={name("whatsapp")}
        label={t("whatsapp")}
        hint={t("whatsappHint")}
        type="tel"
        inputMode="tel"
        autoComplete="off"
      />
      <TextField {...bound} name={name("jobTitle")} label={t("jobTitle")} autoComplete={fill("organization-title")} />
    </div>
  );
}

type PreferenceFieldsProps<Form extends PersonForm & FieldValues> = Omit<FieldsProps<Form>, "own" | "followed"> & {
  timeZone: string;
};

export function PreferenceFields<Form extends PersonForm & FieldValues>({
  control,
  timeZone,
  disabled = false,
}: PreferenceFieldsProps<Form>) {
  const t = useTranslations("users");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        control={control}
        disabled={disabled}
        name={"locale" as FieldPath<Form>}
        label={t("language")}
        options={languageOptions}
        required
      />
      <TimeZoneField
        control={control}
        disabled={disabled}
        name={"timeZone" as FieldPath<Form>}
        label={t("timeZone")}
        current={timeZone}
      />
    </div>
  );
}
