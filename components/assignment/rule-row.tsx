"use client";

import { useLocale, useTranslations } from "next-intl";
import { limitWords, poolWords } from "@/components/assignment/rule-words";
import { ruleFields } from "@/components/assignment/rule-fields";
import { conditionWords } from "@/components/intake/rules/condition-words";
import { Badge } from "@/components/ui/badge";
import type { AssignmentChoices, DraftRule } from "@/components/assignment/rule";

type RuleWordsProps = { rule: DraftRule; number: number; choices: AssignmentChoices };

/** A rule as one reads it: its place, when it counts, whom it asks and how it chooses. */
export function RuleWords({ rule, number, choices }: RuleWordsProps) {
  const t = useTranslations("assignment");
  const locale = useLocale();
  const rules = useTranslations("rules");
  const condition = useTranslations("condition");
  return (
    <div className="min-w-0 flex-1">
      <p className="font-medium">
        <span className="mr-1.5 text-muted-foreground tabular-nums">{number}.</span>
        {rule.name}
      </p>
      <p className="text-sm break-words text-muted-foreground">
        {conditionWords(rule.condition, { rules, condition, fields: ruleFields(t, choices) })}
      </p>
      <p className="text-sm break-words">
        <span className="text-muted-foreground">{t("to")}</span> {poolWords(rule, choices, t)}
      </p>
      <p className="mt-1 flex flex-wrap gap-1">
        <Badge variant="accent">{t(`methods.${rule.method}`)}</Badge>
        {limitWords(rule, t, locale).map((word) => (
          <Badge key={word}>{word}</Badge>
        ))}
      </p>
    </div>
  );
}
