"use client";

import { useTranslations } from "next-intl";
import { useController } from "react-hook-form";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { PasswordInput } from "@/components/ui/password-input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { Control, FieldPath, FieldValues } from "react-hook-form";
import type { ComboboxOption } from "@/components/ui/combobox-popup";
import type { SelectOption } from "@/components/ui/select";

type Bound<Form extends FieldValues> = {
  control: Control<Form>;
  name: FieldPath<Form>;
  label: string;
  hideLabel?: boolean;
  hint?: React.ReactNode;
  required?: boolean;
  disabled?: boolean;
  className?: string;
};

function useBound<Form extends FieldValues>({
  control,
  name,
  required = false,
  label,
  hideLabel,
  hint,
  className,
}: Bound<Form>) {
  const errors = useTranslations("errors");
  const common = useTranslations("common");
  const { field, fieldState } = useController({
    control,
    name,
    rules: required ? { validate: (value) => !isBlank(value) || errors("required") } : {},
  });
  const frame = {
    label,
    hideLabel,
    hint,
    className,
    error: fieldState.error?.message,
    ...(!required && hideLabel !== true && { note: common("optional") }),
  };
  return { field, frame };
}

function isBlank(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    (typeof value === "string" && value.trim() === "") ||
    (Array.isArray(value) && value.length === 0)
  );
}

type TextFieldProps<Form extends FieldValues> = Bound<Form> &
  Pick<
    React.ComponentProps<typeof Input>,
    "type" | "autoComplete" | "autoFocus" | "inputMode" | "placeholder" | "autoCapitalize" | "spellCheck" | "list"
  >;

export function TextField<Form extends FieldValues>(props: TextFieldProps<Form>) {
  const { type, autoComplete, autoFocus, inputMode, placeholder, autoCapitalize, spellCheck, disabled, list } = props;
  const { field, frame } = useBound(props);
  return (
    <Field {...frame}>
      <Input
        {...{ type, autoComplete, autoFocus, inputMode, placeholder, autoCapitalize, spellCheck, disabled, list }}
        {...field}
      />
    </Field>
  );
}

export function TextareaField<Form extends FieldValues>({
  spellCheck,
  textareaClassName,
  ...props
}: Bound<Form> & { spellCheck?: boolean; textareaClassName?: string }) {
  const { field, frame } = useBound(props);
  return (
    <Field {...frame}>
      <Textarea {...field} spellCheck={spellCheck} className={textareaClassName} />
    </Field>
  );
}

export function PasswordField<Form extends FieldValues>(props: Bound<Form> & { autoComplete: string }) {
  const t = useTranslations("common");
  const { field, frame } = useBound({ ...props, required: props.required ?? true });
  return (
    <Field {...frame}>
      <PasswordInput
        {...field}
        autoComplete={props.autoComplete}
        showLabel={t("showPassword")}
        hideLabel={t("hidePassword")}
      />
    </Field>
  );
}

export function SelectField<Form extends FieldValues>(
  props: Bound<Form> & { options: readonly SelectOption[]; placeholder?: string },
) {
  const { field, frame } = useBound(props);
  return (
    <Field {...frame}>
      <Select
        options={props.options}
        value={field.value || null}
        onValueChange={field.onChange}
        disabled={props.disabled ?? false}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      />
    </Field>
  );
}

export function ComboboxField<Form extends FieldValues>(
  props: Bound<Form> & { options: readonly ComboboxOption[]; placeholder?: string },
) {
  const words = useComboboxWords();
  const { field, frame } = useBound(props);
  return (
    <Field {...frame}>
      <Combobox
        {...words}
        options={props.options}
        value={props.options.find((option) => option.value === field.value) ?? null}
        onValueChange={(option) => {
          field.onChange(option?.value ?? "");
        }}
        required={props.required ?? false}
        disabled={props.disabled ?? false}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      />
    </Field>
  );
}

export function MultiComboboxField<Form extends FieldValues>(
  props: Bound<Form> & { options: readonly ComboboxOption[]; placeholder?: string },
) {
  const words = useComboboxWords();
  const t = useTranslations("common");
  const { field, frame } = useBound(props);
  const chosen = field.value as string[];
  return (
    <Field {...frame}>
      <MultiCombobox
        emptyText={words.emptyText}
        loadingText={words.loadingText}
        removeLabel={(label) => `${t("remove")} ${label}`}
        options={props.options}
        value={props.options.filter((option) => chosen.includes(option.value))}
        onValueChange={(options) => {
          field.onChange(options.map((option) => option.value));
        }}
        disabled={props.disabled ?? false}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      />
    </Field>
  );
}

function useComboboxWords() {
  const t = useTranslations("common");
  return { emptyText: t("noResults"), loadingText: t("loading"), clearLabel: t("clear"), openLabel: t("open") };
}
