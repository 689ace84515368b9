import { leadsHref } from "@/lib/leads/list/schema";
import type { DayRange } from "@/lib/analytics/counts/day-range";
import type { Condition } from "@/lib/core/condition/schema";
import type { LeadList, ListChoices } from "@/lib/leads/list/schema";

/** History starts no clock: nobody waits there. */
export const WAITS: Condition = { field: "history", op: "is", value: false };

/** The filters that the home page has in common with the list of leads. */
export type HomeList = Pick<LeadList, "status" | "owner" | "company" | "received" | "from" | "to">;

/** What of a list's address means something at home. */
export function homeList(list: LeadList): HomeList {
  const { status, owner, company, received, from, to } = list;
  return { status, owner, company, received, from, to };
}

export function hasDates(list: HomeList): boolean {
  return list.received !== "" || list.from !== "" || list.to !== "";
}

/** The same filters with the window of days that the breakdown is about. */
export function windowed(list: HomeList): HomeList {
  return hasDates(list) ? list : { ...list, received: "60d" };
}

/** The same filters with other days. */
export function inDays(list: HomeList, { first, last }: DayRange): HomeList {
  return { ...list, received: "", from: first ?? "", to: last ?? "" };
}

/** The rows of a number: the page's filters and what the number adds to them. */
export function rowsHref(list: HomeList, more: Partial<LeadList>, choices: ListChoices): string {
  const asked: Partial<LeadList> = { ...list, ...more };
  const also: Condition[] = more.filter ? [JSON.parse(more.filter) as Condition] : [];
  // The number's own statuses stand in the address; the page's must hold as well.
  if (more.status && list.status.length > 0) {
    const ids = choices.statuses
      .filter(({ key, id }) => [key, id].some((one) => list.status.includes(one)))
      .map(({ id }) => id);
    also.push({ field: "status", op: "in", value: ids });
  }
  if (also.length > 0) asked.filter = JSON.stringify(also.length === 1 ? also[0] : { all: also });
  return leadsHref(asked);
}

/** A condition that only an address's `filter` can say. */
export function alsoHolds(condition: Condition): Partial<LeadList> {
  return { filter: JSON.stringify(condition) };
}
