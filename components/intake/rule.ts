import type { Condition } from "@/lib/core/condition/schema";
import type { Priority } from "@/lib/leads/schema";

export type Effect = {
  statusKey?: string;
  leadTypeKey?: string;
  companyKey?: string;
  priority?: Priority;
  tags?: string[];
};
export type Rule = { id?: string; name: string; condition: Condition; effect: Effect };
type Option = { value: string; label: string };
/** What a rule may say, by the keys it is kept under. */
export type EffectChoices = { statuses: Option[]; leadTypes: Option[]; companies: Option[] };
