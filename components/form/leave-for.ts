/**
 * A full load, so that nothing of whoever was signed in before is still in memory. Never resolves: the form keeps
 * waiting until the page is gone.
 */
export function leaveFor(path: string): Promise<never> {
  window.location.assign(new URL(path, window.location.origin));
  return new Promise<never>(() => undefined);
}
