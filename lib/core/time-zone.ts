/** Known to Intl alone. */
const UNKNOWN_TO_POSTGRES = "US/Pacific-New";

/**
 * Whether this machine can reckon with the zone, and PostgreSQL as well: a bare offset (`+05:30`) means the opposite to it
 * (POSIX counts west of Greenwich).
 */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name) || name === UNKNOWN_TO_POSTGRES) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
