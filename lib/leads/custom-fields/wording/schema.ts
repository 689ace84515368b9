import { formatDate, formatMoney, formatNumber } from "@/lib/core/format";
import { unwritten } from "@/lib/leads/custom-fields/value/schema";
import type { FormatFor } from "@/lib/core/format";
import type { FieldView } from "@/lib/leads/custom-fields/field/schema";
import type { FieldValue } from "@/lib/leads/custom-fields/value/schema";

export type Worded = Pick<FieldView, "kind" | "options">;
export type YesNo = { yes: string; no: string };

/** A value as it is read: by the reader's language, choices by their labels. */
export function fieldText(field: Worded, value: FieldValue, to: FormatFor, words: YesNo): string {
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return formatNumber(value, to, { maximumFractionDigits: 6 });
  const label = (key: string) => field.options.find((option) => option.key === key)?.label ?? key;
  if (Array.isArray(value)) return value.map(label).join(", ");
  if (typeof value === "object") return formatMoney(value.cents, value.currency, to);
  if (field.kind === "date") return formatDate(`${value}T12:00:00Z`, { ...to, timeZone: "UTC" });
  return field.kind === "choice" ? label(value) : value;
}

/** The same of what history and conflicts keep of a value. */
export function writtenText(field: Worded, text: string, to: FormatFor, words: YesNo): string {
  const value = unwritten(field.kind, text);
  return value === undefined ? text : fieldText(field, value, to, words);
}
