const PARENT_CHECK_MS = 500;

/** Calls `stop` once, for whatever way of ending a program there is. */
export function onStopSignal(stop: () => void): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // npm runs us through a shell, which dies of SIGTERM without passing it on; our parent changes then.
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) stop();
  }, PARENT_CHECK_MS);
  watch.unref();
}
