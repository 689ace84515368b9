import { sameValue } from "@/lib/core/same-value";
import type { RuleList } from "@/lib/intake/rules/schema";

type Rules = Pick<RuleList, "rules" | "otherwise">;
/** What one version of a list does otherwise than another; rules by their names. */
export type Difference = {
  added: string[];
  removed: string[];
  changed: string[];
  /** The same rules in another order. */
  moved: boolean;
  otherwise: boolean;
};

export function difference(before: Rules, after: Rules): Difference {
  const was = new Map(before.rules.map((rule) => [rule.id, rule]));
  const is = new Set(after.rules.map(({ id }) => id));
  const kept = (rules: Rules["rules"]) => rules.filter(({ id }) => was.has(id) && is.has(id)).map(({ id }) => id);
  return {
    added: after.rules.filter(({ id }) => !was.has(id)).map(({ name }) => name),
    removed: before.rules.filter(({ id }) => !is.has(id)).map(({ name }) => name),
    changed: after.rules
      .filter((rule) => was.has(rule.id) && !sameValue(was.get(rule.id), rule))
      .map(({ name }) => name),
    moved: !sameValue(kept(before.rules), kept(after.rules)),
    otherwise: !sameValue(before.otherwise, after.otherwise),
  };
}
