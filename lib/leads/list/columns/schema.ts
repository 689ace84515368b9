import { isFieldName, isSortable } from "@/lib/leads/custom-fields/field/schema";
import { isHidden } from "@/lib/leads/sensitive/schema";
import type { FieldName } from "@/lib/leads/custom-fields/field/schema";
import type { ListChoices } from "@/lib/leads/list/schema";
import type { ListSort } from "@/lib/leads/list/sorts/schema";

/*
 * The columns a list of leads can have. An arrangement is written as `number,name:240,status`: the columns shown, in their
 * order, with the width of those that somebody drew wider or narrower.
 */

export const LIST_COLUMNS = [
  "number",
  "name",
  "status",
  "owner",
  "service",
  "company",
  "source",
  "score",
  "received",
  "activity",
  "firm",
  "email",
  "phone",
  "type",
  "priority",
  "tags",
  "amount",
  "touches",
  "message",
  "managementMessage",
  "channel",
  "subChannel",
  "campaign",
  "utmSource",
  "utmMedium",
  "utmTerm",
  "utmContent",
  "page",
  "submitted",
  "assigned",
  "firstResponse",
  "statusChanged",
  "due",
  "rots",
  "responseTime",
  "nextAction",
  "contact",
] as const;
/** What every lead has to be shown of. */
export type OwnColumn = (typeof LIST_COLUMNS)[number];
export type ListColumn = OwnColumn | FieldName;

/** Columns whose values a row doesn't carry anyway; they are read where they are shown. */
export const MORE_COLUMNS = [
  "type",
  "tags",
  "amount",
  "message",
  "managementMessage",
  "channel",
  "campaign",
  "utmSource",
  "utmMedium",
  "utmTerm",
  "utmContent",
  "page",
  "submitted",
  "assigned",
  "statusChanged",
  "responseTime",
  "nextAction",
] as const;
export type MoreColumn = (typeof MORE_COLUMNS)[number] | FieldName;

/** `width` in pixels; null: as wide as such a column usually is. */
export type ColumnPlace = { key: ListColumn; width: number | null };

/** Without these a row can't be told or worked. */
export const FIXED_COLUMNS: readonly ListColumn[] = ["name", "status"];

const AT_FIRST: readonly ListColumn[] = [
  "number",
  "name",
  "status",
  "owner",
  "service",
  "company",
  "source",
  "received",
  "activity",
  "contact",
];

export const NARROWEST = 56;
export const WIDEST = 800;

const USUAL_WIDTH: Partial<Record<string, number>> = {
  number: 88,
  name: 240,
  status: 176,
  owner: 160,
  service: 160,
  company: 112,
  score: 80,
  received: 104,
  activity: 104,
  contact: 120,
  message: 280,
  managementMessage: 240,
  email: 200,
  page: 220,
  touches: 88,
  nextAction: 200,
};

export function usualWidth(column: ListColumn): number {
  return USUAL_WIDTH[column] ?? 136;
}

/** How the stylesheet names the cells of a column. */
export function cellClass(column: ListColumn): string {
  return isFieldName(column) ? "c-field" : `c-${column}`;
}

/** What nobody has arranged. */
export function usualColumns(): ColumnPlace[] {
  return AT_FIRST.map((key) => ({ key, width: null }));
}

export function writeColumns(columns: readonly ColumnPlace[]): string {
  return columns.map(({ key, width }) => (width === null ? key : `${key}:${width}`)).join(",");
}

/** The arrangement a text describes: what it names twice or wrongly is left out, what no row can do without is put in. */
export function readColumns(text: string): ColumnPlace[] {
  const columns: ColumnPlace[] = [];
  for (const part of text.split(",")) {
    const [name = "", wide] = part.split(":");
    const key = columnNamed(name);
    if (!key || columns.some((column) => column.key === key)) continue;
    const width = wide !== undefined && /^\d{1,4}$/.test(wide) ? Number(wide) : null;
    columns.push({ key, width: width === null ? null : Math.min(WIDEST, Math.max(NARROWEST, width)) });
  }
  const missing = FIXED_COLUMNS.filter((key) => columns.every((column) => column.key !== key));
  return [...missing.map((key) => ({ key, width: null })), ...columns];
}

/** Longer than any table anybody looks at. */
export const MOST_COLUMNS_TEXT = 4000;

function columnNamed(name: string): ListColumn | undefined {
  return isFieldName(name) ? name : LIST_COLUMNS.find((column) => column === name);
}

/** Whether all of a text describes an arrangement. */
export function isColumns(text: string): boolean {
  return text.split(",").every((part) => {
    const [name = "", width] = part.split(":");
    return columnNamed(name) !== undefined && (width === undefined || /^\d{1,4}$/.test(width));
  });
}

export function moreColumns(columns: readonly ColumnPlace[]): MoreColumn[] {
  const own = MORE_COLUMNS.filter((more) => columns.some(({ key }) => key === more));
  return [...own, ...columns.map(({ key }) => key).filter(isFieldName)];
}

const UNSORTED = ["tags", "message", "managementMessage", "contact"] as const;

/** What a column is sorted by; `fields` are those there are. */
export function sortOf(column: ListColumn, fields: ListChoices["fields"] = []): ListSort | undefined {
  if (isFieldName(column)) {
    const field = fields.find(({ name }) => name === column);
    return field && isSortable(field.kind) ? column : undefined;
  }
  return UNSORTED.some((one) => one === column) ? undefined : (column as Exclude<OwnColumn, (typeof UNSORTED)[number]>);
}

/** Whether a column can say something in this person's list. */
export function isUseful({ key }: Pick<ColumnPlace, "key">, choices: ListChoices): boolean {
  if (isFieldName(key)) return choices.fields?.some(({ name }) => name === key) ?? false;
  const { hidden = [] } = choices;
  if (isHidden(hidden, key)) return false;
  if (key === "contact") return !(hidden.includes("phone") && hidden.includes("email"));
  if (key === "owner") return choices.seesOthers;
  return key !== "company" || choices.companies.length > 1;
}
