import type { useTranslations } from "next-intl";
import type { EditorField } from "@/components/condition/draft";
import type { OwnField, RuleChoices } from "@/components/intake/rules/rule";

type Words = ReturnType<typeof useTranslations<"rules">>;

const TEXTS = [
  "service",
  "message",
  "firm",
  "name",
  "email",
  "phone",
  "pageUrl",
  "referrer",
  "formId",
  "formName",
  "utmSource",
  "utmMedium",
  "utmCampaign",
  "utmTerm",
  "utmContent",
  "ip",
] as const;
const WEEKDAYS = ["1", "2", "3", "4", "5", "6", "7"] as const;

/** What a rule may ask of, as the editor offers it: the usual, what these forms have besides, when and where. */
export function ruleFields(t: Words, choices: RuleChoices): EditorField[] {
  const extra = choices.extraFields.flatMap(({ label, kinds }) =>
    kinds.map((kind) => ({
      key: `${kind}.${label}`,
      label: extraWord(t, kind, label),
      type: kind === "extra" ? ("text" as const) : kind,
    })),
  );
  const mapped = (choices.ownFields ?? []).map(ownField);
  const several = choices.sources.length > 0;
  return [
    ...TEXTS.map((key) => ({ key, label: t(`fields.${key}`), type: "text" as const })),
    ...extra,
    ...mapped,
    { key: "consent", label: t("fields.consent"), type: "boolean" },
    { key: "hour", label: t("fields.hour"), type: "number" },
    {
      key: "weekday",
      label: t("fields.weekday"),
      type: "enum",
      options: WEEKDAYS.map((value) => ({ value, label: t(`weekdays.${value}`) })),
    },
    { key: "submittedAt", label: t("fields.submittedAt"), type: "date" },
    ...(several
      ? [
          { key: "source", label: t("fields.source"), type: "ref" as const, options: choices.sources },
          { key: "company", label: t("fields.company"), type: "ref" as const, options: choices.companyIds },
        ]
      : []),
  ];
}

/** What forms say in a custom field that their mapping names. */
function ownField({ key, label, kind }: OwnField): EditorField {
  if (kind === "number" || kind === "money") return { key: `fieldNumber.${key}`, label, type: "number" };
  return kind === "date"
    ? { key: `fieldDate.${key}`, label, type: "date" }
    : { key: `field.${key}`, label, type: "text" };
}

/** Rules may ask what no form that was seen lately has. */
export function fieldWord(field: string, fields: EditorField[], t: Words): string {
  const [kind = "", ...label] = field.split(".");
  const known = fields.find(({ key }) => key === field)?.label;
  return known ?? (label.length > 0 ? extraWord(t, kind, label.join(".")) : field);
}

function extraWord(t: Words, kind: string, label: string): string {
  if (kind === "number") return t("asNumber", { label });
  return kind === "date" ? t("asDate", { label }) : label;
}
