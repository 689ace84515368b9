const LONGEST_MINUTES = 60;

/** When to pull next: after failures in a row ever later, up to an hour, and never before the site asked for. */
export function nextPull(
  now: Date,
  {
    minutes,
    failures,
    retryAfterSeconds,
  }: { minutes: number; failures: number; retryAfterSeconds?: number | undefined },
): Date {
  const patience = Math.max(minutes, Math.min(minutes * 2 ** Math.max(0, failures - 1), LONGEST_MINUTES));
  const asked = (retryAfterSeconds ?? 0) * 1000;
  return new Date(now.getTime() + Math.max(patience * 60_000, asked));
}
