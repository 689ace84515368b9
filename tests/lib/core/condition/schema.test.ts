import { MAX_DEPTH } from "@/lib/core/condition/operators";
import { validateCondition } from "@/lib/core/condition/problems";
import { conditionSchema, MAX_NODES } from "@/lib/core/condition/schema";
import { sampleFields } from "@/tests/support/condition-table";
import type { Condition } from "@/lib/core/condition/schema";

const leaf: Condition = { field: "name", op: "is", value: "x" };
const deep = (levels: number) =>
  Array.from({ length: levels - 1 }).reduce<Condition>((inner) => ({ not: inner }), leaf);
const wide = (leaves: number): Condition => ({ any: Array.from({ length: leaves }, () => leaf) });

const READ: [string, unknown][] = [
  ["a leaf", leaf],
  ["a leaf without a value", { field: "name", op: "isEmpty" }],
  ["groups in groups", { all: [{ any: [leaf, { not: leaf }] }, { all: [] }] }],
  ["a relative date", { field: "created", op: "on", value: { relative: { unit: "day", offset: -6, count: 7 } } }],
  [
    "a mixed range of dates",
    { field: "created", op: "between", value: ["2024-01-01", { relative: { unit: "day", offset: 0 } }] },
  ],
  ["a thousand values", { field: "name", op: "in", value: Array.from({ length: 1000 }, String) }],
  ["as many levels as there may be", deep(MAX_DEPTH)],
  ["as many parts as there may be", wide(MAX_NODES - 1)],
];

test.each(READ)("reads %s as it is", (_name, input) => {
  expect(conditionSchema.parse(input)).toStrictEqual(input);
});

const REFUSED: [string, unknown][] = [
  ["nothing", undefined],
  ["null", null],
  ["a list", [leaf]],
  ["an operator that isn't one", { field: "name", op: "or 1=1", value: "x" }],
  ["a leaf without a field", { op: "is", value: "x" }],
  ["an unknown key", { ...leaf, sql: "true" }],
  ["two groups in one", { all: [leaf], any: [leaf] }],
  ["a leaf that is a group too", { ...leaf, all: [] }],
  ["a group that isn't a list", { all: leaf }],
  ["a text too long", { field: "name", op: "is", value: "x".repeat(2001) }],
  ["a list too long", { field: "name", op: "in", value: Array.from({ length: 1001 }, String) }],
  ["a NUL", { field: "name", op: "is", value: "a\u0000b" }],
  ["half of a surrogate pair", { field: "name", op: "is", value: "a\ud83d" }],
  ["a number without end", { field: "score", op: "is", value: Infinity }],
  ["a date object", { field: "created", op: "on", value: new Date() }],
  ["a unit that isn't one", { field: "created", op: "on", value: { relative: { unit: "eon", offset: 0 } } }],
  ["half a unit", { field: "created", op: "on", value: { relative: { unit: "day", offset: 0.5 } } }],
  ["a stretch of nothing", { field: "created", op: "on", value: { relative: { unit: "day", offset: 0, count: 0 } } }],
  ["a level too many", deep(MAX_DEPTH + 1)],
  ["a part too many", wide(MAX_NODES)],
  ["a tree that would exhaust the stack", deep(200_000)],
  ["a bush of a million leaves", wide(1_000_000)],
];

test.each(REFUSED)("refuses %s", (_name, input) => {
  expect(conditionSchema.safeParse(input).success).toBe(false);
});

test("says where in a condition a field, an operator or a value can't be read", () => {
  const condition: Condition = {
    all: [
      leaf,
      { field: "gone", op: "is", value: "x" },
      { any: [leaf, { not: { field: "name", op: "lt", value: 1 } }] },
      { not: { field: "owner", op: "is", value: "Ana" } },
    ],
  };
  expect(validateCondition(condition, sampleFields)).toStrictEqual([
    { path: ["all", 1], field: "gone", code: "field" },
    { path: ["all", 2, "any", 1, "not"], field: "name", code: "operator" },
    { path: ["all", 3, "not"], field: "owner", code: "value" },
  ]);
});

test("finds nothing wrong with a condition that the readers read", () => {
  const good: Condition = {
    any: [leaf, { field: "owner", op: "in", value: ["@me"] }, { field: "tags", op: "isEmpty" }],
  };
  expect(validateCondition(good, sampleFields)).toStrictEqual([]);
});
