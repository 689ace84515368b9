import { momentAtWall, wallClock } from "@/lib/core/wall-time";
import { REMINDS } from "@/lib/leads/tasks/schema";
import type { Remind } from "@/lib/leads/tasks/schema";

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Of a whole day one is reminded in the morning. */
export const MORNING_MINUTES = 9 * 60;

/** A day, with a time of it or as a whole. */
type Due = { day: string; time: string | null };
/** On whose clocks: times of day are those of who types and reads them, whole days the organisation's. */
export type Clocks = { own: string; organisation: string };
/** The same as it is kept. */
export type DueColumns = { dueAt: Date; dueDay: Date | null };

/** When a task is late; of a whole day its last moment. */
export function dueMoment({ day, time }: Due, clocks: Clocks): Date {
  if (time === null) return new Date(momentAtWall(clocks.organisation, Date.parse(day) + DAY) - 1);
  return new Date(momentAtWall(clocks.own, Date.parse(`${day}T${time}Z`)));
}

export function dueColumns(due: Due, clocks: Clocks): DueColumns {
  return { dueAt: dueMoment(due, clocks), dueDay: due.time === null ? new Date(due.day) : null };
}

/** When somebody is reminded, so many minutes before; of a whole day counted from its morning, which is the assignee's. */
export function remindMoment({ dueAt, dueDay }: DueColumns, remind: Remind, timeZone: string): Date | null {
  if (remind === null) return null;
  const from = dueDay ? momentAtWall(timeZone, dueDay.getTime() + MORNING_MINUTES * MINUTE) : dueAt.getTime();
  return new Date(from - remind * MINUTE);
}

/** What was asked for: the one of those offered that leads to this moment. */
export function remindOf({ remindAt, ...due }: DueColumns & { remindAt: Date | null }, timeZone: string): Remind {
  if (remindAt === null) return null;
  const distance = (one: Remind) => Math.abs((remindMoment(due, one, timeZone)?.getTime() ?? 0) - remindAt.getTime());
  return REMINDS.filter((one) => one !== null).toSorted((one, other) => distance(one) - distance(other))[0] ?? null;
}

/** The task's day and time again, as they are typed. */
export function dueOf(task: DueColumns, timeZone: string): Due {
  if (task.dueDay) return { day: task.dueDay.toISOString().slice(0, 10), time: null };
  const wall = new Date(wallClock(timeZone)(task.dueAt.getTime())).toISOString();
  return { day: wall.slice(0, 10), time: wall.slice(11, 16) };
}

export function todayIn(timeZone: string, now: Date): string {
  return new Date(wallClock(timeZone)(now.getTime())).toISOString().slice(0, 10);
}
