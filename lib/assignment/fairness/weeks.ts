import { firstDayFrom, periodOf } from "@/lib/core/condition/period";

const DAY_MS = 86_400_000;

export type WeekSpan = { week: string; from: Date; to: Date };

/** The week a day is in, by the organisation's days; Monday first. A day that there isn't is today. */
export function weekOf(asked: string | null, at: { now: Date; timeZone: string }): WeekSpan {
  const today = firstDayFrom(at.now.getTime() - DAY_MS + 1, at.timeZone);
  const day = asked !== null && periodOf(asked, at) ? asked : today;
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const week = addDays(day, -weekday);
  const start = (one: string) => new Date(periodOf(one, at)?.start ?? Date.parse(one));
  return { week, from: start(week), to: start(addDays(week, 7)) };
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
