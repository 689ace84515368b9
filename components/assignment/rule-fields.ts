import type { useTranslations } from "next-intl";
import type { AssignmentChoices } from "@/components/assignment/rule";
import type { EditorField } from "@/components/condition/draft";

type Words = ReturnType<typeof useTranslations<"assignment">>;

const TEXTS = [
  "service",
  "message",
  "firm",
  "contactName",
  "email",
  "phone",
  "page",
  "channel",
  "subChannel",
  "utmSource",
  "utmMedium",
  "utmCampaign",
  "utmTerm",
  "utmContent",
] as const;
const PRIORITIES = ["low", "normal", "high", "urgent"] as const;

/** What a rule may ask of a lead, as the editor offers it. */
export function ruleFields(t: Words, choices: AssignmentChoices): EditorField[] {
  return [
    { key: "leadType", label: t("fields.leadType"), type: "ref", options: choices.leadTypes },
    { key: "company", label: t("fields.company"), type: "ref", options: choices.companies },
    { key: "source", label: t("fields.source"), type: "ref", options: choices.sources },
    {
      key: "priority",
      label: t("fields.priority"),
      type: "enum",
      options: PRIORITIES.map((value) => ({ value, label: t(`priorities.${value}`) })),
    },
    { key: "score", label: t("fields.score"), type: "number" },
    ...TEXTS.map((key) => ({ key, label: t(`fields.${key}`), type: "text" as const })),
  ];
}
