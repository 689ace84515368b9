import type { useTranslations } from "next-intl";
import type { Effect, RuleChoices } from "@/components/intake/rules/rule";
import type { PreviewChange } from "@/lib/intake/rules/schema";

type Words = ReturnType<typeof useTranslations<"rules">>;
type Options = { value: string; label: string }[];

const word = (list: Options, key: string) => list.find(({ value }) => value === key)?.label ?? key;

/** What a rule says, a few words each. */
export function effectWords(effect: Effect, choices: RuleChoices, t: Words): string[] {
  return [
    ...(effect.statusKey
      ? [`${t("status")}: ${word([...choices.statuses, ...choices.retired], effect.statusKey)}`]
      : []),
    ...(effect.leadTypeKey
      ? [`${t("leadType")}: ${word([...choices.leadTypes, ...choices.retired], effect.leadTypeKey)}`]
      : []),
    ...(effect.companyKey ? [`${t("company")}: ${word(choices.companies, effect.companyKey)}`] : []),
    ...(effect.priority ? [`${t("priority")}: ${t(`priorities.${effect.priority}`)}`] : []),
    ...(effect.ownerId ? [`${t("owner")}: ${ownerWord(effect.ownerId, choices, t)}`] : []),
    ...(effect.points ? [pointsWord(effect.points, t)] : []),
    ...(effect.tags ?? []).map((tag) => `#${tag}`),
  ];
}

export function pointsWord(points: number, t: Words): string {
  return t("pointsGiven", { points: points > 0 ? `+${points}` : `−${-points}` });
}

/** A value as a preview tells it. */
export function valueWord(field: PreviewChange["field"], value: string, choices: RuleChoices, t: Words): string {
  switch (field) {
    case "status":
      return word([...choices.statuses, ...choices.retired], value);
    case "leadType":
      return word([...choices.leadTypes, ...choices.retired], value);
    case "company":
      return word(choices.companies, value);
    case "priority":
      return t.has(`priorities.${value as "low"}`) ? t(`priorities.${value as "low"}`) : value;
    case "owner":
      return value === "" ? t("nobody") : ownerWord(value, choices, t);
    case "tags":
    case "score":
      return value === "" ? t("none") : value;
  }
}

function ownerWord(id: string, choices: RuleChoices, t: Words): string {
  return choices.owners.find(({ value }) => value === id)?.label ?? t("formerUser");
}
