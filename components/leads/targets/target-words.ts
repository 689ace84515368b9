/** Minutes as they are typed: an amount in the largest unit that is whole. */
export const UNITS = { minutes: 1, hours: 60, days: 1440 } as const;
export type Unit = keyof typeof UNITS;

export type Span = { amount: string; unit: Unit };

/** Days are of the clock alone: a working day has no number of hours. */
export function spanOf(minutes: number | null, working: boolean): Span {
  if (minutes === null) return { amount: "", unit: "hours" };
  const fits = (unit: Unit) => minutes % UNITS[unit] === 0;
  if (!working && fits("days")) return { amount: String(minutes / UNITS.days), unit: "days" };
  return fits("hours")
    ? { amount: String(minutes / UNITS.hours), unit: "hours" }
    : { amount: String(minutes), unit: "minutes" };
}

/** Null where nothing is typed; what is no number is the server's to refuse. */
export function minutesOf({ amount, unit }: Span): number | null {
  return amount.trim() === "" ? null : Math.round(Number(amount.replace(",", ".")) * UNITS[unit]);
}
