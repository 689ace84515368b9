const DAY = /^\d{4}-\d\d-\d\d$/;

/** Days further off are typing mistakes, and no calendar counts with them. */
function isNear(day: string): boolean {
  return day >= "1970-01-01" && day < "9999-01-01";
}

/** A day as `2026-11-23`, if the calendar has it. */
export function isDay(value: string): value is string {
  const day = DAY.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  // A day the calendar doesn't have (31 February) is read as another one.
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value) && isNear(value);
}
