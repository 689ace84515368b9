"use client";

import { FactField } from "@/components/leads/page/fact-field";
import { useDesk } from "@/components/leads/page/lead-desk";
import { useFieldEdit } from "@/components/leads/page/use-field-edit";
import { updateLeadAction } from "@/lib/leads/actions";
import { sensitiveIn } from "@/lib/leads/sensitive/schema";
import type { ValueKind, ValueOptions } from "@/components/leads/custom-fields/value-input";
import type { LeadFields } from "@/lib/leads/schema";

type LeadFieldProps = {
  field: keyof LeadFields;
  label: string;
  value: string;
  kind?: ValueKind;
  options?: ValueOptions;
  /** Drawn instead of the plain text. */
  view?: React.ReactNode;
  maxLength?: number;
  /** What it mostly is; anything else can be typed all the same. */
  suggestions?: readonly string[];
};

/** One of the facts that every lead has, edited where it stands. */
export function LeadField({ field, value, options = [], view, ...rest }: LeadFieldProps) {
  const { lead } = useDesk();
  const about = sensitiveIn(field);
  const right = about === undefined ? "write" : lead.sensitive[about];
  const say = (said: string) => options.find((option) => option.value === said)?.label ?? said;
  const edit = useFieldEdit(field, value, {
    write: (draft, seen) => updateLeadAction({ leadId: lead.id, set: { [field]: draft }, seen: { [field]: seen } }),
    told: say,
  });
  if (right === "hidden") return null;
  return (
    <FactField name={field} edit={edit} locked={right === "read"} options={options} say={say} {...rest}>
      {view ?? (value === "" ? null : say(value))}
    </FactField>
  );
}
