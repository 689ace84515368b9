import { conditionSchema } from "@/lib/core/condition/schema";
import { readList } from "@/lib/leads/list/schema";
import { asksHidden } from "@/lib/leads/sensitive/asking";
import { isUnaskable } from "@/lib/leads/sensitive/schema";
import type { SensitiveField } from "@/lib/core/permissions";

/** Whether a view asks or is ordered by what is hidden: without that it would show other leads than its name says. */
export function viewAsksHidden(query: string, hidden: readonly SensitiveField[]): boolean {
  if (hidden.length === 0) return false;
  const { filter, sort } = readList(Object.fromEntries(new URLSearchParams(query))).list;
  return isUnaskable(hidden, sort) || (filter !== "" && namesHidden(filter, hidden));
}

/** Whether a condition written as JSON asks for one of them; what can't be read is nothing anybody may see. */
function namesHidden(filter: string, hidden: readonly SensitiveField[]): boolean {
  const condition = conditionSchema.safeParse(jsonIn(filter));
  return !condition.success || asksHidden(condition.data, hidden);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
