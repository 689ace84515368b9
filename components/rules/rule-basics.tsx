"use client";

import { useTranslations } from "next-intl";
import { ConditionEditor } from "@/components/condition/condition-editor";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { validateCondition } from "@/lib/core/condition/problems";
import type { EditorField } from "@/components/condition/draft";
import type { Condition } from "@/lib/core/condition/schema";

type Basics = { name: string; condition: Condition };

type RuleBasicsProps = Basics & {
  fields: EditorField[];
  /** Somebody tried to apply it: what is missing is said. */
  tried: boolean;
  onChange: (part: Partial<Basics>) => void;
};

/** What every rule has: a name, and when it counts. */
export function RuleBasics({ name, condition, fields, tried, onChange }: RuleBasicsProps) {
  const t = useTranslations("rules");
  const errors = useTranslations("errors");
  return (
    <>
      <Field label={t("name")} error={tried && name.trim() === "" && errors("required")}>
        <Input
          value={name}
          maxLength={120}
          onChange={({ target }) => {
            onChange({ name: target.value });
          }}
        />
      </Field>
      <div>
        <h3 className="mb-2 text-sm font-medium">{t("when")}</h3>
        <ConditionEditor
          fields={fields}
          value={condition}
          onChange={(next) => {
            onChange({ condition: next });
          }}
        />
        {tried && !isReadable(condition, fields) && (
          <p role="alert" className="mt-1.5 text-sm text-danger">
            {t("unreadable")}
          </p>
        )}
      </div>
    </>
  );
}

/** Whether a rule can be applied as far as its basics go. */
export function hasBasics({ name, condition }: Basics, fields: EditorField[]): boolean {
  return name.trim() !== "" && isReadable(condition, fields);
}

/** Whether it says all it has to; a field that isn't there any more may be asked all the same. */
function isReadable(condition: Condition, fields: EditorField[]): boolean {
  const catalogue = Object.fromEntries(fields.map(({ key, type }) => [key, { type, sql: "" }]));
  return validateCondition(condition, catalogue).every(({ code }) => code === "field");
}
