import { USUAL_DAYS } from "@/lib/intake/proof/schema";
import { siteDay, startOfDay } from "@/lib/intake/pulling/site-time";

export const DAY_MS = 86_400_000;

/** The day as so many days later, by the calendar. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Every day between, both included, the newest first. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = to; day >= from; day = addDays(day, -1)) days.push(day);
  return days;
}

/** The last days, ending with the one of `now`. */
export function lastDays(now: Date, timeZone: string, count: number): { from: string; to: string } {
  const to = siteDay(now, timeZone);
  return { from: addDays(to, 1 - count), to };
}

/** Whether the day lies before the week that is shown where nobody asks for another. */
export const isLongAgo = (day: string, today: string): boolean => day <= addDays(today, -USUAL_DAYS);

/** When the days begin and end, as moments. */
export function momentsOf({ from, to, timeZone }: { from: string; to: string; timeZone: string }): [Date, Date] {
  const [begin, end] = [startOfDay(from, timeZone), startOfDay(addDays(to, 1), timeZone)];
  if (!begin || !end) throw new Error(`no days: ${from}, ${to}`);
  return [begin, end];
}
