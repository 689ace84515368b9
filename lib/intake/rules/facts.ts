import { tz } from "@date-fns/tz";
import { getHours, getISODay } from "date-fns";
import { readDate, readNumber } from "@/lib/core/quantities";
import type { Field, FieldCatalogue } from "@/lib/core/condition/fields";
import type { Condition } from "@/lib/core/condition/schema";
import type { ExtraValue, Understood } from "@/lib/intake/schema";

/** What a rule looks at: what a form said, where it said so, and when. */
export type Facts = {
  item: Understood;
  sourceId: string;
  companyId: string;
  submittedAt: Date;
  /** Of the source: whose weekday and hour are meant. */
  timeZone: string;
};

type Get = (facts: Facts) => unknown;
const text = (get: Get) => ({ type: "text", sql: "", get }) as const;

export const WEEKDAYS = ["1", "2", "3", "4", "5", "6", "7"] as const;

const KNOWN: FieldCatalogue<Facts> = {
  name: text(({ item }) => item.name),
  firm: text(({ item }) => item.firm),
  email: text(({ item }) => item.email),
  phone: text(({ item }) => item.phone ?? item.phoneRaw),
  message: text(({ item }) => item.message),
  service: text(({ item }) => item.service),
  pageUrl: text(({ item }) => item.pageUrl),
  referrer: text(({ item }) => item.referrer),
  formId: text(({ item }) => item.form.id),
  formName: text(({ item }) => item.form.name),
  utmSource: text(({ item }) => item.utm.source),
  utmMedium: text(({ item }) => item.utm.medium),
  utmCampaign: text(({ item }) => item.utm.campaign),
  utmTerm: text(({ item }) => item.utm.term),
  utmContent: text(({ item }) => item.utm.content),
  ip: text(({ item }) => item.ip),
  consent: { type: "boolean", sql: "", get: ({ item }) => item.consent },
  source: { type: "ref", sql: "", get: ({ sourceId }) => sourceId },
  company: { type: "ref", sql: "", get: ({ companyId }) => companyId },
  submittedAt: { type: "date", sql: "", get: ({ submittedAt }) => submittedAt },
  weekday: {
    type: "enum",
    values: WEEKDAYS,
    sql: "",
    get: ({ submittedAt, timeZone }) => String(getISODay(submittedAt, { in: tz(timeZone) })),
  },
  hour: {
    type: "number",
    column: "integer",
    sql: "",
    get: ({ submittedAt, timeZone }) => getHours(submittedAt, { in: tz(timeZone) }),
  },
};

/** A field only some forms have, by its label; read as a text, a number or a day. Empty in forms that don't have it. */
const EXTRA: Record<string, (label: string) => Field<Facts>> = {
  extra: (label) => text(({ item }) => words(own(item.extra, label))),
  number: (label) => ({
    type: "number",
    sql: "",
    get: ({ item }) => readNumber(words(own(item.extra, label)) ?? ""),
  }),
  date: (label) => ({
    type: "date",
    column: "day",
    sql: "",
    get: ({ item }) => readDate(words(own(item.extra, label)) ?? ""),
  }),
  // What is mapped to a custom field, by its key.
  field: (key) => text(({ item }) => mapped(item, key)),
  fieldNumber: (key) => ({ type: "number", sql: "", get: ({ item }) => readNumber(mapped(item, key) ?? "") }),
  fieldDate: (key) => ({ type: "date", column: "day", sql: "", get: ({ item }) => readDate(mapped(item, key) ?? "") }),
};

function mapped({ fields }: Understood, key: string): string | null {
  // What was understood before there were any says none, or null where it is read part by part.
  return words(own(fields ?? {}, key));
}

/** What this condition may ask of. */
export function ruleCatalogue(condition: Condition): FieldCatalogue<Facts> {
  const catalogue: Record<string, Field<Facts>> = { ...KNOWN };
  for (const field of fieldsIn(condition)) {
    const dot = field.indexOf(".");
    const kind = field.slice(0, dot);
    const make = dot > 0 && Object.hasOwn(EXTRA, kind) ? EXTRA[kind] : undefined;
    if (make) catalogue[field] = make(field.slice(dot + 1));
  }
  return catalogue;
}

function fieldsIn(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(fieldsIn);
  if ("any" in condition) return condition.any.flatMap(fieldsIn);
  return "not" in condition ? fieldsIn(condition.not) : [condition.field];
}

function own(values: Record<string, ExtraValue>, label: string): ExtraValue | undefined {
  return Object.hasOwn(values, label) ? values[label] : undefined;
}

function words(value: ExtraValue | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value === "string") return value;
  return (Array.isArray(value) ? value : Object.values(value).map(words)).filter(Boolean).join(", ");
}
