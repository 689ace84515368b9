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
  /** That day's month, of a yearly rule. */
  byMonth: number | null;
};

const PARTS = {
  FREQ: /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  BYDAY: /^(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*$/,
  BYMONTH: /^(?:[1-9]|1[0-2])$/,
  BYMONTHDAY: /^(?:[1-9]|[12]\d|3[01])$/,
} as const;
type Part = keyof typeof PARTS;

/** An RRULE (RFC 5545) as far as it is understood here: how often, every how many, on which weekdays. Each part once. */
export function readRule(text: string): Rule | null {
  const parts = partsOf(text);
  const freq = parts?.get("FREQ") as Rule["freq"] | undefined;
  if (!parts || freq === undefined) return null;
  const byDay = (parts.get("BYDAY")?.split(",") ?? []).map((day) => WEEKDAYS.findIndex((one) => one === day));
  const numberOf = (part: Part) => (parts.has(part) ? Number(parts.get(part)) : null);
  const [byMonth, byMonthDay] = [numberOf("BYMONTH"), numberOf("BYMONTHDAY")];
  if (byDay.length > 0 && (freq !== "WEEKLY" || new Set(byDay).size < byDay.length)) return null;
  if (byMonthDay !== null && freq !== "MONTHLY" && freq !== "YEARLY") return null;
  // Without its month, a day of a yearly rule would be one of every month.
  if ((byMonth !== null) !== (byMonthDay !== null && freq === "YEARLY")) return null;
  return { freq, interval: numberOf("INTERVAL") ?? 1, byDay, byMonthDay, byMonth };
}

function partsOf(text: string): Map<Part, string> | null {
  const parts = new Map<Part, string>();
  for (const part of text.split(";")) {
    const [name = "", ...values] = part.split("=");
    const value = values.join("=");
    if (!isPart(name) || parts.has(name) || !PARTS[name].test(value)) return null;
    parts.set(name, value);
  }
  return parts;
}

function isPart(name: string): name is Part {
  return Object.hasOwn(PARTS, name);
}

const LEAP_DAY = "02-29";

/** The rule with what it needs to know of its first day: the 31st stays the 31st after a February, as does a leap day. */
export function anchored(text: string, day: string): string {
  const rule = readRule(text);
  if (rule?.byMonthDay !== null) return text;
  if (rule.freq === "YEARLY" && day.slice(5) === LEAP_DAY) return `${text};BYMONTH=2;BYMONTHDAY=29`;
  return rule.freq === "MONTHLY" ? `${text};BYMONTHDAY=${Number(day.slice(8))}` : text;
}

/** The rule as it was chosen, without what `anchored` adds. */
export function chosenRule(text: string): string {
  return text.replace(/(?:;BYMONTH=\d+)?;BYMONTHDAY=\d+$/, "");
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
      return rule.byMonth === null
        ? addMonths(day, 12 * rule.interval, Number(first.slice(8)))
        : addMonths(
            `${day.slice(0, 5)}${String(rule.byMonth).padStart(2, "0")}-01`,
            12 * rule.interval,
            rule.byMonthDay ?? 1,
          );
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
