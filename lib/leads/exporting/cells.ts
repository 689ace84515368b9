import { isFieldName } from "@/lib/leads/custom-fields/field/schema";
import { isHidden } from "@/lib/leads/sensitive/schema";
import { usualWidth } from "@/lib/leads/list/columns/schema";
import type { SheetCell, SheetColumn } from "@/lib/core/xlsx";
import type { FieldName } from "@/lib/leads/custom-fields/field/schema";
import type { FieldValue, MoneyValue } from "@/lib/leads/custom-fields/value/schema";
import type { ColumnPlace, OwnColumn } from "@/lib/leads/list/columns/schema";
import type { LeadRow, ListChoices } from "@/lib/leads/list/schema";

/** A column of the file: one of the screen's, or what a column of the screen shows besides. */
export type ExportColumn =
  | Exclude<OwnColumn, "contact" | "responseTime" | "nextAction">
  | "nextTask"
  | "nextTaskAt"
  | "currency"
  | "responseMinutes"
  | "responseWorkingMinutes"
  | FieldName
  | `currency of ${FieldName}`;

/**
 * What the screen shows, in its order. Under a name stands the firm there, behind the buttons to reach somebody their mail
 * and phone: in a file these are columns.
 */
export function exportColumns(
  places: readonly Pick<ColumnPlace, "key">[],
  { fields = [], hidden = [] }: Pick<ListChoices, "fields" | "hidden"> = {},
): ExportColumn[] {
  const shown = places.map(({ key }) => key);
  const all = shown.flatMap((key): ExportColumn[] => {
    if (key === "name") return shown.includes("firm") ? [key] : [key, "firm"];
    if (key === "amount") return [key, "currency"];
    if (key === "nextAction") return ["nextTask", "nextTaskAt"];
    if (key === "responseTime") return ["responseMinutes", "responseWorkingMinutes"];
    if (isFieldName(key)) {
      const isMoney = fields.some(({ name, kind }) => name === key && kind === "money");
      return isMoney ? [key, `currency of ${key}`] : [key];
    }
    if (key === "contact")
      return (["email", "phone"] as const).filter((one) => !shown.includes(one) && !isHidden(hidden, one));
    return [key];
  });
  return [...new Set(all)];
}

export type ExportWords = {
  column: (column: ExportColumn) => string;
  priority: (priority: string) => string;
  yesNo: (value: boolean) => string;
  choices: Pick<ListChoices, "statuses" | "types" | "fields">;
  /** A moment as the clock of the one who exports shows it. */
  wall: (moment: number) => number;
};

/** What a column is called: by the reader's words, or by the name that a custom field was given. */
export function columnTitle(
  column: ExportColumn,
  { fields = [] }: Pick<ListChoices, "fields">,
  own: (column: Exclude<OwnColumn, "contact"> | "currency") => string,
): string {
  const [currencyOf, name] = column.startsWith(CURRENCY_OF)
    ? [true, column.slice(CURRENCY_OF.length)]
    : [false, column];
  if (!isFieldName(name)) return own(column as Exclude<OwnColumn, "contact"> | "currency");
  const label = fields.find((field) => field.name === name)?.label ?? name;
  return currencyOf ? `${label}: ${own("currency")}` : label;
}

const CURRENCY_OF = "currency of ";

export function sheetColumns(columns: readonly ExportColumn[], words: ExportWords): SheetColumn[] {
  // Spreadsheets measure in letters.
  return columns.map((column) => ({
    title: words.column(column),
    width: Math.round(widthOf(column) / 7),
  }));
}

function widthOf(column: ExportColumn): number {
  if (isCurrency(column)) return 72;
  if (column === "responseMinutes" || column === "responseWorkingMinutes") return usualWidth("responseTime");
  return usualWidth(column === "nextTask" || column === "nextTaskAt" ? "nextAction" : column);
}

export function cellsOf(row: LeadRow, columns: readonly ExportColumn[], words: ExportWords): SheetCell[] {
  return columns.map((column) => cellOf(row, column, words));
}

type CurrencyColumn = "currency" | `currency of ${FieldName}`;

function isCurrency(column: ExportColumn): column is CurrencyColumn {
  return column.startsWith("currency");
}

function cellOf(row: LeadRow, column: ExportColumn, words: ExportWords): SheetCell {
  const at = (moment: string | null) => (moment === null ? null : { wall: words.wall(Date.parse(moment)) });
  const { more } = row;
  if (isFieldName(column)) return fieldCell(more[column], column, words);
  if (isOfField(column)) {
    const value = more[column.slice(CURRENCY_OF.length) as FieldName];
    return isMoney(value) ? value.currency : null;
  }
  switch (column) {
    case "number":
      return row.label;
    case "name":
      return row.contactName;
    case "firm":
    case "email":
    case "phone":
    case "service":
    case "subChannel":
    case "score":
      return row[column];
    case "status":
      return words.choices.statuses.find(({ id }) => id === row.statusId)?.label ?? "";
    case "type":
      return words.choices.types.find(({ id }) => id === more.type)?.label ?? "";
    case "owner":
      return row.ownerName;
    case "company":
      return row.companyName;
    case "source":
      return row.sourceName;
    case "priority":
      return words.priority(row.priority);
    case "touches":
      return row.touchCount;
    case "tags":
      return Array.isArray(more.tags) ? more.tags.join(", ") : "";
    case "amount":
      return moneyOf(row) === null ? null : (moneyOf(row)?.cents ?? 0) / 100;
    case "currency":
      return moneyOf(row)?.currency ?? null;
    case "received":
      return at(row.receivedAt);
    case "activity":
      return at(row.lastActivityAt);
    case "firstResponse":
      return at(row.firstResponseAt);
    case "due":
      return at(row.dueAt);
    case "rots":
      return at(row.rotsAt);
    case "nextTask":
      return more.nextAction?.title ?? null;
    case "nextTaskAt":
      return at(more.nextAction?.at ?? null);
    case "responseMinutes":
      return more.responseTime?.wall ?? null;
    case "responseWorkingMinutes":
      return more.responseTime?.working ?? null;
    case "submitted":
    case "assigned":
    case "statusChanged": {
      const moment = more[column];
      return typeof moment === "string" ? at(moment) : null;
    }
    default: {
      const text = more[column];
      return typeof text === "string" ? text : "";
    }
  }
}

function isOfField(column: ExportColumn): column is `currency of ${FieldName}` {
  return column.startsWith(CURRENCY_OF);
}

/** In its own type: a number is a number, a day a day. */
function fieldCell(value: FieldValue | null | undefined, column: FieldName, words: ExportWords): SheetCell {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return words.yesNo(value);
  if (isMoney(value)) return value.cents / 100;
  const field = words.choices.fields?.find(({ name }) => name === column);
  const label = (key: string) => field?.options.find((option) => option.key === key)?.label ?? key;
  if (typeof value === "object") return value.map(label).join(", ");
  if (field?.kind === "date") return { day: value };
  return field?.kind === "choice" ? label(value) : value;
}

function isMoney(value: FieldValue | null | undefined): value is MoneyValue {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function moneyOf({ more: { amount } }: LeadRow) {
  return isMoney(amount) ? amount : null;
}
