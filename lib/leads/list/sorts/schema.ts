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
export type ListSort = (typeof LIST_SORTS)[number];
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

export function naturalDirection(sort: ListSort): Direction {
  return LARGEST_FIRST.includes(sort) ? "desc" : "asc";
}
