import { isFieldName } from "@/lib/leads/custom-fields/field/schema";
import type { FieldName } from "@/lib/leads/custom-fields/field/schema";

export const LIST_SORTS = [
  "received",
  "activity",
  "number",
  "name",
  "firm",
  "status",
  "owner",
  "company",
  "score",
  "type",
  "source",
  "priority",
  "service",
  "email",
  "phone",
  "channel",
  "subChannel",
  "campaign",
  "utmSource",
  "utmMedium",
  "utmTerm",
  "utmContent",
  "page",
  "amount",
  "touches",
  "submitted",
  "assigned",
  "firstResponse",
  "statusChanged",
  "due",
  "rots",
  "responseTime",
  "nextAction",
] as const;
/** What every lead has to be sorted by. */
export type OwnSort = (typeof LIST_SORTS)[number];
export type ListSort = OwnSort | FieldName;
export type Direction = "asc" | "desc";

/** Texts and times read best from their natural end. */
const LARGEST_FIRST: readonly ListSort[] = [
  "received",
  "activity",
  "number",
  "score",
  "priority",
  "amount",
  "touches",
  "submitted",
  "assigned",
  "firstResponse",
  "statusChanged",
];

/** One of them, or a custom field by its name; whether there is such a field, and an order of it, is asked elsewhere. */
export function isListSort(text: string): text is ListSort {
  return isFieldName(text) || LIST_SORTS.some((sort) => sort === text);
}

export function naturalDirection(sort: ListSort): Direction {
  return LARGEST_FIRST.includes(sort) ? "desc" : "asc";
}
