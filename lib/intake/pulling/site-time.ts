import { parseWhen } from "@/lib/core/when";

/** A moment as the site's clock shows it: 2026-11-22 14:26:07. */
export function siteStamp(at: Date, timeZone: string): string {
  // Sweden writes dates as databases do.
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(at);
}

export function siteDay(at: Date, timeZone: string): string {
  return siteStamp(at, timeZone).slice(0, 10);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** When a day of the site's calendar begins. */
export function startOfDay(day: string, timeZone: string): Date | null {
  if (!DAY.test(day)) return null;
  const when = parseWhen(`${day} 00:00:00`, { timeZone, order: "ymd" });
  return when ? new Date(when.iso) : null;
}

/** When a submission was sent, if its time says so. */
export function sentAt(raw: string, timeZone: string): Date | null {
  const when = raw === "" ? null : parseWhen(raw, { timeZone, order: "ymd" });
  return when ? new Date(when.iso) : null;
}
