import { conditionSchema } from "@/lib/core/condition/schema";
import { validateCondition } from "@/lib/core/condition/problems";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import type { Condition } from "@/lib/core/condition/schema";

/** Which leads a target is for, as it is kept. What can't be read any more is for none. */
export function readTargetCondition(json: unknown): Condition {
  const parsed = conditionSchema.safeParse(json);
  return parsed.success && validateCondition(parsed.data, leadFieldCatalogue).length === 0 ? parsed.data : { any: [] };
}
