import { dayAt, isWorking, nextWorking, openingsBetween } from "@/lib/calendar/working-time/schema";
import type { Skip } from "@/lib/assignment/schema";
import type { Opening, WorkingCalendar } from "@/lib/calendar/working-time/schema";

/** Who is at work when. Who has no calendar always is. */
export type Hours = {
  /** Why somebody isn't at work at a moment; nothing while they are. */
  absence: (userId: string, at: Date) => Skip | undefined;
  /** When they begin next, or the moment itself while they are at work; null if never, or not for long. */
  nextStart: (userId: string, at: Date) => number | null;
};

type Calendars = ReadonlyMap<string, WorkingCalendar>;

/** As calendars say it, for a few moments. */
export function hoursOf(calendars: Calendars): Hours {
  return {
    absence: (userId, at) => {
      const calendar = calendars.get(userId);
      return !calendar || isWorking(calendar, at) ? undefined : reasonOf(calendar, at);
    },
    nextStart: (userId, at) => {
      const calendar = calendars.get(userId);
      return calendar ? (nextWorking(calendar, at)?.getTime() ?? null) : at.getTime();
    },
  };
}

/** The same for very many moments of one stretch: each calendar is read once. */
export function hoursWithin(calendars: Calendars, from: Date, to: Date): Hours {
  const openings = new Map<WorkingCalendar, Opening[]>();
  const of = (calendar: WorkingCalendar) => {
    const known = openings.get(calendar) ?? openingsBetween(calendar, from, to);
    openings.set(calendar, known);
    return known;
  };
  /** The first that ends after the moment. */
  const next = (calendar: WorkingCalendar, moment: number) => {
    const all = of(calendar);
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle]?.end ?? 0) > moment) high = middle;
      else low = middle + 1;
    }
    return all[low];
  };
  return {
    absence: (userId, at) => {
      const calendar = calendars.get(userId);
      if (!calendar) return undefined;
      const opening = next(calendar, at.getTime());
      return opening && opening.start <= at.getTime() ? undefined : reasonOf(calendar, at);
    },
    nextStart: (userId, at) => {
      const calendar = calendars.get(userId);
      if (!calendar) return at.getTime();
      const opening = next(calendar, at.getTime());
      return opening ? Math.max(opening.start, at.getTime()) : null;
    },
  };
}

function reasonOf(calendar: WorkingCalendar, at: Date): Skip {
  if (calendar.leave.length === 0) return "offHours";
  const day = dayAt(calendar, at);
  return calendar.leave.some(({ from, to }) => from <= day && day <= to) ? "onLeave" : "offHours";
}
