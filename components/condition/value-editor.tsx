"use client";

import { useTranslations } from "next-intl";
import { ChoiceEditor, ChoicesEditor } from "@/components/condition/choice-editor";
import { shapeOf } from "@/components/condition/draft";
import type { EditorField } from "@/components/condition/draft";
import { LinesInput } from "@/components/condition/lines-input";
import { NumberInput } from "@/components/condition/number-input";
import { TimeEditor } from "@/components/condition/time-editor";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ConditionValue, DateValue, Leaf } from "@/lib/core/condition/schema";

type ValueEditorProps = { field: EditorField; leaf: Leaf; onValueChange: (value: ConditionValue | undefined) => void };
type One = string | number | DateValue;

/** What a condition compares with, as its field and operator want it. */
export function ValueEditor({ field, leaf, onValueChange }: ValueEditorProps) {
  const t = useTranslations("condition");
  const { op, value } = leaf;
  const list = Array.isArray(value) ? value : [];
  const setText = (text: string) => {
    onValueChange(text === "" ? undefined : text);
  };
  switch (shapeOf(op)) {
    case "none":
      return null;
    case "pair": {
      const set = (index: number, one: One) => {
        onValueChange(index === 0 ? [one, list[1] ?? one] : [list[0] ?? one, one]);
      };
      return (
        <div className="flex min-w-0 flex-col gap-2">
          {([t("from"), t("to")] as const).map((label, index) => (
            <OneEditor
              key={label}
              field={field}
              label={label}
              value={list[index]}
              onValueChange={(one) => {
                set(index, one);
              }}
            />
          ))}
        </div>
      );
    }
    case "many": {
      const texts = list.filter((one) => typeof one !== "object").map(String);
      if (field.type !== "number") return <ChoicesEditor field={field} value={texts} onValueChange={onValueChange} />;
      return (
        <LinesInput
          label={t("value")}
          placeholder={t("lines")}
          value={texts}
          onValueChange={(lines) => {
            onValueChange(lines.map(Number).filter(Number.isFinite));
          }}
        />
      );
    }
    case "one":
      if (field.type === "boolean")
        return (
          <Select
            aria-label={t("value")}
            placeholder={t("choose")}
            options={[
              { value: "true", label: t("yes") },
              { value: "false", label: t("no") },
            ]}
            value={typeof value === "boolean" ? (`${value}` as const) : null}
            onValueChange={(chosen) => {
              onValueChange(chosen === "true");
            }}
          />
        );
      if (field.type === "number" || field.type === "date")
        return (
          <OneEditor
            field={field}
            label={t("value")}
            value={typeof value === "boolean" || Array.isArray(value) ? undefined : value}
            onValueChange={onValueChange}
          />
        );
      if (field.type === "text")
        return (
          <Input
            aria-label={t("value")}
            placeholder={op === "matches" ? t("pattern") : undefined}
            value={typeof value === "string" ? value : ""}
            onChange={(event) => {
              setText(event.target.value);
            }}
          />
        );
      return <ChoiceEditor field={field} value={typeof value === "string" ? value : ""} onValueChange={setText} />;
  }
}

type OneEditorProps = {
  field: EditorField;
  label: string;
  value: One | undefined;
  onValueChange: (value: One) => void;
};

function OneEditor({ field, label, value, onValueChange }: OneEditorProps) {
  if (field.type === "date")
    return (
      <TimeEditor label={label} value={typeof value === "number" ? undefined : value} onValueChange={onValueChange} />
    );
  return (
    <NumberInput label={label} value={typeof value === "number" ? value : undefined} onValueChange={onValueChange} />
  );
}
