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

/** `from` up to but without `before`, both first days; null is open. */
export type Stretch = { from: string | null; before: string | null };
export type Span = Stretch & { grain: "all" | Grain };

/** The periods that leads are counted by, in months. */
const GRAINS = { year: 12, quarter: 3, month: 1 } as const;
type Grain = keyof typeof GRAINS;

/**
 * The days as whole periods, the longest possible, and the days left over at either end. `counted` is what the periods
 * cover together; undefined where there are none.
 */
export function spansOf({ first, last }: DayRange): {
  spans: Span[];
  counted: Stretch | undefined;
  edges: DayRange[];
} {
  const asked: Stretch = { from: first, before: last === null ? null : addDays(last, 1) };
  if (asked.from === null && asked.before === null)
    return { spans: [{ grain: "all", ...asked }], counted: asked, edges: [] };
  const { inside, outside } = whole(asked, GRAINS.month);
  const edges = (inside ? outside : [asked]).map(({ from, before }) => ({
    first: from,
    last: before === null ? null : addDays(before, -1),
  }));
  return { spans: inside ? spansIn(inside, ["year", "quarter", "month"]) : [], counted: inside, edges };
}

function spansIn(stretch: Stretch, [grain, ...finer]: Grain[]): Span[] {
  if (!grain) return [];
  const { inside, outside } = whole(stretch, GRAINS[grain]);
  if (!inside) return spansIn(stretch, finer);
  return [{ grain, ...inside }, ...outside.flatMap((rest) => spansIn(rest, finer))];
}

/** The whole periods of so many months in a stretch, and what is left of it before and after them. */
function whole({ from, before }: Stretch, months: number): { inside: Stretch | undefined; outside: Stretch[] } {
  const start = from === null ? null : periodStart(from, months, 1);
  const end = before === null ? null : periodStart(before, months, 0);
  if (start !== null && end !== null && start >= end) return { inside: undefined, outside: [] };
  const outside: Stretch[] = [];
  if (from !== start) outside.push({ from, before: start });
  if (before !== end) outside.push({ from: end, before });
  return { inside: { from: start, before: end }, outside };
}

/** The first day of the day's own period; with `ahead` of the next one, unless the day is a first day itself. */
function periodStart(day: string, months: number, ahead: 0 | 1): string {
  const [year = 0, month = 0] = day.split("-").map(Number);
  const own = Math.floor((year * 12 + month - 1) / months) * months;
  const start = firstOf(own);
  return start === day ? start : firstOf(own + ahead * months);
}

function firstOf(months: number): string {
  return new Date(Date.UTC(Math.floor(months / 12), months % 12, 1)).toISOString().slice(0, 10);
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

function common(a: DayRange, b: DayRange): DayRange {
  const first = a.first === null || (b.first !== null && b.first > a.first) ? b.first : a.first;
  const last = a.last === null || (b.last !== null && b.last < a.last) ? b.last : a.last;
  return { first, last };
}
