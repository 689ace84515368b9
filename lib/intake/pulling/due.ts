const LONGEST_MINUTES = 60;

type Ended = {
  now: Date;
  /** As it stands: what is due is given its next time before it starts, counted from when it was to start. */
  planned: Date | null;
  minutes: number;
  isDone: boolean;
  /** Of those whose time had come, in a row. */
  failures: number;
  retryAfterSeconds?: number | undefined;
};

/**
 * When to pull next: every so many minutes, however long a pull takes; after failures in a row ever later, up to an hour,
 * and never before the site asked for. One that succeeded ends a longer wait.
 */
export function nextPull({ now, planned, minutes, isDone, failures, retryAfterSeconds }: Ended): Date {
  const usual = now.getTime() + minutes * 60_000;
  const stands = planned?.getTime() ?? usual;
  const patience = Math.max(minutes, Math.min(minutes * 2 ** Math.max(0, failures - 1), LONGEST_MINUTES));
  const next = isDone ? Math.min(stands, usual) : stands + (patience - minutes) * 60_000;
  return new Date(Math.max(next, now.getTime() + (retryAfterSeconds ?? 0) * 1000));
}
