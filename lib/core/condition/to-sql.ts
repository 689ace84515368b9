import { fieldOf } from "@/lib/core/condition/fields";
import { readLeaf } from "@/lib/core/condition/leaf";
import type { ConditionOptions, FieldKind } from "@/lib/core/condition/fields";
import type { Bound, Question, Test } from "@/lib/core/condition/leaf";
import type { Condition, Leaf } from "@/lib/core/condition/schema";

/** The values of one raw statement, in the order of their `$n`; fragments that share it compose. */
export class SqlParams {
  readonly values: unknown[] = [];

  /** Keeps the value and gives its placeholder, typed: `$3::uuid`. The type is trusted text. */
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

/**
 * The condition as one SQL expression over the catalogue's columns, for WHERE, FILTER and CASE WHEN. It is right where
 * "unknown" counts as false, which keeps plain comparisons usable for indexes; so negate a condition with
 * `{ not: … }`, never the expression. It needs the database's `fold` function (fold.sql).
 */
export function toSql(
  condition: Condition,
  catalogue: Readonly<Record<string, FieldKind>>,
  options: ConditionOptions,
  params: SqlParams,
): string {
  const expression = simplify(condition, false, (leaf, negated) => {
    const field = fieldOf(catalogue, leaf);
    const question = readLeaf(leaf, field, options);
    return leafExpression(field, { ...question, negated: question.negated !== negated }, params);
  });
  return typeof expression === "boolean" ? String(expression) : written(expression);
}

/** The writing of an expression, put off until it is kept, as PostgreSQL refuses values that nothing uses; and of whose row it is. */
type Open = { write: () => string; row?: string | undefined };
/** What is certain, or what isn't. */
type Expression = boolean | Open;
type LeafReader = (leaf: Leaf, negated: boolean) => Expression;

/** "Not" is carried down to the leaves, which alone know what the opposite means for an empty value. */
function simplify(condition: Condition, negated: boolean, leaf: LeafReader): Expression {
  if ("not" in condition) return simplify(condition.not, !negated, leaf);
  if ("field" in condition) return leaf(condition, negated);
  const every = "all" in condition !== negated;
  const conditions = "all" in condition ? condition.all : condition.any;
  const parts = conditions.map((one) => simplify(one, negated, leaf));
  if (parts.includes(!every)) return !every;
  const open = parts.filter((part) => typeof part !== "boolean");
  if (open.length < 2) return open[0] ?? every;
  const rows = [...new Set(open.map(({ row }) => row))];
  const joined = (some: Open[], write: (one: Open) => string) =>
    some.length === 1 && some[0] ? write(some[0]) : `(${some.map(write).join(every ? " and " : " or ")})`;
  // What is asked of one row is asked in one go, so that its indexes work together.
  const byRow = rows.map((row): Open => {
    const some = open.filter((one) => one.row === row);
    return { row, write: () => joined(some, ({ write }) => write()) };
  });
  return byRow.length === 1 && byRow[0] ? byRow[0] : { write: () => joined(byRow, written) };
}

function written({ write, row }: Open): string {
  return row === undefined ? write() : `(exists (select 1 from ${row} and ${write()}))`;
}

function leafExpression(field: FieldKind, { test, negated }: Question, params: SqlParams): Expression {
  const column = field.type === "text" ? (field.folded ?? `fold(${field.sql})`) : field.sql;
  if ("values" in test && test.values.length === 0) return (test.kind === "hasAll") !== negated;
  const { rows, row } = field;
  if (rows !== undefined) {
    // Without a row there is no value: "empty" is that none says anything.
    const isThere = (test.kind === "empty") === negated;
    const write = () => {
      const sql = test.kind === "empty" ? emptySql(field, column, true) : testSql(field, column, test, params);
      return `(${isThere ? "" : "not "}exists (select 1 from ${rows} and ${sql}))`;
    };
    return { write };
  }
  if (test.kind === "empty") return { row, write: () => emptySql(field, column, negated) };
  const write = () => {
    const sql = testSql(field, column, test, params);
    return negated ? `(${sql} is not true)` : sql;
  };
  return { row, write };
}

function emptySql(field: FieldKind, column: string, negated: boolean): string {
  if (field.type === "text") return negated ? `(${column} <> '')` : `((${column} <> '') is not true)`;
  if (field.type === "list")
    return negated ? `(cardinality(${column}) > 0)` : `((cardinality(${column}) > 0) is not true)`;
  return negated ? `(${column} is not null)` : `(${column} is null)`;
}

function testSql(field: FieldKind, column: string, test: Exclude<Test, { kind: "empty" }>, params: SqlParams): string {
  switch (test.kind) {
    case "like":
      return `(${column} like ${params.add(test.glob.join(""), "text")})`;
    case "hasAny":
      return `(${column} && ${params.add(test.values, "text[]")})`;
    case "hasAll":
      return `(${column} @> ${params.add(test.values, "text[]")})`;
    case "range": {
      const compare = (bound: Bound | undefined, sign: string) =>
        bound ? [`${column} ${sign}${bound.inclusive ? "=" : ""} ${placed(field, [bound.value], params)}`] : [];
      return `(${[...compare(test.from, ">"), ...compare(test.to, "<")].join(" and ")})`;
    }
    case "oneOf":
      if (field.type === "boolean") return `(${column} = ${String(test.values[0])})`;
      if (test.values.length === 1) return `(${column} = ${placed(field, test.values, params)})`;
      return `(${column} = any(${params.add(test.values.map(String), `${typeOf(field, test.values)}[]`)}))`;
  }
}

function placed(field: FieldKind, [value = ""]: (string | number | boolean)[], params: SqlParams): string {
  const type = typeOf(field, [value]);
  return params.add(type === "timestamptz" ? new Date(Number(value)).toISOString() : String(value), type);
}

/** The type of a value, chosen so that the column itself is not converted and its index serves. */
function typeOf(field: FieldKind, values: (string | number | boolean)[]): string {
  switch (field.type) {
    case "number":
      // 2.5 or 10^30 is no bigint; such a comparison is rare, and right rather than quick.
      return field.column === "integer" && values.every(Number.isSafeInteger) ? "bigint" : "numeric";
    case "date":
      return field.column === "day" ? "date" : "timestamptz";
    case "ref":
      return field.column ?? "uuid";
    case "enum":
      return field.column ?? "text";
    default:
      return "text";
  }
}
