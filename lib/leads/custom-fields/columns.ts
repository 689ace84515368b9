import { fold } from "@/lib/core/text";
import type { FieldKind } from "@/lib/leads/custom-fields/field/schema";
import type { FieldValue } from "@/lib/leads/custom-fields/value/schema";

/** A value in the columns of its table, as JSON writes them. */
export type ValueColumns = {
  text: string;
  textKey: string;
  number: number | null;
  cents: number | null;
  currency: string;
  day: string | null;
  flag: boolean | null;
  options: string[];
};

const NOTHING: ValueColumns = {
  text: "",
  textKey: "",
  number: null,
  cents: null,
  currency: "",
  day: null,
  flag: null,
  options: [],
};

export function columnsOf(kind: FieldKind, value: FieldValue): ValueColumns {
  if (typeof value === "number") return { ...NOTHING, number: value };
  if (typeof value === "boolean") return { ...NOTHING, flag: value };
  if (Array.isArray(value)) return { ...NOTHING, options: value };
  if (typeof value === "object") return { ...NOTHING, cents: value.cents, currency: value.currency };
  if (kind === "date") return { ...NOTHING, day: value };
  if (kind === "choice") return { ...NOTHING, options: [value] };
  return { ...NOTHING, text: value, textKey: fold(value) };
}
