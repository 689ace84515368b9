import { sameValue } from "@/lib/core/same-value";

/** What one list of rules does otherwise than another; rules by their names. */
export type Difference = {
  added: string[];
  removed: string[];
  changed: string[];
  /** The same rules in another order. */
  moved: boolean;
};

type Kept = { id: string; name: string };

export function difference(before: readonly Kept[], after: readonly Kept[]): Difference {
  const was = new Map(before.map((rule) => [rule.id, rule]));
  const is = new Set(after.map(({ id }) => id));
  const kept = (rules: readonly Kept[]) => rules.filter(({ id }) => was.has(id) && is.has(id)).map(({ id }) => id);
  return {
    added: after.filter(({ id }) => !was.has(id)).map(({ name }) => name),
    removed: before.filter(({ id }) => !is.has(id)).map(({ name }) => name),
    changed: after.filter((rule) => was.has(rule.id) && !sameValue(was.get(rule.id), rule)).map(({ name }) => name),
    moved: !sameValue(kept(before), kept(after)),
  };
}
