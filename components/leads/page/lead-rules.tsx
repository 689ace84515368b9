"use client";

import { useTranslations } from "next-intl";
import type { SpokenRule } from "@/lib/leads/schema";

const DECIDED = ["status", "leadType", "company", "priority", "owner", "tags"] as const;

/** Which rule, as it was then, decided what. */
export function LeadRules({ rules }: { rules: SpokenRule[] }) {
  const t = useTranslations("lead.facts");
  if (rules.length === 0) return t("noRule");
  return (
    <ul className="flex flex-col">
      {rules.map((rule) => {
        const decided = DECIDED.filter((one) => rule.decided.includes(one)).map((one) => t(`decided.${one}`));
        return (
          <li key={rule.id}>
            {rule.name || t("otherwise")}
            <span className="text-muted-foreground">
              {rule.version > 0 && ` · ${t("ruleVersion", { version: rule.version })}`}
              {decided.length > 0 && ` · ${decided.join(", ")}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** The score and what adds up to it. */
export function LeadScore({ score, rules }: { score: number; rules: SpokenRule[] }) {
  const t = useTranslations("lead.facts");
  const sum = rules.reduce((total, { points }) => total + points, 0);
  const lines = [
    ...rules
      .filter(({ points }) => points !== 0)
      .map(({ id, name, points }) => ({ id, name: name || t("otherwise"), points })),
    ...(sum === score ? [] : [{ id: "limit", name: t("scoreLimit"), points: score - sum }]),
  ];
  return (
    <>
      <span className="font-medium tabular-nums">{score}</span>
      <ul className="text-muted-foreground">
        {lines.map(({ id, name, points }) => (
          <li key={id} className="flex gap-2">
            <span className="min-w-8 text-right tabular-nums">{points > 0 ? `+${points}` : `−${-points}`}</span>
            <span>{name}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
