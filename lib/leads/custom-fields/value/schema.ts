import type { FieldKind } from "@/lib/leads/custom-fields/field/schema";

export type MoneyValue = { cents: number; currency: string };
/** What a lead says in a field: a day as `2026-11-28`, choices by their keys. */
export type FieldValue = string | number | boolean | string[] | MoneyValue;

/** Values by the field's key. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

/**
 * A value as one text, equal for equal values: what an edit saw, what history keeps, what a ledger compares. Nothing is
 * the empty text.
 */
export function written(value: FieldValue | null | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.join(",");
  return `${(value.cents / 100).toFixed(2)} ${value.currency}`;
}

const MONEY = /^(-?\d+)\.(\d\d) ([A-Z]{3})$/;

/** The value that was written so; undefined for nothing, and for what no value of the kind is written like. */
export function unwritten(kind: FieldKind, text: string): FieldValue | undefined {
  if (text === "") return undefined;
  switch (kind) {
    case "number": {
      const number = Number(text);
      return Number.isFinite(number) ? number : undefined;
    }
    case "money": {
      const [, whole = "", rest = "", currency = ""] = MONEY.exec(text) ?? [];
      return currency === "" ? undefined : { cents: Number(`${whole}${rest}`), currency };
    }
    case "boolean":
      return text === "yes" || (text === "no" ? false : undefined);
    case "choices":
      return text.split(",");
    default:
      return text;
  }
}
