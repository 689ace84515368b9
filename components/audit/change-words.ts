import { findingOf, whatOf } from "@/components/audit/entry-words";
import { FORM_WORDS, VALUE_WORDS } from "@/components/audit/value-words";
import { scopeWord } from "@/components/users/roles/grant-words";
import { ERASED, findingSchema } from "@/lib/audit/schema";
import { formatDate, formatDateTime, formatNumber } from "@/lib/core/format";
import { isId } from "@/lib/core/id";
import { isFieldRight, isPermission, isScope } from "@/lib/core/permissions";
import { isExtraName, labelOfExtra } from "@/lib/leads/bulk/extra-values/schema";
import { isFieldName, keyOfName } from "@/lib/leads/custom-fields/field/schema";
import { repeatOf } from "@/lib/leads/tasks/schema";
import { EVERY_LEAD_EVENT } from "@/lib/webhooks/outward/schema";
import type { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/audit/queries";
import type { FormatFor } from "@/lib/core/format";

export type EntryWords = {
  t: ReturnType<typeof useTranslations<"audit">>;
  /** All texts: what a screen has words for is called as it is there. */
  all: ReturnType<typeof useTranslations<never>>;
  to: FormatFor;
  /** What ids and keys stand for today. */
  labels: ReadonlyMap<string, string>;
};

export type Told = Pick<AuditEntry, "name" | "subjectType" | "changes" | "payload">;
export type ChangeInWords = { key: string; field: string; from: string; to: string };
export type FactInWords = { key: string; term: string; value: string };

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A way from one status to another, by the key of the other. */
const WAY = /^to (.+)$/;

/** What an entry changed, from what to what, in the reader's words. */
export function changesIn(entry: Told, words: EntryWords): ChangeInWords[] {
  return Object.entries(entry.changes).map(([field, { from, to }]) => ({
    key: field,
    field: fieldOf(field, words, entry.subjectType),
    ...(field === "photo" ? photoIn(from, to, entry, words) : bothIn(field, from, to, entry, words)),
  }));
}

/** What else it says: nothing that is empty, and no id that stands for nothing a person knows. */
export function factsIn(entry: Told, words: EntryWords): FactInWords[] {
  return Object.entries(entry.payload).flatMap(([field, value]) =>
    saysSomething(value, words)
      ? [{ key: field, term: fieldOf(field, words, entry.subjectType), value: valueOf(field, value, entry, words) }]
      : [],
  );
}

export function labelOf(subjectLabel: string, { t }: EntryWords): string {
  return subjectLabel === ERASED ? t("erasedValue") : subjectLabel;
}

function bothIn(field: string, from: unknown, to: unknown, entry: Told, words: EntryWords) {
  return { from: valueOf(field, from, entry, words), to: valueOf(field, to, entry, words) };
}

/** Its versions are known by what they hold, which says nothing to anybody. */
function photoIn(from: unknown, to: unknown, entry: Told, words: EntryWords) {
  const { t } = words;
  if (from === ERASED || to === ERASED) return bothIn("photo", from, to, entry, words);
  const [had, has] = [from, to].map((version) => Boolean(version));
  return { from: had ? t("photo.one") : t("nothing"), to: has ? t(had ? "photo.another" : "photo.one") : t("nothing") };
}

function saysSomething(value: unknown, words: EntryWords): boolean {
  if (Array.isArray(value)) return value.some((one) => saysSomething(one, words));
  if (typeof value === "string") return value !== "" && (!isId(value) || words.labels.has(value));
  return value !== null && value !== undefined;
}

/** What has no words is called as it is. */
export function fieldOf(field: string, words: EntryWords, subjectType = ""): string {
  const { t, labels } = words;
  if (isExtraName(field)) return labelOfExtra(field);
  if (isFieldName(field)) return labels.get(field) ?? keyOfName(field);
  const status = WAY.exec(field)?.[1];
  if (status !== undefined) return t("way", { status: labels.get(`status:${status}`) ?? status });
  const form = FORM_WORDS[subjectType];
  const places = field.includes(".")
    ? [`roles.permission.${field}`]
    : [`audit.fields.${field}`, ...(form === undefined ? [] : [`${form}.${field}`])];
  return firstOf(places, words) ?? field;
}

export function valueOf(field: string, value: unknown, entry: Told, words: EntryWords): string {
  const { t } = words;
  const right = rightOf(field, value, entry, words);
  if (right !== undefined) return right;
  if (value === null || value === undefined || value === "") return t("nothing");
  if (value === ERASED) return t("erasedValue");
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (field === "week") return weekIn(value as number[][][], words) || t("nothing");
  if (Array.isArray(value)) return listOf(field, value, entry, words);
  if (typeof value === "object") return objectOf(field, value, entry, words);
  return codeOf(field, value as string | number, entry, words);
}

/** What a role or a key may do, and what of a lead it sees. */
function rightOf(field: string, value: unknown, { name }: Told, { all }: EntryWords): string | undefined {
  if (isPermission(field) && (value === null || (typeof value === "string" && isScope(value)))) {
    return all(`roles.scope.${scopeWord(field, value)}`);
  }
  const isOfFields = field.startsWith("lead.") || name === "apiKey.created";
  return isOfFields && typeof value === "string" && isFieldRight(value) ? all(`roles.fieldRight.${value}`) : undefined;
}

function listOf(field: string, list: readonly unknown[], entry: Told, words: EntryWords): string {
  const known = list.filter((one) => saysSomething(one, words));
  if (known.length === 0) return words.t("nothing");
  const isOfRows = known.some((one) => typeof one === "object");
  return known.map((one) => valueOf(field, one, entry, words)).join(isOfRows ? "\n" : ", ");
}

function objectOf(field: string, value: object, entry: Told, words: EntryWords): string {
  const finding = field === "findings" ? findingSchema.safeParse(value).data : undefined;
  if (finding) return findingOf(finding, words);
  const parts = Object.entries(value).filter(([, one]) => saysSomething(one, words));
  if (parts.length === 0) return words.t("nothing");
  return parts.map(([name, one]) => `${fieldOf(name, words)}: ${valueOf(name, one, entry, words)}`).join(" · ");
}

function codeOf(field: string, value: string | number, entry: Told, words: EntryWords): string {
  const { to, labels } = words;
  const code = String(value);
  const found = labels.get(code) ?? namedOf(field, code, entry, words) ?? firstOf(placesOf(field, code, entry), words);
  if (found !== undefined) return found;
  // An amount is in cents; of which currency the lead says.
  if (typeof value === "number") return field === "amount" ? formatNumber(value / 100, to) : code;
  if (MOMENT.test(value)) return formatDateTime(value, to);
  return DAY.test(value) ? formatDate(value, { ...to, timeZone: "UTC" }) : value;
}

/** What is called by a key of its own, or as an event is. */
function namedOf(field: string, code: string, { name }: Told, { t, all, labels }: EntryWords): string | undefined {
  if (field === "roleKey" || (field === "copyOf" && name === "role.created")) return labels.get(`role:${code}`);
  if (code === EVERY_LEAD_EVENT) return all("webhooks.everyLeadEvent");
  if (field === "events" || (field === "name" && name === "log.dropped")) return whatOf(code, { t });
  if (field === "repeat") return all(`tasks.repeats.${repeatOf(code) ?? "some"}`);
  return isFieldName(field) ? labels.get(`${field}=${code}`) : undefined;
}

function placesOf(field: string, code: string, { name, subjectType, payload }: Told): string[] {
  const places = [`${name}/${field}`, `${subjectType}/${field}`, field].flatMap((one) => VALUE_WORDS[one] ?? []);
  const channel = typeof payload["channel"] === "string" ? payload["channel"] : "";
  return places.map((place) => place.replace("{channel}", channel).replace("*", code));
}

/** Codes are words or numbers: what isn't one, such as a text that somebody typed, names no place. */
function firstOf(places: readonly string[], { all }: EntryWords): string | undefined {
  const place = places.find((one) => /^[\w-]+(?:\.[\w-]+)+$/.test(one) && all.has(one as "audit.title"));
  return place === undefined ? undefined : all(place as "audit.title");
}

/** Monday 1 January 2024. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

function weekIn(week: readonly (readonly (readonly number[])[])[], { to }: EntryWords): string {
  const weekday = new Intl.DateTimeFormat(to.locale, { weekday: "short", timeZone: "UTC" });
  const clock = (minute = 0) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
  return week
    .map((spans, day) => {
      const hours = spans.map(([from, till]) => `${clock(from)}–${clock(till)}`);
      return hours.length === 0 ? "" : [weekday.format(MONDAY + day * DAY_MS), ...hours].join(" ");
    })
    .filter(Boolean)
    .join(", ");
}
