import { momentAtWall, wallClock } from "@/lib/core/wall-time";
import { isDayOff } from "@/lib/calendar/working-time/schema";
import type { WorkingCalendar } from "@/lib/calendar/working-time/schema";

const DAY = 86_400_000;
/** 1 January 1970 was a Thursday. */
const FIRST_WEEKDAY = 3;
const SUNDAY = 6;

/** A part of a time. `restDays`: the last day of rest was so many days before; null: a day like its weekday. */
export type Piece = { from: Date; to: Date; restDays: number | null };

const nameOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
const weekdayOf = (day: number) => (day + FIRST_WEEKDAY) % 7;

/**
 * A time in parts that are compared alike: a holiday, on which nobody works though its weekday is worked, is like the
 * Sunday before it and not like its weekday.
 */
export function piecesOf(span: { from: Date; to: Date }, timeZone: string, calendar: WorkingCalendar): Piece[] {
  const pieces: Piece[] = [];
  for (const day of daysOf(span, timeZone)) {
    const restDays = isHoliday(calendar, day) ? daysSinceRest(calendar, day) : null;
    const from = new Date(Math.max(span.from.getTime(), momentAtWall(timeZone, day * DAY)));
    const to = new Date(Math.min(span.to.getTime(), momentAtWall(timeZone, (day + 1) * DAY)));
    const last = pieces.at(-1);
    if (last?.restDays === null && restDays === null) last.to = to;
    else pieces.push({ from, to, restDays });
  }
  return pieces;
}

/** How far back a piece is moved to be compared with the time so many weeks before. */
export function daysBack({ restDays }: Piece, weeks: number): number {
  if (weeks === 0 || restDays === null) return weeks * 7;
  return (weeks - 1) * 7 + restDays;
}

/** Whether a holiday lies where a piece is moved to: then that week says nothing of what is usual. */
export function meetsHoliday(piece: Piece, weeks: number, timeZone: string, calendar: WorkingCalendar): boolean {
  if (weeks === 0 || piece.restDays !== null) return false;
  return daysOf(piece, timeZone).some((day) => isHoliday(calendar, day - weeks * 7));
}

/** Days since 1970 on the zone's calendar. */
function daysOf({ from, to }: { from: Date; to: Date }, timeZone: string): number[] {
  const clock = wallClock(timeZone);
  const first = Math.floor(clock(from.getTime()) / DAY);
  const last = Math.floor(clock(Math.max(from.getTime(), to.getTime() - 1)) / DAY);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function isHoliday(calendar: WorkingCalendar, day: number): boolean {
  return (calendar.week[weekdayOf(day)]?.length ?? 0) > 0 && isDayOff(calendar, nameOf(day));
}

function daysSinceRest(calendar: WorkingCalendar, day: number): number {
  const rest = calendar.week.findLastIndex((spans) => spans.length === 0);
  const since = weekdayOf(day) - (rest === -1 ? SUNDAY : rest);
  return since > 0 ? since : since + 7;
}
