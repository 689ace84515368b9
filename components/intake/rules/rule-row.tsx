"use client";

import { useTranslations } from "next-intl";
import { conditionWords } from "@/components/intake/rules/condition-words";
import { effectWords } from "@/components/intake/rules/effect-words";
import { ruleFields } from "@/components/intake/rules/rule-fields";
import { Badge } from "@/components/ui/badge";
import type { Effect, Rule, RuleChoices } from "@/components/intake/rules/rule";

type RuleWordsProps = { rule: Rule; number: number; choices: RuleChoices };

/** A rule as one reads it: its place, when it counts, and what it says then. */
export function RuleWords({ rule, number, choices }: RuleWordsProps) {
  const rules = useTranslations("rules");
  const condition = useTranslations("condition");
  return (
    <div className="min-w-0 flex-1">
      <p className="font-medium">
        <span className="mr-1.5 text-muted-foreground tabular-nums">{number}.</span>
        {rule.name}
      </p>
      <p className="text-sm break-words text-muted-foreground">
        {conditionWords(rule.condition, { rules, condition, fields: ruleFields(rules, choices) })}
      </p>
      <EffectBadges effect={rule.effect} choices={choices} stop={rule.stop} />
    </div>
  );
}

type EffectBadgesProps = { effect: Effect; choices: RuleChoices; stop?: boolean };

export function EffectBadges({ effect, choices, stop = false }: EffectBadgesProps) {
  const t = useTranslations("rules");
  const words = effectWords(effect, choices, t);
  if (words.length === 0 && !stop) return <p className="text-sm text-muted-foreground">{t("saysNothing")}</p>;
  return (
    <p className="mt-1 flex flex-wrap gap-1">
      {words.map((word) => (
        <Badge key={word} variant="accent">
          {word}
        </Badge>
      ))}
      {stop && <Badge>{t("stops")}</Badge>}
    </p>
  );
}
