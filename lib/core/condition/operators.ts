/** What a field holds, and so which questions can be asked of it. Free of zod, so that a screen can read it cheaply. */
export const FIELD_TYPES = ["text", "number", "date", "enum", "ref", "boolean", "list"] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

const CHOICE = ["is", "isNot", "in", "notIn", "isEmpty", "isNotEmpty"] as const;

export const OPERATORS_BY_TYPE = {
  text: [
    "contains",
    "notContains",
    "is",
    "isNot",
    "startsWith",
    "matches",
    "in",
    "notIn",
    "isEmpty",
    "isNotEmpty",
  ] as const,
  number: ["is", "isNot", "lt", "lte", "gt", "gte", "between", "in", "notIn", "isEmpty", "isNotEmpty"] as const,
  date: ["on", "before", "after", "onOrBefore", "onOrAfter", "between", "isEmpty", "isNotEmpty"] as const,
  enum: CHOICE,
  ref: CHOICE,
  boolean: ["is", "isNot", "isEmpty", "isNotEmpty"] as const,
  list: ["hasAny", "hasAll", "hasNone", "isEmpty", "isNotEmpty"] as const,
} satisfies Record<FieldType, readonly string[]>;

export type Operator = (typeof OPERATORS_BY_TYPE)[FieldType][number];

export const OPERATORS: readonly Operator[] = [...new Set(Object.values(OPERATORS_BY_TYPE).flat())];

/** The value that stands for the user who looks, in fields that refer to users. */
export const ME = "@me";

export const RELATIVE_UNITS = ["minute", "hour", "day", "week", "month", "year"] as const;
export type RelativeUnit = (typeof RELATIVE_UNITS)[number];

/** How many levels a condition may have; a leaf is one. */
export const MAX_DEPTH = 8;
