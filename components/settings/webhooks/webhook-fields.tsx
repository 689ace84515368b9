"use client";

import { useTranslations } from "next-intl";
import { useController, useWatch } from "react-hook-form";
import { MultiComboboxField, TextField } from "@/components/form/fields";
import { CheckboxLine } from "@/components/ui/checkbox";
import { FieldGroup } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import type { Control } from "react-hook-form";
import type { ComboboxOption } from "@/components/ui/combobox-popup";

/** What whoever sets one up may choose: no more than they may read. */
export type WebhookChoices = {
  events: readonly ComboboxOption[];
  everywhere: boolean;
  companies: readonly ComboboxOption[];
};

export type WebhookForm = {
  url: string;
  description: string;
  events: string[];
  everyCompany: boolean;
  companyIds: string[];
  allowsPrivate: boolean;
};

export function WebhookFields({ control, choices }: { control: Control<WebhookForm>; choices: WebhookChoices }) {
  const t = useTranslations("webhooks");
  const everyCompany = useWatch({ control, name: "everyCompany" });
  return (
    <>
      <TextField
        control={control}
        name="url"
        label={t("url")}
        hint={t("urlHint")}
        type="url"
        inputMode="url"
        required
        autoComplete="off"
      />
      <PrivateField control={control} />
      <TextField control={control} name="description" label={t("name")} hint={t("nameHint")} autoComplete="off" />
      <MultiComboboxField control={control} name="events" label={t("events")} options={choices.events} required />
      {choices.everywhere && <WhereField control={control} />}
      {!everyCompany && (
        <MultiComboboxField
          control={control}
          name="companyIds"
          label={t("companies")}
          options={choices.companies}
          required
        />
      )}
    </>
  );
}

function WhereField({ control }: { control: Control<WebhookForm> }) {
  const t = useTranslations("webhooks");
  const { field } = useController({ control, name: "everyCompany" });
  return (
    <FieldGroup legend={t("where")}>
      <RadioGroup
        aria-label={t("where")}
        value={field.value ? "all" : "some"}
        onValueChange={(value) => {
          field.onChange(value === "all");
        }}
        options={[
          { value: "all", label: t("everyCompany") },
          { value: "some", label: t("whereSome") },
        ]}
      />
    </FieldGroup>
  );
}

function PrivateField({ control }: { control: Control<WebhookForm> }) {
  const t = useTranslations("webhooks");
  const { field } = useController({ control, name: "allowsPrivate" });
  return (
    <CheckboxLine
      label={t("allowsPrivate")}
      hint={t("allowsPrivateHint")}
      checked={field.value}
      onCheckedChange={field.onChange}
    />
  );
}
