import { ConditionError } from "@/lib/core/condition/fields";
import { globOf, literal } from "@/lib/core/condition/glob";
import { ME, OPERATORS_BY_TYPE } from "@/lib/core/condition/operators";
import { firstDayFrom, periodOf } from "@/lib/core/condition/period";
import { isId } from "@/lib/core/id";
import { fold } from "@/lib/core/text";
import type { ConditionOptions, FieldKind } from "@/lib/core/condition/fields";
import type { Glob } from "@/lib/core/condition/glob";
import type { ConditionValue, DateValue, Leaf } from "@/lib/core/condition/schema";

type Scalar = string | number | boolean;
export type Bound = { value: string | number; inclusive: boolean };

/** The few questions that all operators come down to. An empty value answers "empty" with yes and all others with no. */
export type Test =
  | { kind: "empty" }
  | { kind: "oneOf"; values: Scalar[] }
  | { kind: "like"; glob: Glob }
  | { kind: "range"; from?: Bound; to?: Bound }
  | { kind: "hasAny" | "hasAll"; values: string[] };

/** `negated` is the plain opposite, so that the negative operators hold for empty values. */
export type Question = { test: Test; negated: boolean };

/** What a leaf asks of its field. Both readers start here, so an operator means one thing. */
export function readLeaf(leaf: Leaf, field: FieldKind, options: ConditionOptions): Question {
  const { op, value } = leaf;
  const operators: readonly string[] = OPERATORS_BY_TYPE[field.type];
  if (!operators.includes(op)) throw new ConditionError("operator", leaf.field, op);
  if (op === "isEmpty" || op === "isNotEmpty") {
    if (value !== undefined) throw new ConditionError("value", leaf.field, op);
    return { test: { kind: "empty" }, negated: op === "isNotEmpty" };
  }
  const test = read(field, op, value, options);
  if (test === undefined) throw new ConditionError("value", leaf.field, op);
  return { test, negated: op === "isNot" || op === "notIn" || op === "notContains" || op === "hasNone" };
}

function read(field: FieldKind, op: Leaf["op"], value: Leaf["value"], options: ConditionOptions): Test | undefined {
  switch (field.type) {
    case "text":
      return textTest(op, value);
    case "number":
      return numberTest(op, value);
    case "date":
      return dateTest(op, value, options, field.column === "day");
    case "boolean":
      return typeof value === "boolean" ? { kind: "oneOf", values: [value] } : undefined;
    case "list": {
      const values = textsOf(value);
      return values && { kind: op === "hasAll" ? "hasAll" : "hasAny", values };
    }
    case "enum":
    case "ref": {
      const values = textsOf(op === "in" || op === "notIn" ? value : [value])?.map((one) => key(one, field, options));
      if (values === undefined || values.includes(undefined)) return undefined;
      return { kind: "oneOf", values: values.filter((one) => typeof one === "string") };
    }
  }
}

/** A value of an enum or a reference; null if it is none that could match, undefined if it isn't a value of that kind. */
function key(
  value: string,
  field: Extract<FieldKind, { type: "enum" | "ref" }>,
  { me }: ConditionOptions,
): string | null | undefined {
  if (field.type === "enum") return field.values?.includes(value) === false ? null : value;
  if (field.me === true && value === ME) return me?.toLowerCase() ?? null;
  if (field.column === "text") return value;
  return isId(value) ? value.toLowerCase() : undefined;
}

function textsOf(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every((one) => typeof one === "string" && one !== "")
    ? (value as string[])
    : undefined;
}

function textTest(op: Leaf["op"], value: Leaf["value"]): Test | undefined {
  const texts = textsOf(op === "in" || op === "notIn" ? value : [value])?.map(fold);
  // A blank would be asked of every row, or of none: never what was meant.
  if (texts === undefined || texts.includes("")) return undefined;
  const [text = ""] = texts;
  switch (op) {
    case "contains":
    case "notContains":
      return { kind: "like", glob: ["%", ...literal(text), "%"] };
    case "startsWith":
      return { kind: "like", glob: [...literal(text), "%"] };
    case "matches":
      // "*" is whatever isn't empty; LIKE '%' would take the empty text along.
      return { kind: "like", glob: text.replaceAll("*", "") === "" ? ["_", "%"] : globOf(text) };
    default:
      return { kind: "oneOf", values: texts };
  }
}

function numberTest(op: Leaf["op"], value: Leaf["value"]): Test | undefined {
  const numbers = Array.isArray(value) ? value : [value];
  if (!numbers.every((one) => typeof one === "number" && Number.isFinite(one))) return undefined;
  if (op === "in" || op === "notIn")
    return Array.isArray(value) ? { kind: "oneOf", values: numbers as number[] } : undefined;
  const [first, second] = numbers as number[];
  if (first === undefined || Array.isArray(value) !== (op === "between")) return undefined;
  switch (op) {
    case "lt":
    case "lte":
      return { kind: "range", to: { value: first, inclusive: op === "lte" } };
    case "gt":
    case "gte":
      return { kind: "range", from: { value: first, inclusive: op === "gte" } };
    case "between":
      return second === undefined || numbers.length !== 2
        ? undefined
        : { kind: "range", from: { value: first, inclusive: true }, to: { value: second, inclusive: true } };
    default:
      return { kind: "oneOf", values: [first] };
  }
}

function dateTest(op: Leaf["op"], value: Leaf["value"], options: ConditionOptions, days: boolean): Test | undefined {
  const values = op === "between" ? value : [value];
  if (!Array.isArray(values) || values.length !== (op === "between" ? 2 : 1) || !values.every(isDateValue))
    return undefined;
  const [first, last = first] = values.map((one) => periodOf(one, options));
  if (first === undefined || last === undefined) return undefined;
  const bound = (moment: number) => (days ? firstDayFrom(moment, options.timeZone) : moment);
  const from = (moment: number) => ({ from: { value: bound(moment), inclusive: true } });
  const to = (moment: number) => ({ to: { value: bound(moment), inclusive: false } });
  switch (op) {
    case "before":
      return { kind: "range", ...to(first.start) };
    case "onOrBefore":
      return { kind: "range", ...to(first.end) };
    case "after":
      return { kind: "range", ...from(first.end) };
    case "onOrAfter":
      return { kind: "range", ...from(first.start) };
    default:
      return { kind: "range", ...from(first.start), ...to(last.end) };
  }
}

function isDateValue(value: ConditionValue | undefined): value is DateValue {
  return typeof value === "string" || (typeof value === "object" && "relative" in value);
}
