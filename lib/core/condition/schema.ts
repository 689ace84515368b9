import { z } from "zod";
import { MAX_DEPTH, OPERATORS, RELATIVE_UNITS } from "@/lib/core/condition/operators";
import type { Operator, RelativeUnit } from "@/lib/core/condition/operators";

export const MAX_NODES = 200;
const MAX_VALUES = 1000;
const MAX_TEXT = 2000;

/**
 * A stretch of time seen from now. Days and longer are whole ones of the calendar: `{ unit: "day", offset: 0 }` is today,
 * `{ unit: "day", offset: -6, count: 7 }` the last seven days with today. Hours and minutes run: `{ unit: "hour",
 * offset: -24, count: 24 }` is the last 24 hours to this moment.
 */
export type Relative = {
  relative: { unit: RelativeUnit; offset: number; count?: number | undefined };
};
/** A day (`2024-02-29`), a moment with its offset (`2024-02-29T10:00:00Z`), or a relative stretch. */
export type DateValue = string | Relative;
export type ConditionValue = string | number | boolean | Relative | (string | number | Relative)[];
export type Leaf = { field: string; op: Operator; value?: ConditionValue | undefined };
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Leaf;

// PostgreSQL has no NUL in texts, and no half of a surrogate pair.
const text = z
  .string()
  .max(MAX_TEXT)
  .refine((value) => !/[\0\p{Surrogate}]/u.test(value));

const relative = z.strictObject({
  relative: z.strictObject({
    unit: z.enum(RELATIVE_UNITS),
    offset: z.int().min(-1_000_000).max(1_000_000),
    count: z.int().min(1).max(1_000_000).optional(),
  }),
});

const leaf = z.strictObject({
  field: z.string().min(1).max(200),
  op: z.enum(OPERATORS),
  value: z
    .union([text, z.number(), z.boolean(), relative, z.array(z.union([text, z.number(), relative])).max(MAX_VALUES)])
    .optional(),
});

const node: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(node) }),
    z.strictObject({ any: z.array(node) }),
    z.strictObject({ not: node }),
    leaf,
  ]),
);

/** Measured without recursion and before anything else is read: a deep tree must not exhaust the stack. */
function fits(input: unknown): boolean {
  let level: unknown[] = [input];
  let nodes = 0;
  for (let depth = 1; level.length > 0; depth++) {
    nodes += level.length;
    if (depth > MAX_DEPTH || nodes > MAX_NODES) return false;
    level = level.flatMap(children);
  }
  return true;
}

function children(input: unknown): unknown[] {
  if (typeof input !== "object" || input === null) return [];
  if ("not" in input) return [input.not];
  return [
    ...("all" in input && Array.isArray(input.all) ? (input.all as unknown[]) : []),
    ...("any" in input && Array.isArray(input.any) ? (input.any as unknown[]) : []),
  ];
}

/** Any condition that comes from outside. Whether its fields exist is asked of a catalogue: `validateCondition`. */
export const conditionSchema: z.ZodType<Condition> = z
  .unknown()
  .refine(fits, `A condition has at most ${MAX_DEPTH} levels and ${MAX_NODES} parts`)
  .pipe(node);
