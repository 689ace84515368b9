"use client";

import { useId } from "react";
import { CheckboxLine } from "@/components/ui/checkbox";
import { DateInput } from "@/components/ui/date-input";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { FieldView } from "@/lib/leads/custom-fields/field/schema";

export type ValueKind = "text" | "email" | "tel" | "url" | "decimal" | "date" | "long" | "choice" | "choices";
export type ValueOptions = { value: string; label: string }[];

const KINDS: Record<FieldView["kind"], ValueKind> = {
  text: "text",
  long: "long",
  number: "decimal",
  money: "decimal",
  date: "date",
  boolean: "choice",
  choice: "choice",
  choices: "choices",
  email: "email",
  phone: "tel",
  url: "url",
};

/** How a custom field is typed or chosen; `chosen` stay choosable though they may be retired. */
export function inputOf(
  { kind, options }: Pick<FieldView, "kind" | "options">,
  words: { yes: string; no: string },
  chosen: readonly unknown[] = [],
): { kind: ValueKind; options: ValueOptions } {
  const nothing = { value: "", label: "–" };
  const yesNo = [
    { value: "yes", label: words.yes },
    { value: "no", label: words.no },
  ];
  const offered = options
    .filter(({ active, key }) => active || chosen.includes(key))
    .map(({ key, label }) => ({ value: key, label }));
  if (kind === "boolean") return { kind: KINDS[kind], options: [nothing, ...yesNo] };
  return { kind: KINDS[kind], options: kind === "choice" ? [nothing, ...offered] : offered };
}

/** What was typed or chosen, as it is sent: several choices are several. */
export function saidOf(kind: FieldView["kind"], draft: string): string | string[] {
  return kind === "choices" ? draft.split(",").filter(Boolean) : draft;
}

type ValueInputProps = {
  label: string;
  kind: ValueKind;
  value: string;
  /** Of a choice; several of them are parted by commas. */
  options: ValueOptions;
  autoFocus?: boolean;
  maxLength?: number | undefined;
  /** Of a text: what it mostly is. */
  suggestions?: readonly string[] | undefined;
  onChange: (value: string) => void;
  onKeyDown?: (event: React.KeyboardEvent) => void;
};

/** What a value is typed or chosen in. */
export function ValueInput({
  label,
  kind,
  value,
  options,
  onChange,
  maxLength,
  suggestions = [],
  ...rest
}: ValueInputProps) {
  const id = useId();
  const limit = maxLength === undefined ? {} : { maxLength };
  const typed = {
    ...rest,
    ...limit,
    value,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      onChange(event.currentTarget.value);
    },
  };
  switch (kind) {
    case "choice":
      return <Select aria-label={label} value={value} options={options} onValueChange={onChange} />;
    case "choices":
      return <ChoicesInput label={label} value={value} options={options} onChange={onChange} />;
    case "long":
      return <Textarea className="max-h-96" {...typed} />;
    case "date":
      return <DateInput {...typed} />;
    case "decimal":
      return <Input inputMode="decimal" autoComplete="off" {...typed} />;
    default:
      if (suggestions.length === 0) return <Input type={kind} {...typed} />;
      return (
        <>
          <Input type={kind} list={id} {...typed} />
          <datalist id={id}>
            {suggestions.map((suggestion) => (
              <option key={suggestion} value={suggestion} />
            ))}
          </datalist>
        </>
      );
  }
}

type ChoicesInputProps = Pick<ValueInputProps, "label" | "value" | "options" | "onChange">;

/** Several of them; in the order they are offered, so that the same choice is the same text. */
function ChoicesInput({ label, value, options, onChange }: ChoicesInputProps) {
  const chosen = value.split(",");
  return (
    <div role="group" aria-label={label} className="flex max-h-64 flex-col gap-1 overflow-y-auto py-1">
      {options.map((option) => (
        <CheckboxLine
          key={option.value}
          label={option.label}
          checked={chosen.includes(option.value)}
          onCheckedChange={(checked) => {
            const kept = options.map((one) => one.value);
            onChange(kept.filter((one) => (one === option.value ? checked : chosen.includes(one))).join(","));
          }}
        />
      ))}
    </div>
  );
}
