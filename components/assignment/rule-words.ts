import { personName } from "@/components/assignment/rule";
import { formatHours } from "@/lib/core/format";
import type { useTranslations } from "next-intl";
import type { AssignmentChoices, DraftRule } from "@/components/assignment/rule";

type Words = ReturnType<typeof useTranslations<"assignment">>;

/** Whom a rule asks, and how it chooses among them. */
export function poolWords(rule: DraftRule, choices: AssignmentChoices, t: Words): string {
  const { userIds, companyIds, ownCompany } = rule.pool;
  const former = t("formerUser");
  const people = userIds.map((id) => {
    const name = personName(id, choices, former);
    return rule.method === "weighted" ? t("weightOf", { name, weight: rule.weights[id] ?? 1 }) : name;
  });
  const companies = companyIds.map((id) => {
    const name = choices.companies.find(({ value }) => value === id)?.label ?? t("formerCompany");
    return t("peopleOf", { company: name });
  });
  return [...people, ...companies, ...(ownCompany ? [t("peopleOfOwn")] : [])].join(", ");
}

/** What else a rule says: its cap, and what happens without a first response. */
export function limitWords({ cap, remind, takeBack }: DraftRule, t: Words, locale: string): string[] {
  const time = (minutes: number) => formatHours(minutes, { locale });
  return [
    ...(cap === null ? [] : [t("capWord", { cap })]),
    ...(remind === null ? [] : [t("remindWord", { time: time(remind) })]),
    ...(takeBack === null ? [] : [t("takeBackWord", { time: time(takeBack) })]),
  ];
}
