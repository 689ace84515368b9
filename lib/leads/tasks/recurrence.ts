const DAY_MS = 86_400_000;
const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
/** 1 January 1970 was a Thursday. */
const FIRST_WEEKDAY = 3;
const MOST_STEPS = 4000;

export type Rule = {
  freq: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
  interval: number;
  /** Monday is 0; a weekly rule without any goes by its first day. */
  byDay: number[];
  /** The day of the month it began on, which a short month ends before. */
  byMonthDay: number | null;
};

/** An RRULE (RFC 5545) as far as it is understood here: how often, every how many, on which weekdays. */
export function readRule(text: string): Rule | null {
  const parts = new Map(text.split(";").map((part) => part.split("=") as [string, string | undefined]));
  const freq = parts.get("FREQ");
  const interval = Number(parts.get("INTERVAL") ?? 1);
  const byDay = (parts.get("BYDAY")?.split(",") ?? []).map((day) => WEEKDAYS.findIndex((one) => one === day));
  const monthDay = parts.get("BYMONTHDAY");
  const byMonthDay = monthDay === undefined ? null : Number(monthDay);
  const known = [...parts.keys()].every((name) => ["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY"].includes(name));
  if (freq !== "DAILY" && freq !== "WEEKLY" && freq !== "MONTHLY" && freq !== "YEARLY") return null;
  if (!known || !Number.isInteger(interval) || interval < 1 || interval > 999 || byDay.includes(-1)) return null;
  if (byDay.length > 0 && freq !== "WEEKLY") return null;
  if (byMonthDay !== null && (freq !== "MONTHLY" || !(byMonthDay >= 1 && byMonthDay <= 31))) return null;
  return { freq, interval, byDay, byMonthDay };
}

/** The rule with what it needs to know of its first day: the 31st stays the 31st after a February. */
export function anchored(text: string, day: string): string {
  const rule = readRule(text);
  return rule?.freq === "MONTHLY" && rule.byMonthDay === null ? `${text};BYMONTHDAY=${Number(day.slice(8))}` : text;
}

/** The first day of the rule after `day`, and after `since` where that is later: nothing piles up meanwhile. */
export function nextDay(rule: Rule, day: string, since: string): string {
  const after = since > day ? since : day;
  let next = day;
  for (let step = 0; step < MOST_STEPS; step++) {
    next = following(rule, next, day);
    if (next > after) return next;
  }
  return next;
}

function following(rule: Rule, day: string, first: string): string {
  switch (rule.freq) {
    case "DAILY":
      return addDays(day, rule.interval);
    case "WEEKLY":
      return nextWeekly(rule, day);
    case "MONTHLY":
      return addMonths(day, rule.interval, rule.byMonthDay ?? Number(first.slice(8)));
    case "YEARLY":
      return addMonths(day, 12 * rule.interval, Number(first.slice(8)));
  }
}

function nextWeekly({ byDay, interval }: Rule, day: string): string {
  if (byDay.length === 0) return addDays(day, 7 * interval);
  const today = weekdayOf(day);
  const later = byDay.filter((one) => one > today);
  if (later.length > 0) return addDays(day, Math.min(...later) - today);
  return addDays(day, 7 * interval - today + Math.min(...byDay));
}

function addMonths(day: string, months: number, monthDay: number): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), index % 12];
  const last = new Date(Date.UTC(toYear, toMonth + 1, 0)).getUTCDate();
  return new Date(Date.UTC(toYear, toMonth, Math.min(monthDay, last))).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

function weekdayOf(day: string): number {
  return (Date.parse(day) / DAY_MS + FIRST_WEEKDAY) % 7;
}
