"use client";

import { ArrowDown, ArrowUp, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { conditionWords } from "@/components/intake/rules/condition-words";
import { effectWords } from "@/components/intake/rules/effect-words";
import { ruleFields } from "@/components/intake/rules/rule-fields";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
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

type RuleButtonsProps = {
  name: string;
  first: boolean;
  last: boolean;
  onMove: (by: -1 | 1) => void;
  onEdit: () => void;
  onRemove: () => void;
};

export function RuleButtons({ name, first, last, onMove, onEdit, onRemove }: RuleButtonsProps) {
  const t = useTranslations("rules");
  return (
    <div className="grid shrink-0 grid-cols-2 sm:flex">
      <IconButton
        label={t("moveUp", { name })}
        disabled={first}
        onClick={() => {
          onMove(-1);
        }}
      >
        <ArrowUp aria-hidden />
      </IconButton>
      <IconButton
        label={t("moveDown", { name })}
        disabled={last}
        onClick={() => {
          onMove(1);
        }}
      >
        <ArrowDown aria-hidden />
      </IconButton>
      <IconButton label={t("editNamed", { name })} onClick={onEdit}>
        <Pencil aria-hidden />
      </IconButton>
      <IconButton label={t("remove", { name })} onClick={onRemove}>
        <Trash2 aria-hidden />
      </IconButton>
    </div>
  );
}
