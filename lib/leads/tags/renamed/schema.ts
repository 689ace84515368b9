import type { Condition } from "@/lib/core/condition/schema";

/** What took the place of tags that are offered no more, by their names; null where one is simply gone. */
export type RenamedTags = ReadonlyMap<string, string | null>;

/** Tags by what they are called now; what is gone is left out. */
export function tagsNow(tags: readonly string[], renamed: RenamedTags): string[] {
  return [...new Set(tags.flatMap((tag) => (renamed.has(tag) ? (renamed.get(tag) ?? []) : tag)))];
}

/** A condition that names tags, by what they are called now: a link from before means the same leads. */
export function conditionNow(condition: Condition, renamed: RenamedTags): Condition {
  if (renamed.size === 0) return condition;
  const now = (one: Condition) => conditionNow(one, renamed);
  if ("all" in condition) return { all: condition.all.map(now) };
  if ("any" in condition) return { any: condition.any.map(now) };
  if ("not" in condition) return { not: now(condition.not) };
  if (condition.field !== "tags" || !Array.isArray(condition.value)) return condition;
  const value = condition.value.map((tag) => (typeof tag === "string" ? (renamed.get(tag) ?? tag) : tag));
  return { ...condition, value };
}
