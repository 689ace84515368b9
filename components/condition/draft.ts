import { OPERATORS_BY_TYPE } from "@/lib/core/condition/operators";
import type { FieldType, Operator } from "@/lib/core/condition/operators";
import type { Condition, ConditionValue, Leaf } from "@/lib/core/condition/schema";

/** What the editor may ask about. `options`: what an enum, reference or list can be; `me`: offers "whoever is looking". */
export type EditorField = {
  key: string;
  label: string;
  type: FieldType;
  options?: readonly { value: string; label: string }[];
  me?: boolean;
};

export const MODES = ["all", "any", "none", "notAll"] as const;

/** A condition as it is drawn: "not" is one of four ways to read a group, never a box of its own. */
export type Group = { mode: (typeof MODES)[number]; items: Item[] };
export type Item = Group | Leaf;

export const isGroup = (item: Item): item is Group => "mode" in item;

export function groupOf(condition: Condition): Group {
  const item = itemOf(condition);
  return isGroup(item) ? item : { mode: "all", items: [item] };
}

function itemOf(condition: Condition): Item {
  if ("all" in condition) return { mode: "all", items: condition.all.map(itemOf) };
  if ("any" in condition) return { mode: "any", items: condition.any.map(itemOf) };
  if (!("not" in condition)) return condition;
  const inner = condition.not;
  if ("all" in inner) return { mode: "notAll", items: inner.all.map(itemOf) };
  return { mode: "none", items: "any" in inner ? inner.any.map(itemOf) : [itemOf(inner)] };
}

export function conditionOf(item: Item): Condition {
  if (!isGroup(item)) return item;
  const items = item.items.map(conditionOf);
  switch (item.mode) {
    case "all":
      return { all: items };
    case "any":
      return { any: items };
    case "none":
      return { not: { any: items } };
    case "notAll":
      return { not: { all: items } };
  }
}

/** How many levels of the condition the group itself takes. */
export const levelsOf = ({ mode }: Group) => (mode === "all" || mode === "any" ? 1 : 2);

export function newLeaf(field: EditorField): Leaf {
  return { field: field.key, op: OPERATORS_BY_TYPE[field.type][0] };
}

export type Shape = "none" | "one" | "pair" | "many";

export function shapeOf(op: Operator): Shape {
  switch (op) {
    case "isEmpty":
    case "isNotEmpty":
      return "none";
    case "between":
      return "pair";
    case "in":
    case "notIn":
    case "hasAny":
    case "hasAll":
    case "hasNone":
      return "many";
    default:
      return "one";
  }
}

/** The leaf with another operator, and as much of its value as that can take. */
export function withOperator({ field, op: before, value }: Leaf, op: Operator): Leaf {
  const [from, to] = [shapeOf(before), shapeOf(op)];
  if (from === to) return value === undefined ? { field, op } : { field, op, value };
  const kept = from === "many" || from === "pair" ? (value as ConditionValue[] | undefined)?.[0] : value;
  if (kept === undefined || to === "none" || to === "pair") return { field, op };
  if (to === "one") return { field, op, value: kept };
  return typeof kept === "boolean" || Array.isArray(kept) ? { field, op } : { field, op, value: [kept] };
}
