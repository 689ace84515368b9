import { TZDate } from "@date-fns/tz";
import {
  addDays,
  addHours,
  addMinutes,
  addMonths,
  addWeeks,
  addYears,
  format,
  startOfDay,
  startOfMonth,
  startOfWeek,
  startOfYear,
} from "date-fns";
import type { DateValue, Relative } from "@/lib/core/condition/schema";

/** From `start`, up to but without `end`; both in milliseconds. */
export type Period = { start: number; end: number };

const DAY = /^([1-9]\d{3})-(\d\d)-(\d\d)$/u;
const MOMENT = /^([1-9]\d{3}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/u;
const EARLIEST = Date.UTC(1000, 0, 2);
const LATEST = Date.UTC(9999, 11, 30);

const monday = (date: Date) => startOfWeek(date, { weekStartsOn: 1 });
const CALENDAR = {
  day: { startOf: startOfDay, add: addDays },
  week: { startOf: monday, add: addWeeks },
  month: { startOf: startOfMonth, add: addMonths },
  year: { startOf: startOfYear, add: addYears },
};

/**
 * The stretch of time a date value stands for, or undefined if it stands for none. A day is the zone's own, be it 23 or
 * 25 hours long; a moment is its millisecond. Weeks start on Monday.
 */
export function periodOf(value: DateValue, at: { now: Date; timeZone: string }): Period | undefined {
  const period =
    typeof value === "string" ? (dayPeriod(value, at.timeZone) ?? momentPeriod(value)) : relativePeriod(value, at);
  return period && period.start >= EARLIEST && period.end <= LATEST ? period : undefined;
}

/** The first day of the zone that doesn't start before the moment: the bound of a moment among whole days. */
export function firstDayFrom(moment: number, timeZone: string): string {
  const date = new TZDate(moment, timeZone);
  const day = startOfDay(date).getTime() === moment ? date : addDays(startOfDay(date), 1);
  return format(day, "yyyy-MM-dd");
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function dayPeriod(text: string, timeZone: string): Period | undefined {
  const [year, month, day] = (DAY.exec(text) ?? []).slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined || !isDay(year, month, day)) return undefined;
  // By way of noon, which every zone's day has; some days have no midnight.
  const startOf = (offset: number) => startOfDay(new TZDate(year, month - 1, day + offset, 12, timeZone)).getTime();
  return { start: startOf(0), end: startOf(1) };
}

function momentPeriod(text: string): Period | undefined {
  const [year, month, day] = (MOMENT.exec(text)?.[1] ?? "").split("-").map(Number);
  if (year === undefined || month === undefined || day === undefined || !isDay(year, month, day)) return undefined;
  const start = Date.parse(text);
  return Number.isNaN(start) ? undefined : { start, end: start + 1 };
}

function relativePeriod({ relative }: Relative, { now, timeZone }: { now: Date; timeZone: string }): Period {
  const { unit, offset, count = 1 } = relative;
  if (unit === "minute" || unit === "hour") {
    const add = unit === "minute" ? addMinutes : addHours;
    return { start: add(now, offset).getTime(), end: add(now, offset + count).getTime() };
  }
  const { startOf, add } = CALENDAR[unit];
  const current = startOf(new TZDate(now.getTime(), timeZone));
  // Again the start of it: what is added may carry a start at one o'clock, where midnight was skipped, along.
  const start = (units: number) => startOf(add(current, units)).getTime();
  return { start: start(offset), end: start(offset + count) };
}
