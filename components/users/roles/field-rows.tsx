"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Section } from "@/components/ui/section";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { cn } from "@/lib/core/cn";
import { FIELD_RIGHTS, SENSITIVE_FIELDS, rightIn } from "@/lib/core/permissions";
import { fieldChangeName } from "@/lib/users/roles/policy";
import type { FieldRight, FieldRights, SensitiveField } from "@/lib/core/permissions";

type FieldRowsProps = {
  saved: FieldRights;
  fields: FieldRights;
  /** Why the server took none of these, by the fields' names. */
  refused: Readonly<Record<string, string>>;
  fixed: boolean;
  onChange: (field: SensitiveField, right: FieldRight) => void;
};

/** Each sensitive field of leads with how much of it the role has: all, the sight, nothing. */
export function FieldRows({ saved, fields, refused, fixed, onChange }: FieldRowsProps) {
  const t = useTranslations("roles");
  return (
    <Section title={t("fields")} description={t("fieldsText")}>
      <Card className="divide-y">
        {SENSITIVE_FIELDS.map((field) => (
          <FieldRow
            key={field}
            field={field}
            right={rightIn(fields, field)}
            changed={rightIn(saved, field) !== rightIn(fields, field)}
            refused={refused[fieldChangeName(field)]}
            fixed={fixed}
            onChange={(right) => {
              onChange(field, right);
            }}
          />
        ))}
      </Card>
    </Section>
  );
}

type FieldRowProps = {
  field: SensitiveField;
  right: FieldRight;
  changed: boolean;
  refused: string | undefined;
  fixed: boolean;
  onChange: (right: FieldRight) => void;
};

function FieldRow({ field, right, changed, refused, fixed, onChange }: FieldRowProps) {
  const t = useTranslations("roles");
  const sensitive = useTranslations("sensitive");
  const errors = useTranslations("errors");
  return (
    <div
      role="group"
      aria-label={sensitive(field)}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5"
    >
      <div className="min-w-0 flex-1 basis-56">
        <p className={cn("text-sm", changed && "font-medium text-accent-text")}>
          {sensitive(field)}
          {changed && <span className="sr-only"> ({t("changed")})</span>}
        </p>
        {refused !== undefined && <p className="text-xs text-danger">{errors(refused as "notYours")}</p>}
      </div>
      {fixed ? (
        <p className="text-sm text-muted-foreground">{t(`fieldRight.${right}`)}</p>
      ) : (
        <SegmentedControl
          label={sensitive(field)}
          segments={FIELD_RIGHTS.map((value) => ({ value, label: t(`fieldRight.${value}`) }))}
          value={right}
          onValueChange={(value) => {
            onChange(FIELD_RIGHTS.find((one) => one === value) ?? right);
          }}
          className="max-sm:w-full"
        />
      )}
    </div>
  );
}
