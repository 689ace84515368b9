import { fieldOf } from "@/lib/core/condition/fields";
import { isLike } from "@/lib/core/condition/glob";
import { readLeaf } from "@/lib/core/condition/leaf";
import { fold } from "@/lib/core/text";
import type { ConditionOptions, Field, FieldCatalogue } from "@/lib/core/condition/fields";
import type { Bound, Test } from "@/lib/core/condition/leaf";
import type { Condition } from "@/lib/core/condition/schema";

/** Whether the row meets the condition: the same answer as PostgreSQL gives to `toSql`. */
export function matches<Row>(
  condition: Condition,
  row: Row,
  catalogue: FieldCatalogue<Row>,
  options: ConditionOptions,
): boolean {
  return predicate(condition, catalogue, options)(row);
}

/** The condition read once, for many rows. Throws `ConditionError` at once, not at the first row that gets there. */
export function predicate<Row>(
  condition: Condition,
  catalogue: FieldCatalogue<Row>,
  options: ConditionOptions,
): (row: Row) => boolean {
  const each = (conditions: Condition[]) => conditions.map((one) => predicate(one, catalogue, options));
  if ("all" in condition) {
    const parts = each(condition.all);
    return (row) => parts.every((part) => part(row));
  }
  if ("any" in condition) {
    const parts = each(condition.any);
    return (row) => parts.some((part) => part(row));
  }
  if ("not" in condition) {
    const inner = predicate(condition.not, catalogue, options);
    return (row) => !inner(row);
  }
  const field = fieldOf(catalogue, condition);
  const { test, negated } = readLeaf(condition, field, options);
  return (row) => holds(test, valueOf(field, row)) !== negated;
}

type Value = string | number | boolean | string[] | null;

function holds(test: Test, value: Value): boolean {
  const list = Array.isArray(value) ? value : [];
  switch (test.kind) {
    case "empty":
      return value === null;
    case "hasAny":
      return test.values.some((one) => list.includes(one));
    case "hasAll":
      return test.values.every((one) => list.includes(one));
    case "oneOf":
      return value !== null && !Array.isArray(value) && test.values.includes(value);
    case "like":
      return typeof value === "string" && isLike(value, test.glob);
    case "range":
      return (
        (typeof value === "number" || typeof value === "string") &&
        isWithin(value, test.from, value > (test.from?.value ?? value)) &&
        isWithin(value, test.to, value < (test.to?.value ?? value))
      );
  }
}

function isWithin(value: string | number, bound: Bound | undefined, beyond: boolean): boolean {
  return bound === undefined || beyond || (bound.inclusive && value === bound.value);
}

/** The row's value as its column would be compared, or null if it is empty. */
function valueOf<Row>(field: Field<Row>, row: Row): Value {
  const value = field.get(row);
  if (value === null || value === undefined) return null;
  switch (field.type) {
    case "text":
      return fold(textOf(value)) || null;
    case "number": {
      const number = Number(textOf(value).trim() || Number.NaN);
      return Number.isFinite(number) ? number : null;
    }
    case "date":
      return field.column === "day" ? dayOf(value) : momentOf(value);
    case "boolean":
      return typeof value === "boolean" ? value : null;
    case "list":
      return Array.isArray(value) && value.length > 0 ? value.map(textOf) : null;
    case "enum":
      return textOf(value);
    case "ref":
      return field.column === "text" ? textOf(value) : textOf(value).toLowerCase();
  }
}

/** A number, or the decimal of some library, as text too; what has no text of its own is none. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  const text = String(value);
  return Array.isArray(value) || text.startsWith("[object ") ? "" : text;
}

function momentOf(value: unknown): number | null {
  const time = value instanceof Date ? value.getTime() : Date.parse(textOf(value));
  return Number.isNaN(time) ? null : time;
}

function dayOf(value: unknown): string | null {
  const text = value instanceof Date ? value.toJSON() : textOf(value);
  return /^\d{4}-\d\d-\d\d/u.test(text) ? text.slice(0, 10) : null;
}
