"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useController, useWatch } from "react-hook-form";
import { SelectField, TextField } from "@/components/form/fields";
import { OptionRows } from "@/components/leads/custom-fields/option-rows";
import { useLabel } from "@/components/leads/vocabulary/labels";
import { Button } from "@/components/ui/button";
import { CheckboxLine } from "@/components/ui/checkbox";
import { Disclosure } from "@/components/ui/disclosure";
import { Field, FieldGroup } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { becomesSafely, FIELD_KINDS, hasOptions } from "@/lib/leads/custom-fields/field/schema";
import type { UseFormReturn } from "react-hook-form";
import type { TypeChoice } from "@/components/leads/custom-fields/field-list";
import type { FieldKind } from "@/lib/leads/custom-fields/field/schema";
import type { FieldTerm, OptionInput } from "@/lib/leads/custom-fields/schema";

export type FieldForm = {
  labelEs: string;
  labelEn: string;
  kind: FieldKind;
  helpEs: string;
  helpEn: string;
  typeIds: string[];
  takes: string[];
  options: OptionInput[];
};

type FieldInputsProps = {
  form: UseFormReturn<FieldForm>;
  types: readonly TypeChoice[];
  /** The one that is edited. */
  field?: FieldTerm | undefined;
  /** What that one could be filled from besides. */
  extras?: readonly string[];
};

export function FieldInputs({ form: { control, formState }, types, field, extras = [] }: FieldInputsProps) {
  const t = useTranslations("customFields");
  const kind = useWatch({ control, name: "kind" });
  // What leads say in it has to stay readable.
  const kinds = FIELD_KINDS.filter((one) => !field || field.leads === 0 || becomesSafely(field.kind, one));
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField control={control} name="labelEs" label={t("labelEs")} required autoComplete="off" autoFocus />
        <TextField control={control} name="labelEn" label={t("labelEn")} required autoComplete="off" />
        <SelectField
          control={control}
          name="kind"
          label={t("kind")}
          required
          hint={kinds.length < FIELD_KINDS.length ? t("kindsSafe") : t(`kindHints.${kind}`)}
          options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
      </div>
      {hasOptions(kind) && <OptionRows control={control} name="options" error={formState.errors.options?.message} />}
      <Types control={control} types={types} />
      <Disclosure summary={t("more")}>
        <div className="grid gap-4 pt-2 sm:grid-cols-2">
          <TextField control={control} name="helpEs" label={t("helpEs")} hint={t("helpHint")} autoComplete="off" />
          <TextField control={control} name="helpEn" label={t("helpEn")} autoComplete="off" />
        </div>
        <Takes control={control} extras={field ? extras : []} />
        {field && <p className="mt-4 text-xs text-muted-foreground">{t("keyIs", { key: `field.${field.key}` })}</p>}
      </Disclosure>
    </>
  );
}

/** None chosen: leads of every type have it. */
function Types({ control, types }: Pick<FieldInputsProps, "types"> & Pick<FieldInputsProps["form"], "control">) {
  const t = useTranslations("customFields");
  const label = useLabel();
  const { field } = useController({ control, name: "typeIds" });
  const chosen = field.value;
  return (
    <FieldGroup legend={t("types")}>
      <CheckboxLine
        label={t("everyType")}
        checked={chosen.length === 0}
        disabled={chosen.length === 0}
        onCheckedChange={() => {
          field.onChange([]);
        }}
      />
      <div className="grid gap-2 sm:grid-cols-2">
        {types.map((type) => (
          <CheckboxLine
            key={type.id}
            label={label(type)}
            checked={chosen.includes(type.id)}
            onCheckedChange={(checked) => {
              field.onChange(checked ? [...chosen, type.id] : chosen.filter((id) => id !== type.id));
            }}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

/** The extra values that fill it by themselves. */
function Takes({ control, extras }: Pick<FieldInputsProps["form"], "control"> & { extras: readonly string[] }) {
  const t = useTranslations("customFields");
  const { field } = useController({ control, name: "takes" });
  const more = extras.filter((name) => !field.value.includes(name));
  if (field.value.length + more.length === 0) return null;
  return (
    <FieldGroup legend={t("takes")} className="mt-4">
      <ul className="flex flex-col gap-1">
        {field.value.map((name) => (
          <li key={name} className="flex items-center gap-2 text-sm">
            <span className="min-w-0 flex-1 wrap-anywhere">{name}</span>
            <Button
              size="sm"
              variant="ghost"
              aria-label={t("takeNoMore", { name })}
              onClick={() => {
                field.onChange(field.value.filter((one) => one !== name));
              }}
            >
              {t("remove")}
            </Button>
          </li>
        ))}
      </ul>
      {more.length > 0 && (
        <TakeMore
          names={more}
          onAdd={(name) => {
            field.onChange([...field.value, name]);
          }}
        />
      )}
    </FieldGroup>
  );
}

function TakeMore({ names, onAdd }: { names: readonly string[]; onAdd: (name: string) => void }) {
  const t = useTranslations("customFields");
  const [chosen, setChosen] = useState("");
  return (
    <div className="flex items-end gap-2">
      <Field label={t("takeMore")} hint={t("takeMoreHint")} className="min-w-0 flex-1">
        <NativeSelect
          value={chosen}
          emptyLabel={t("takeNone")}
          options={names.map((name) => ({ value: name, label: name }))}
          onChange={(event) => {
            setChosen(event.currentTarget.value);
          }}
        />
      </Field>
      <Button
        disabled={chosen === ""}
        onClick={() => {
          onAdd(chosen);
          setChosen("");
        }}
      >
        {t("takeAdd")}
      </Button>
    </div>
  );
}
