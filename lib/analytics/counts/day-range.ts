import { firstDayFrom, periodOf } from "@/lib/core/condition/period";
import type { Condition, DateValue, Leaf } from "@/lib/core/condition/schema";

/** Whole days of the organisation's zone, both ends count in; null is open. */
export type DayRange = { first: string | null; last: string | null };

export const ALL_DAYS: DayRange = { first: null, last: null };

/** The days that dates of `receivedAt` leave, and what else the condition asks; undefined where it asks for more than days. */
export function splitDays(
  condition: Condition,
  at: { now: Date; timeZone: string },
): { days: DayRange; rest: Condition } | undefined {
  const leaves = "all" in condition ? condition.all : [condition];
  const dates = leaves.filter(isDateLeaf);
  const rest = leaves.filter((one) => !isDateLeaf(one));
  let days = ALL_DAYS;
  for (const { op, value } of dates) {
    const period = periodOf(value as DateValue, at);
    if (!period) return undefined;
    const first = firstDayFrom(period.start, at.timeZone);
    const last = addDays(firstDayFrom(period.end, at.timeZone), -1);
    days = common(days, { first: op === "onOrBefore" ? null : first, last: op === "onOrAfter" ? null : last });
  }
  return { days, rest: { all: rest } };
}

function isDateLeaf(condition: Condition): condition is Leaf {
  return (
    "field" in condition && condition.field === "receivedAt" && ["on", "onOrAfter", "onOrBefore"].includes(condition.op)
  );
}

/** The days as a condition on the rows. */
export function daysCondition({ first, last }: DayRange): Condition {
  const all: Condition[] = [];
  if (first !== null) all.push({ field: "receivedAt", op: "onOrAfter", value: first });
  if (last !== null) all.push({ field: "receivedAt", op: "onOrBefore", value: last });
  return { all };
}

/** `from` up to but without `before`, both the first of a month; null is open. */
export type Months = { from: string | null; before: string | null };

/** The whole months among the days, and the days left over at either end. */
export function monthsOf({ first, last }: DayRange): { months: Months | undefined; edges: DayRange[] } {
  const from = first === null ? null : monthFrom(first);
  const before = last === null ? null : `${addDays(last, 1).slice(0, 7)}-01`;
  if (from !== null && before !== null && from >= before) return { months: undefined, edges: [{ first, last }] };
  const edges: DayRange[] = [];
  if (from !== null && first !== from) edges.push({ first, last: addDays(from, -1) });
  if (before !== null && last !== null && before <= last) edges.push({ first: before, last });
  return { months: { from, before }, edges };
}

/** As many days, right before; nothing where the days have no beginning. */
export function daysBefore({ first, last }: { first: string | null; last: string }): DayRange | undefined {
  if (first === null || first > last) return undefined;
  const length = Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) + 1;
  return { first: addDays(first, -length), last: addDays(first, -1) };
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;

function monthFrom(day: string): string {
  if (day.endsWith("-01")) return day;
  const [year = 0, month = 0] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

function common(a: DayRange, b: DayRange): DayRange {
  const first = a.first === null || (b.first !== null && b.first > a.first) ? b.first : a.first;
  const last = a.last === null || (b.last !== null && b.last < a.last) ? b.last : a.last;
  return { first, last };
}
