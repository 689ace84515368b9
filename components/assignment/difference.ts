import { sameValue } from "@/lib/core/same-value";
import type { Assignment } from "@/lib/assignment/schema";

/** What one version does otherwise than another; rules by their names. */
export type Difference = {
  added: string[];
  removed: string[];
  changed: string[];
  /** The same rules in another order. */
  moved: boolean;
  caps: boolean;
};

type Version = Pick<Assignment, "rules" | "caps">;

export function difference(before: Version, after: Version): Difference {
  const was = new Map(before.rules.map((rule) => [rule.id, rule]));
  const is = new Set(after.rules.map(({ id }) => id));
  const kept = ({ rules }: Version) => rules.filter(({ id }) => was.has(id) && is.has(id)).map(({ id }) => id);
  return {
    added: after.rules.filter(({ id }) => !was.has(id)).map(({ name }) => name),
    removed: before.rules.filter(({ id }) => !is.has(id)).map(({ name }) => name),
    changed: after.rules
      .filter((rule) => was.has(rule.id) && !sameValue(was.get(rule.id), rule))
      .map(({ name }) => name),
    moved: !sameValue(kept(before), kept(after)),
    caps: !sameValue(before.caps, after.caps),
  };
}
