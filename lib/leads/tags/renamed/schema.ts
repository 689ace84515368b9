import { fold } from "@/lib/core/text";
import type { Condition } from "@/lib/core/condition/schema";

/** What took the place of tags that are offered no more, by their names; null where one is simply gone. */
export type RenamedTags = ReadonlyMap<string, string | null>;

/** Tags by what they are called now; what is gone is left out. */
export function tagsNow(tags: readonly string[], renamed: RenamedTags): string[] {
  return [...new Set(tags.flatMap((tag) => (renamed.has(tag) ? (renamed.get(tag) ?? []) : tag)))];
}

export type TagRow = { name: string; active: boolean; successor: string | null };

/** By what they are called now; people tell tags apart by their words, so one that reads like another is that one. */
export function tagsAsOffered(tags: readonly string[], known: readonly TagRow[]): string[] {
  const renamed = new Map(known.filter(({ active }) => !active).map(({ name, successor }) => [name, successor]));
  const offered = known.filter(({ active }) => active).map(({ name }) => name);
  const names = new Set(offered);
  const byWords = new Map(offered.toReversed().map((name) => [fold(name), name]));
  const now = tagsNow(tags, renamed).map((tag) => {
    const there = names.has(tag) ? tag : (byWords.get(fold(tag)) ?? tag);
    byWords.set(fold(tag), there);
    return there;
  });
  return [...new Set(now)];
}

/** Each of these, and what is called one of them now: leads that have yet to be moved have it under its former name. */
export function withFormer(tags: readonly string[], renamed: RenamedTags): string[] {
  const former = [...renamed].filter(([, to]) => to !== null && tags.includes(to)).map(([name]) => name);
  return [...new Set([...tags, ...former])];
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
