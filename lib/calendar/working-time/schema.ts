import { momentAtWall, wallClock } from "@/lib/core/wall-time";

/** From a minute of the day up to but without another; 1440 is the day's end. */
export type WorkSpan = readonly [from: number, to: number];

/** Seven days, Monday first; each with its spans in order. A night shift is the end of one day and the start of the next. */
export type Week = readonly (readonly WorkSpan[])[];

/** When somebody works: hours by the weekday, on the clock of a zone, without holidays and leave. */
export type WorkingCalendar = {
  timeZone: string;
  week: Week;
  /** Days as `2026-12-25`; `yearly` ones come back on the same day of every year. */
  holidays: readonly { day: string; yearly: boolean }[];
  /** Days off of one person, both ends count in. */
  leave: readonly { from: string; to: string }[];
};

const MINUTE = 60_000;
const DAY = 86_400_000;
/** 1 January 1970 was a Thursday. */
const FIRST_WEEKDAY = 3;
/** What doesn't come in so many days never comes: a calendar without hours, a leave without end. */
const HORIZON_DAYS = 1100;

export type Opening = { start: number; end: number };
type Plan = {
  clock: (moment: number) => number;
  once: ReadonlySet<string>;
  yearly: ReadonlySet<string>;
  openings: Map<number, Opening[]>;
};

// What a calendar says of a day is asked again and again, and each answer needs offsets of its zone.
const plans = new WeakMap<WorkingCalendar, Plan>();

function planOf(calendar: WorkingCalendar): Plan {
  const known = plans.get(calendar);
  if (known) return known;
  const days = (yearly: boolean) => calendar.holidays.filter((holiday) => holiday.yearly === yearly);
  const plan: Plan = {
    clock: wallClock(calendar.timeZone),
    once: new Set(days(false).map(({ day }) => day)),
    yearly: new Set(days(true).map(({ day }) => day.slice(5))),
    openings: new Map(),
  };
  plans.set(calendar, plan);
  return plan;
}

/** Days since 1970 on the zone's calendar. */
const dayOf = (plan: Plan, moment: number) => Math.floor(plan.clock(moment) / DAY);

const nameOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);

/** The weekday's spans, none on a holiday or on leave. */
function spansOn(calendar: WorkingCalendar, plan: Plan, day: number): readonly WorkSpan[] {
  const name = nameOf(day);
  if (plan.once.has(name) || plan.yearly.has(name.slice(5))) return [];
  if (calendar.leave.some(({ from, to }) => from <= name && name <= to)) return [];
  return calendar.week[(day + FIRST_WEEKDAY) % 7] ?? [];
}

/** The same as moments: on the day the clock changes an opening is as long as it really is. */
function openingsOn(calendar: WorkingCalendar, plan: Plan, day: number): Opening[] {
  const known = plan.openings.get(day);
  if (known) return known;
  const moment = (minute: number) => momentAtWall(calendar.timeZone, day * DAY + minute * MINUTE);
  const openings = spansOn(calendar, plan, day)
    .map(([from, to]) => ({ start: moment(from), end: moment(to) }))
    .filter(({ start, end }) => start < end);
  plan.openings.set(day, openings);
  return openings;
}

/** What is open from a moment on, in order. */
function* openingsFrom(calendar: WorkingCalendar, from: number, days = HORIZON_DAYS): Generator<Opening> {
  const plan = planOf(calendar);
  const first = dayOf(plan, from);
  // The day before too: where a clock is put back at midnight, its last hour comes again.
  for (let day = first - 1; day <= first + days; day++) {
    for (const { start, end } of openingsOn(calendar, plan, day)) {
      if (end > from) yield { start: Math.max(start, from), end };
    }
  }
}

/** Whether somebody works at this moment. An opening's end doesn't belong to it. */
export function isWorking(calendar: WorkingCalendar, at: Date): boolean {
  for (const { start } of openingsFrom(calendar, at.getTime(), 1)) return start === at.getTime();
  return false;
}

/** The moment itself while somebody works, else when work begins again; null if it never does. */
export function nextWorking(calendar: WorkingCalendar, at: Date): Date | null {
  for (const { start } of openingsFrom(calendar, at.getTime())) return new Date(start);
  return null;
}

/** How many minutes of a time are worked, parts of a minute included; 0 where `to` isn't after `from`. */
export function workingMinutes(calendar: WorkingCalendar, from: Date, to: Date): number {
  const plan = planOf(calendar);
  const until = to.getTime();
  let worked = 0;
  for (const { start, end } of openingsFrom(
    calendar,
    from.getTime(),
    dayOf(plan, until) - dayOf(plan, from.getTime()),
  )) {
    if (start >= until) break;
    worked += Math.min(end, until) - start;
  }
  return worked / MINUTE;
}

/**
 * When so many minutes will have been worked: what ends with the day is due at its end, and not when the next begins.
 * Null if that never comes.
 */
export function addWorkingMinutes(calendar: WorkingCalendar, from: Date, minutes: number): Date | null {
  let left = minutes * MINUTE;
  if (left <= 0) return from;
  for (const { start, end } of openingsFrom(calendar, from.getTime())) {
    if (left <= end - start) return new Date(start + left);
    left -= end - start;
  }
  return null;
}

/** Whether a day of the calendar, as `2026-12-25`, has no hours, for whatever reason. */
export function isDayOff(calendar: WorkingCalendar, day: string): boolean {
  return spansOn(calendar, planOf(calendar), Date.parse(day) / DAY).length === 0;
}

/** The day of the calendar at a moment, as `2026-12-25`. */
export function dayAt(calendar: WorkingCalendar, at: Date): string {
  return nameOf(dayOf(planOf(calendar), at.getTime()));
}

/** What is open between two moments, in order, cut at both: for whoever asks of many moments. */
export function openingsBetween(calendar: WorkingCalendar, from: Date, to: Date): Opening[] {
  const until = to.getTime();
  const days = Math.ceil((until - from.getTime()) / DAY) + 1;
  return [...openingsFrom(calendar, from.getTime(), days)]
    .filter(({ start }) => start < until)
    .map(({ start, end }) => ({ start, end: Math.min(end, until) }));
}
