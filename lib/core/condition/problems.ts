import { ConditionError, fieldOf } from "@/lib/core/condition/fields";
import { readLeaf } from "@/lib/core/condition/leaf";
import type { FieldKind, ProblemCode } from "@/lib/core/condition/fields";
import type { Condition, Leaf } from "@/lib/core/condition/schema";

/** What is wrong with one leaf, and the way to it: `["all", 2, "not"]`. */
export type ConditionProblem = { path: (string | number)[]; field: string; code: ProblemCode };

/** Everything for which the readers would refuse this condition; none, if they would read it. */
export function validateCondition(
  condition: Condition,
  catalogue: Readonly<Record<string, FieldKind>>,
  path: (string | number)[] = [],
): ConditionProblem[] {
  if ("all" in condition) return list(condition.all, catalogue, [...path, "all"]);
  if ("any" in condition) return list(condition.any, catalogue, [...path, "any"]);
  if ("not" in condition) return validateCondition(condition.not, catalogue, [...path, "not"]);
  const code = problemOf(condition, catalogue);
  return code ? [{ path, field: condition.field, code }] : [];
}

function list(conditions: Condition[], catalogue: Readonly<Record<string, FieldKind>>, path: (string | number)[]) {
  return conditions.flatMap((condition, index) => validateCondition(condition, catalogue, [...path, index]));
}

function problemOf(leaf: Leaf, catalogue: Readonly<Record<string, FieldKind>>): ProblemCode | undefined {
  try {
    readLeaf(leaf, fieldOf(catalogue, leaf), { now: new Date(), timeZone: "UTC" });
    return undefined;
  } catch (error) {
    if (error instanceof ConditionError) return error.code;
    throw error;
  }
}
