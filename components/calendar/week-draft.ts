import { clockOf, DAY_MINUTES } from "@/lib/calendar/schema";
import type { Week } from "@/lib/calendar/working-time/schema";

/** A span while it is typed: as a time field holds it, with 00:00 for a day's end. */
export type DraftSpan = { from: string; to: string };
export type DraftWeek = DraftSpan[][];

export function draftOf(week: Week): DraftWeek {
  return week.map((spans) => spans.map(([from, to]) => ({ from: clockOf(from), to: clockOf(to % DAY_MINUTES) })));
}

/** What was typed, in order; or what is wrong with it, by day, as a key of the `errors` messages. */
export function weekOf(draft: DraftWeek): { week: Week } | { problems: Record<number, string> } {
  const problems: Record<number, string> = {};
  const week = draft.map((spans, day) => {
    const read = spans
      .map(({ from, to }) => [minuteOf(from), minuteOf(to) || DAY_MINUTES] as const)
      .sort(([one], [other]) => one - other);
    if (spans.some(({ from, to }) => from === "" || to === "")) problems[day] = "required";
    else if (read.some(([from, to]) => from >= to)) problems[day] = "spanBackward";
    else if (read.some(([from], index) => from < (read[index - 1]?.[1] ?? 0))) problems[day] = "spansOverlap";
    return read;
  });
  return Object.keys(problems).length > 0 ? { problems } : { week };
}

function minuteOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return hour * 60 + minute;
}

/** What "add hours" begins with: the morning, or what comes after the last. */
export function nextSpan(spans: readonly DraftSpan[]): DraftSpan {
  const last = spans.at(-1)?.to;
  if (last === undefined) return { from: "09:00", to: "18:00" };
  const from = Math.min(minuteOf(last) + 60, 22 * 60);
  return { from: clockOf(from), to: clockOf(Math.min(from + 240, 23 * 60)) };
}
