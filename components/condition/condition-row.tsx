"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { newLeaf, withOperator } from "@/components/condition/draft";
import type { EditorField } from "@/components/condition/draft";
import { ValueEditor } from "@/components/condition/value-editor";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { OPERATORS_BY_TYPE } from "@/lib/core/condition/operators";
import type { Leaf } from "@/lib/core/condition/schema";

type ConditionRowProps = {
  fields: readonly EditorField[];
  leaf: Leaf;
  number: number;
  onChange: (leaf: Leaf) => void;
  onRemove: () => void;
};

/** One condition: field, comparison, value. */
export function ConditionRow({ fields, leaf, number, onChange, onRemove }: ConditionRowProps) {
  const t = useTranslations("condition");
  const field = fields.find((one) => one.key === leaf.field);
  const options = fields.map((one) => ({ value: one.key, label: one.label }));
  const gone = { value: leaf.field, label: t("unknownField", { field: leaf.field }) };
  return (
    <div
      role="group"
      aria-label={t("condition", { number })}
      className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 sm:grid-cols-[minmax(0,3fr)_minmax(0,3fr)_minmax(0,5fr)_auto]"
    >
      <Select
        aria-label={t("field")}
        options={field ? options : [gone, ...options]}
        value={leaf.field}
        onValueChange={(key) => {
          const chosen = fields.find((one) => one.key === key);
          if (chosen && chosen !== field) onChange(newLeaf(chosen));
        }}
      />
      {field && (
        <>
          <Select
            aria-label={t("operator")}
            className="col-start-1 sm:col-start-2"
            options={OPERATORS_BY_TYPE[field.type].map((op) => ({ value: op, label: t(`operators.${op}`) }))}
            value={leaf.op}
            onValueChange={(op) => {
              onChange(withOperator(leaf, op));
            }}
          />
          <div className="col-start-1 min-w-0 empty:hidden sm:col-start-3">
            <ValueEditor
              field={field}
              leaf={leaf}
              onValueChange={(value) => {
                onChange(value === undefined ? { field: leaf.field, op: leaf.op } : { ...leaf, value });
              }}
            />
          </div>
        </>
      )}
      <IconButton
        label={t("removeCondition", { number })}
        className="col-start-2 row-start-1 sm:col-start-4"
        onClick={onRemove}
      >
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
