import { DAYS_OF_FAILURE } from "@/lib/webhooks/schema";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Until it is tried again, after the first failure, the second…; together a little more than five days. */
const WAITS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  ...[2, 5, 10, 14, 20, 24, 24, 24].map((hours) => hours * HOUR_MS),
];
/** What failed together isn't tried again together. */
const JITTER = 0.1;
/** Longer than this nobody is waited for because they say so. */
const LONGEST_ASKED_MS = 24 * HOUR_MS;

/**
 * When it is tried again after so many tries; null when it is given up. `asked`: for how long the receiver wants to be left
 * alone. `chance` is from 0 to 1.
 */
export function nextTry(tries: number, at: Date, { askedMs = 0, chance = Math.random() } = {}): Date | null {
  const wait = WAITS[tries - 1];
  if (wait === undefined) return null;
  const own = wait * (1 + JITTER * (2 * chance - 1));
  return new Date(at.getTime() + Math.max(own, Math.min(askedMs, LONGEST_ASKED_MS)));
}

/** Whether nothing but failure for so long is enough. */
export function isHopeless(failingSince: Date, at: Date): boolean {
  return at.getTime() - failingSince.getTime() >= DAYS_OF_FAILURE * 24 * HOUR_MS;
}
