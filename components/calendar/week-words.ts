import { hoursOf } from "@/lib/calendar/schema";
import type { Week } from "@/lib/calendar/working-time/schema";

/** The first of January 2024 was a Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** Monday first, in the user's language. */
export function dayNames(locale: string, length: "long" | "short"): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: length, timeZone: "UTC" });
  return Array.from({ length: 7 }, (_, day) => format.format(MONDAY + day * DAY_MS));
}

/** mon–fri 09:00–18:00 · sat 09:00–13:00; days off aren't named. */
export function weekInWords(week: Week, locale: string): string {
  const names = dayNames(locale, "short");
  const runs: { first: number; last: number; hours: string }[] = [];
  week.forEach((spans, day) => {
    const hours = hoursOf(spans);
    const run = runs.at(-1);
    if (run?.hours === hours && run.last === day - 1) run.last = day;
    else if (hours !== "") runs.push({ first: day, last: day, hours });
  });
  return runs
    .map(({ first, last, hours }) => `${[...new Set([names[first], names[last]])].join("–")} ${hours}`)
    .join(" · ");
}
