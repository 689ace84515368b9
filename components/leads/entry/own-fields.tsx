"use client";

import { useTranslations } from "next-intl";
import { useController } from "react-hook-form";
import { inputOf, ValueInput } from "@/components/leads/custom-fields/value-input";
import { Field } from "@/components/ui/field";
import { cn } from "@/lib/core/cn";
import type { Control, FieldPath, FieldValues } from "react-hook-form";
import type { FieldView } from "@/lib/leads/custom-fields/field/schema";

type OwnFieldsProps<Form extends FieldValues> = { control: Control<Form>; fields: readonly FieldView[] };

/** What else this organisation wants to know of such a lead. */
export function OwnFields<Form extends FieldValues>({ control, fields }: OwnFieldsProps<Form>) {
  const t = useTranslations("entry");
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-medium">{t("ownFields")}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        {fields.map((field) => (
          <OwnField key={field.key} control={control} field={field} />
        ))}
      </div>
    </fieldset>
  );
}

function OwnField<Form extends FieldValues>({ control, field }: { control: Control<Form>; field: FieldView }) {
  const common = useTranslations("common");
  const name = `fields.${field.key}` as FieldPath<Form>;
  const { field: bound, fieldState } = useController({ control, name });
  const input = inputOf(field, { yes: common("yes"), no: common("no") });
  return (
    <Field
      label={field.label}
      note={common("optional")}
      hint={field.help || undefined}
      error={fieldState.error?.message}
      className={cn((input.kind === "long" || input.kind === "choices") && "sm:col-span-2")}
    >
      <ValueInput label={field.label} {...input} value={bound.value} onChange={bound.onChange} />
    </Field>
  );
}
