import { groupOf, isGroup, shapeOf } from "@/components/condition/draft";
import { ME } from "@/lib/core/condition/operators";
import type { Item } from "@/components/condition/draft";
import type { Condition, Leaf } from "@/lib/core/condition/schema";

/** What people ask for most, ready made. */
export const READY_MADE = {
  mine: { field: "owner", op: "is", value: ME },
  unassigned: { field: "owner", op: "isEmpty" },
  quiet: { field: "lastActivityAt", op: "before", value: { relative: { unit: "day", offset: -5 } } },
  lastWeek: { field: "receivedAt", op: "on", value: { relative: { unit: "day", offset: -6, count: 7 } } },
} as const satisfies Record<string, Leaf>;
export type ReadyMade = keyof typeof READY_MADE;

/** The condition an address holds as JSON; the server has looked whether it can be read. */
export function conditionIn(filter: string): Condition {
  return filter === "" ? { all: [] } : (JSON.parse(filter) as Condition);
}

/** How many comparisons a condition has. */
export function sizeOf(condition: Condition): number {
  if ("all" in condition) return sum(condition.all);
  if ("any" in condition) return sum(condition.any);
  return "not" in condition ? sizeOf(condition.not) : 1;
}

/** Every comparison has what it compares with, and no group is empty. */
export function isComplete(condition: Condition): boolean {
  const complete = (item: Item): boolean => {
    if (isGroup(item)) return item.items.length > 0 && item.items.every(complete);
    if (shapeOf(item.op) === "none") return true;
    return Array.isArray(item.value) ? item.value.length > 0 : item.value !== undefined && item.value !== "";
  };
  return groupOf(condition).items.every(complete);
}

function sum(conditions: readonly Condition[]): number {
  return conditions.reduce((count, one) => count + sizeOf(one), 0);
}
