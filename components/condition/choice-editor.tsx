"use client";

import { useTranslations } from "next-intl";
import type { EditorField } from "@/components/condition/draft";
import { LinesInput } from "@/components/condition/lines-input";
import { Combobox } from "@/components/ui/combobox";
import type { ComboboxOption } from "@/components/ui/combobox-popup";
import { Input } from "@/components/ui/input";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { ME } from "@/lib/core/condition/operators";

type ChoiceProps<Value> = { field: EditorField; value: Value; onValueChange: (value: Value) => void };

/** One of the field's options, or a text where it has none. */
export function ChoiceEditor({ field, value, onValueChange }: ChoiceProps<string>) {
  const t = useTranslations("condition");
  const options = useOptions(field);
  const words = { emptyText: t("noResults"), loadingText: t("loading"), clearLabel: t("clear"), openLabel: t("open") };
  if (options === undefined)
    return (
      <Input
        aria-label={t("value")}
        value={value}
        onChange={(event) => {
          onValueChange(event.target.value);
        }}
      />
    );
  return (
    <Combobox
      {...words}
      aria-label={t("value")}
      placeholder={t("choose")}
      options={options}
      value={value === "" ? null : optionOf(value, options)}
      onValueChange={(option) => {
        onValueChange(option?.value ?? "");
      }}
    />
  );
}

/** Several of the field's options, or of any texts where it has none. */
export function ChoicesEditor({ field, value, onValueChange }: ChoiceProps<string[]>) {
  const t = useTranslations("condition");
  const options = useOptions(field);
  if (options === undefined)
    return <LinesInput label={t("value")} placeholder={t("lines")} value={value} onValueChange={onValueChange} />;
  return (
    <MultiCombobox
      aria-label={t("value")}
      placeholder={t("choose")}
      emptyText={t("noResults")}
      loadingText={t("loading")}
      removeLabel={(label) => t("remove", { label })}
      options={options}
      value={value.map((one) => optionOf(one, options))}
      onValueChange={(chosen) => {
        onValueChange(chosen.map((option) => option.value));
      }}
    />
  );
}

function useOptions(field: EditorField): readonly ComboboxOption[] | undefined {
  const t = useTranslations("condition");
  return field.me ? [{ value: ME, label: t("me") }, ...(field.options ?? [])] : field.options;
}

/** What was chosen once and is no option any more is still shown. */
function optionOf(value: string, options: readonly ComboboxOption[]): ComboboxOption {
  return options.find((option) => option.value === value) ?? { value, label: value };
}
