type Common<Row> = {
  /** A trusted column or expression; never built from anything a user wrote. */
  sql: string;
  /**
   * Where it is held in rows of another table, at most one for each: what comes behind "from", with the condition that ties
   * it to the row asked about. `sql` is then of such a row.
   */
  rows?: string;
  /** The same where there is one such row for each, always: what a condition asks of it is asked in one go. */
  row?: string;
  /** The same fact on a row in memory; `undefined` and `null` are "empty". */
  get: (row: Row) => unknown;
  /** What people call it, where the name is data (a custom field); otherwise the screen words the key. */
  label?: string;
};

type Kind =
  /** `folded`: a column that holds `fold(sql)`, indexed (b-tree for equality, gin_trgm_ops for contains). */
  | { type: "text"; folded?: string }
  /** `column`: what the column is, so that an index on it is usable; numeric unless said otherwise. */
  | { type: "number"; column?: "integer" | "numeric" }
  /** `instant` (unless said otherwise) is a timestamptz; `day` a date, got as `2024-02-29` or a Date at midnight UTC. */
  | { type: "date"; column?: "instant" | "day" }
  /** `column`: `text` unless said otherwise, or a native enum's name, which needs `values`. A value not in `values` matches nothing. */
  | { type: "enum"; column?: string; values?: readonly string[] }
  /** `column`: `uuid` unless said otherwise. `me`: it refers to users, so that "@me" may be asked for. */
  | { type: "ref"; column?: "uuid" | "text"; me?: boolean }
  | { type: "boolean" }
  /** A text[]; its values are compared exactly. */
  | { type: "list" };

export type Field<Row> = Common<Row> & Kind;
export type FieldKind = Omit<Common<never>, "get"> & Kind;

/** Everything a condition over one subject can ask about, by the name conditions use. */
export type FieldCatalogue<Row> = Readonly<Record<string, Field<Row>>>;

/** In whose moment, days and person a condition is read. `me` is absent where no user looks: "@me" is then nobody. */
export type ConditionOptions = { now: Date; timeZone: string; me?: string | undefined };

export type ProblemCode = "field" | "operator" | "value";

/** A condition that can't be read: an unknown field, an operator its type doesn't have, a value that doesn't suit. */
export class ConditionError extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode, field: string, op: string) {
    super(`Condition can't be read: ${code} of ${JSON.stringify(field)} ${op}`);
    this.name = "ConditionError";
    this.code = code;
  }
}

/** The named field. Own names only: "constructor" is no field. */
export function fieldOf<F>(catalogue: Readonly<Record<string, F>>, leaf: { field: string; op: string }): F {
  const field = Object.hasOwn(catalogue, leaf.field) ? catalogue[leaf.field] : undefined;
  if (field === undefined) throw new ConditionError("field", leaf.field, leaf.op);
  return field;
}
