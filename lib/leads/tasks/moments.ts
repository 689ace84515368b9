import { momentAtWall, wallClock } from "@/lib/core/wall-time";
import type { Remind } from "@/lib/leads/tasks/schema";

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Of a whole day one is reminded in the morning. */
const MORNING = 9 * 60 * MINUTE;

/** A day, with a time of it or as a whole. */
export type Due = { day: string; time: string | null };
/** On whose clocks: times of day are the assignee's, whole days the organisation's. */
export type Clocks = { own: string; organisation: string };

/** When a task is late; of a whole day its last moment. */
export function dueMoment({ day, time }: Due, clocks: Clocks): Date {
  if (time === null) return new Date(momentAtWall(clocks.organisation, Date.parse(day) + DAY) - 1);
  return new Date(momentAtWall(clocks.own, Date.parse(`${day}T${time}Z`)));
}

/** When somebody is reminded, so many minutes before; of a whole day counted from its morning. */
export function remindMoment(due: Due, remind: Remind, clocks: Clocks): Date | null {
  if (remind === null) return null;
  const from =
    due.time === null ? momentAtWall(clocks.own, Date.parse(due.day) + MORNING) : dueMoment(due, clocks).getTime();
  return new Date(from - remind * MINUTE);
}

/** The task's day and time again, as they are typed. */
export function dueOf(task: { dueAt: Date; dueDay: Date | null }, timeZone: string): Due {
  if (task.dueDay) return { day: task.dueDay.toISOString().slice(0, 10), time: null };
  const wall = new Date(wallClock(timeZone)(task.dueAt.getTime())).toISOString();
  return { day: wall.slice(0, 10), time: wall.slice(11, 16) };
}

export function todayIn(timeZone: string, now: Date): string {
  return new Date(wallClock(timeZone)(now.getTime())).toISOString().slice(0, 10);
}
