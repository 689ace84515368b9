export type Postponement = "hour" | "tomorrow" | "monday" | "week";

type Due = { day: string; time: string | null };

const DAY_MS = 86_400_000;
const MONDAY = 1;

/** When a task is due that is put off: counted from now, not from when it was due; its time of day stays. */
export function postponed(due: Due, how: Postponement, { now, today }: { now: Date; today: string }): Due {
  if (how === "hour") return inAnHour(now, today);
  const weekday = new Date(`${today}T00:00Z`).getUTCDay();
  const days = { tomorrow: 1, monday: (MONDAY - weekday + 7) % 7 || 7, week: 7 }[how];
  return { day: addDays(today, days), time: due.time };
}

/** Those of the choices that lead to a day to which none before them leads: on a Sunday tomorrow is Monday. */
export function ofDistinctDays<How extends Postponement>(hows: readonly How[], today: string): How[] {
  const dayOf = (how: How) =>
    how === "hour" ? how : postponed({ day: today, time: null }, how, { now: new Date(), today }).day;
  return hows.filter((how, at) => hows.findIndex((other) => dayOf(other) === dayOf(how)) === at);
}

/** By the clock of this browser, at a whole five minutes. */
function inAnHour(now: Date, today: string): Due {
  const minutes = Math.ceil((now.getHours() * 60 + now.getMinutes() + 60) / 5) * 5;
  const two = (part: number) => String(part).padStart(2, "0");
  const time = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  return { day: addDays(today, Math.floor(minutes / 1440)), time };
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
