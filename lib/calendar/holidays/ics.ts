import { isDay } from "@/lib/core/day";
import type { NewHoliday } from "@/lib/calendar/schema";

const LONGEST_NAME = 120;
/** A longer entry is a season and no holiday. */
const MOST_DAYS = 14;
const DAY_MS = 86_400_000;

/** The whole days of a calendar file (RFC 5545) that have a name. `left`: entries that aren't such a day. */
export function holidaysIn(text: string): { holidays: NewHoliday[]; left: number } {
  const holidays: NewHoliday[] = [];
  let left = 0;
  for (const entry of entriesIn(text)) {
    const days = daysOf(entry);
    if (days.length === 0) left++;
    holidays.push(...days);
  }
  return { holidays, left };
}

type Entry = Map<string, { parameters: string; value: string }>;

function entriesIn(text: string): Entry[] {
  // A line that begins with a space goes on with the one before.
  const lines = text.replace(/\r?\n[ \t]/g, "").split(/\r?\n|\r/);
  const entries: Entry[] = [];
  let open: Entry | undefined;
  for (const line of lines) {
    const [, name = "", parameters = "", value = ""] = /^([A-Za-z-]+)((?:;[^:]*)?):(.*)$/.exec(line) ?? [];
    if (/^BEGIN$/i.test(name) && /^VEVENT$/i.test(value)) open = new Map();
    else if (/^END$/i.test(name) && /^VEVENT$/i.test(value)) {
      if (open) entries.push(open);
      open = undefined;
    } else if (name !== "") open?.set(name.toUpperCase(), { parameters: parameters.toUpperCase(), value });
  }
  return entries;
}

function daysOf(entry: Entry): NewHoliday[] {
  const name = plain(entry.get("SUMMARY")?.value ?? "");
  const first = dayIn(entry.get("DTSTART"));
  // The end is the day after the last.
  const end = dayIn(entry.get("DTEND")) ?? (first === null ? null : first + DAY_MS);
  if (first === null || end === null || name === "" || /CANCELLED/i.test(entry.get("STATUS")?.value ?? "")) return [];
  const count = Math.max(1, Math.round((end - first) / DAY_MS));
  if (count > MOST_DAYS) return [];
  const rule = entry.get("RRULE")?.value ?? "";
  // "The last Monday of May" is another day each year.
  if (rule !== "" && !/^FREQ=YEARLY(?:;(?:INTERVAL=1|BYMONTH=\d+|BYMONTHDAY=\d+|WKST=\w\w))*$/i.test(rule)) return [];
  return Array.from({ length: count }, (_, index) => ({
    day: new Date(first + index * DAY_MS).toISOString().slice(0, 10),
    yearly: rule !== "",
    name,
  }));
}

/** A whole day: a date without a time, or a time that is midnight. */
function dayIn(property: { value: string } | undefined): number | null {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)(?:T000000Z?)?$/.exec(property?.value.trim() ?? "") ?? [];
  const text = `${year ?? ""}-${month ?? ""}-${day ?? ""}`;
  return isDay(text) ? Date.parse(text) : null;
}

function plain(text: string): string {
  return text
    .replace(/\\n/gi, " ")
    .replace(/\\([,;\\])/g, "$1")
    .trim()
    .slice(0, LONGEST_NAME);
}
