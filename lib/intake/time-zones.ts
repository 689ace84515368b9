/** Whether this machine knows the zone: what it doesn't know it couldn't reckon with. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
