import { predicate } from "@/lib/core/condition/evaluate";
import { ruleCatalogue } from "@/lib/intake/rules/facts";
import type { ConditionOptions } from "@/lib/core/condition/fields";
import type { Facts } from "@/lib/intake/rules/facts";
import type { Rule, RuleEffect, RuleList } from "@/lib/intake/rules/schema";
import type { SpokenRule } from "@/lib/leads/schema";

/** `own` are the source's rules, `shared` those for every source; they are asked in this order. */
export type RuleLists = { own: RuleList; shared: RuleList };
export type Verdict = { rules: SpokenRule[]; effect: RuleEffect; score: number };
type Classify = (facts: Facts) => Verdict;

/** What stands for a rule's id and name where no rule matched. */
export const OTHERWISE = "otherwise";

/** The first look at one lead. */
export function classify(facts: Facts, lists: RuleLists, at: ConditionOptions): Verdict {
  return classifier(lists, at)(facts);
}

/**
 * The rules read once, for many leads: in order, of two that speak of the same thing the earlier one counts; tags and
 * points add up. If none matched, what the source says of the rest counts, or else what is said for every source.
 */
export function classifier(lists: RuleLists, at: ConditionOptions): Classify {
  const steps = [lists.own, lists.shared].flatMap(({ rules, version }) =>
    rules.map((rule) => ({ rule, version, fits: predicate(rule.condition, ruleCatalogue(rule.condition), at) })),
  );
  const rest = [lists.own, lists.shared].find(({ otherwise }) => Object.keys(otherwise).length > 0);
  return (facts) => {
    const said = new Said();
    for (const { rule, version, fits } of steps) {
      if (!fits(facts)) continue;
      said.add(rule, version);
      if (rule.stop) break;
    }
    if (said.rules.length === 0 && rest) {
      said.add({ id: OTHERWISE, name: "", effect: rest.otherwise }, rest.version);
    }
    return said.verdict();
  };
}

class Said {
  readonly rules: SpokenRule[] = [];
  private effect: RuleEffect = {};

  add({ id, name, effect }: Pick<Rule, "id" | "name" | "effect">, version: number): void {
    const { tags = [], points = 0, ...single } = effect;
    const fresh = Object.entries(single).filter(
      ([key, value]) => value !== undefined && !Object.hasOwn(this.effect, key),
    );
    const before = this.effect.tags ?? [];
    const newTags = tags.filter((tag) => !before.includes(tag));
    this.effect = {
      ...this.effect,
      ...Object.fromEntries(fresh),
      ...(newTags.length > 0 && { tags: [...before, ...new Set(newTags)] }),
    };
    const decided = [...fresh.map(([key]) => DECIDED[key] ?? key), ...(newTags.length > 0 ? ["tags"] : [])];
    this.rules.push({ id, name, version, decided, points });
  }

  verdict(): Verdict {
    const sum = this.rules.reduce((total, { points }) => total + points, 0);
    return { rules: this.rules, effect: this.effect, score: Math.min(100, Math.max(0, sum)) };
  }
}

const DECIDED: Record<string, string> = {
  statusKey: "status",
  leadTypeKey: "leadType",
  companyKey: "company",
  ownerId: "owner",
};
