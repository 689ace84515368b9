import type { Condition } from "@/lib/core/condition/schema";
import type { ExtraField } from "@/lib/intake/rules/extra-fields";
import type { FieldView } from "@/lib/leads/custom-fields/field/schema";
import type { Priority } from "@/lib/leads/schema";

export type Effect = {
  statusKey?: string | undefined;
  leadTypeKey?: string | undefined;
  companyKey?: string | undefined;
  priority?: Priority | undefined;
  tags?: string[] | undefined;
  ownerId?: string | undefined;
  points?: number | undefined;
};
/** Points as they are typed may be out of range; such a rule isn't taken over. */
export function areFair(points: number | undefined): boolean {
  return points === undefined || (Number.isInteger(points) && Math.abs(points) <= 100);
}

/** `id` is missing while it was never saved. */
export type Rule = { id?: string | undefined; name: string; condition: Condition; effect: Effect; stop: boolean };
export type Draft = { rules: Rule[]; otherwise: Effect };

type Option = { value: string; label: string };
/** What a rule may say and ask, by the keys it is kept under. */
export type RuleChoices = {
  statuses: Option[];
  leadTypes: Option[];
  /** Statuses and types that are offered no more, by what they mean now. */
  retired: Option[];
  companies: (Option & { id: string })[];
  companyIds: Option[];
  /** Whose leads of which companies can be. */
  owners: (Option & { companyIds: string[] })[];
  /** Of the one source that the list is for. */
  companyId?: string;
  /** Asked only where a list is for several sources. */
  sources: Option[];
  /** Fields beyond the usual that forms have. */
  extraFields: ExtraField[];
  /** Custom fields, which a mapping may name. */
  ownFields?: OwnField[];
};
export type OwnField = Pick<FieldView, "key" | "label" | "kind">;
