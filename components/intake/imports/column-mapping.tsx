"use client";

import { useTranslations } from "next-intl";
import { useController } from "react-hook-form";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import type { Control, FieldPath, FieldValues } from "react-hook-form";
import type { FieldName } from "@/lib/leads/custom-fields/field/schema";
import type { ColumnTarget, ImportColumn } from "@/lib/intake/importing/schema";

const TARGETS: ColumnTarget[] = [
  ...(["contactName", "firstName", "lastName", "firm", "customer", "email", "phone", "service", "message"] as const),
  ...([
    "note",
    "status",
    "owner",
    "submittedAt",
    "amount",
    "priority",
    "tags",
    "channel",
    "subChannel",
    "pageUrl",
  ] as const),
  ...(["utm.campaign", "utm.source", "utm.medium", "utm.term", "utm.content", "extra", "ignore"] as const),
];

type ColumnMappingProps<Form extends FieldValues> = {
  columns: ImportColumn[];
  control: Control<Form>;
  name: FieldPath<Form>;
  /** Custom fields. */
  fields: readonly { value: FieldName; label: string }[];
  onMapped: (mapping: ColumnTarget[]) => void;
};

/** Each column with values of its own, and where it goes. */
export function ColumnMapping<Form extends FieldValues>({
  columns,
  control,
  name,
  fields,
  onMapped,
}: ColumnMappingProps<Form>) {
  const t = useTranslations("imports");
  const { field } = useController({ control, name });
  const mapping = field.value as ColumnTarget[];
  const own = TARGETS.map((value) => ({ value, label: t(`targets.${value.replace(".", "_") as "email"}`) }));
  // What isn't taken stays last.
  const options = [...own.slice(0, -2), ...fields, ...own.slice(-2)];
  return (
    <Card>
      <CardHeader level={2} title={t("columns")} description={t("columnsHint")} />
      <ul className="grid divide-y sm:grid-cols-2 sm:divide-y-0 xl:grid-cols-3">
        {columns.map(({ label, samples }, index) => (
          <li key={index} className="flex min-w-0 flex-col gap-1 px-4 py-3">
            <Field label={label || t("column", { number: index + 1 })}>
              <NativeSelect
                options={options}
                value={mapping[index] ?? "extra"}
                onChange={(event) => {
                  const chosen = event.target.value as ColumnTarget;
                  const mapped = mapping.map((target, at) => (at === index ? chosen : target));
                  field.onChange(mapped);
                  onMapped(mapped);
                }}
              />
            </Field>
            <p className="truncate text-xs text-muted-foreground" title={samples.join(" · ")}>
              {samples.join(" · ") || t("noValues")}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
