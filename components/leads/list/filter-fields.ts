import type { useTranslations } from "next-intl";
import { LIST_PRIORITIES } from "@/lib/leads/list/schema";
import { isUnaskable } from "@/lib/leads/sensitive/schema";
import type { EditorField } from "@/components/condition/draft";
import type { FieldView } from "@/lib/leads/custom-fields/field/schema";
import type { OwnColumn } from "@/lib/leads/list/columns/schema";
import type { ListChoices } from "@/lib/leads/list/schema";

type Words = ReturnType<typeof useTranslations<"leads">>;

/** The texts of a lead, and the column each is called by. */
const TEXTS: [string, OwnColumn][] = [
  ["contactName", "name"],
  ["firm", "firm"],
  ["email", "email"],
  ["phone", "phone"],
  ["service", "service"],
  ["message", "message"],
  ["managementMessage", "managementMessage"],
  ["channel", "channel"],
  ["subChannel", "subChannel"],
  ["utmCampaign", "campaign"],
  ["utmSource", "utmSource"],
  ["utmMedium", "utmMedium"],
  ["utmTerm", "utmTerm"],
  ["utmContent", "utmContent"],
  ["page", "page"],
];
const NUMBERS: OwnColumn[] = ["score", "amount", "touches", "number"];
const DATES: [string, OwnColumn][] = [
  ["receivedAt", "received"],
  ["lastActivityAt", "activity"],
  ["submittedAt", "submitted"],
  ["assignedAt", "assigned"],
  ["firstResponseAt", "firstResponse"],
  ["statusChangedAt", "statusChanged"],
  ["dueAt", "due"],
  ["rotsAt", "rots"],
  ["nextTaskAt", "nextAction"],
];

/** Everything a condition can ask of a lead, as the editor offers it to this person. */
export function filterFields(t: Words, choices: ListChoices): EditorField[] {
  const named = (options: readonly { id: string; name: string }[]) =>
    options.map(({ id, name }) => ({ value: id, label: name }));
  const labelled = (options: readonly { id: string; label: string }[]) =>
    options.map(({ id, label }) => ({ value: id, label }));
  const ref = (key: string, column: OwnColumn, options: EditorField["options"], me = false): EditorField => ({
    key,
    label: t(`column.${column}`),
    type: "ref",
    ...(options && { options }),
    ...(me && { me }),
  });
  const isShown = (key: string) => !isUnaskable(choices.hidden ?? [], key);
  return [
    ref("status", "status", labelled(choices.statuses)),
    ...(choices.seesOthers ? [ref("owner", "owner", named(choices.owners), true)] : []),
    ...DATES.map(([key, column]) => ({ key, label: t(`column.${column}`), type: "date" as const })),
    ...(choices.companies.length > 1 ? [ref("company", "company", named(choices.companies))] : []),
    ref("source", "source", named(choices.sources)),
    ref("leadType", "type", labelled(choices.types)),
    {
      key: "priority",
      label: t("column.priority"),
      type: "enum",
      options: LIST_PRIORITIES.map((value) => ({ value, label: t(`priorities.${value}`) })),
    },
    { key: "tags", label: t("column.tags"), type: "list" },
    { key: "history", label: t("history"), type: "boolean" },
    { key: "missedAt", label: t("missedAt"), type: "date" },
    { key: "wroteAgainAt", label: t("dues.wroteAgain"), type: "date" },
    { key: "respondMinutes", label: t("respondMinutes"), type: "number" },
    ...NUMBERS.filter(isShown).map((key) => ({ key, label: t(`column.${key}`), type: "number" as const })),
    ...TEXTS.filter(([key]) => isShown(key)).map(([key, column]) => ({
      key,
      label: t(`column.${column}`),
      type: "text" as const,
    })),
    ...(choices.fields ?? []).map(fieldOfOwn),
  ];
}

const TYPES: Record<FieldView["kind"], EditorField["type"]> = {
  text: "text",
  long: "text",
  email: "text",
  phone: "text",
  url: "text",
  number: "number",
  money: "number",
  date: "date",
  boolean: "boolean",
  choice: "enum",
  choices: "list",
};

/** A field of the organisation's own. */
function fieldOfOwn({ name, label, kind, options }: FieldView): EditorField {
  const choices = options.map(({ key, label: text }) => ({ value: key, label: text }));
  return { key: name, label, type: TYPES[kind], ...(choices.length > 0 && { options: choices }) };
}
