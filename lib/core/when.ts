import { offsetAtWall } from "@/lib/core/wall-time";

export type WhenOptions = {
  /** Zone of a time that has no offset of its own: the site's, or "UTC" for plugins that send UTC. */
  timeZone: string;
  /** How an ambiguous 05/12/2026 is meant. */
  order: "dmy" | "mdy" | "ymd";
};

export type When = {
  /** ISO 8601 with offset. A date without a time of day is midnight in the zone. */
  iso: string;
  /** How the zone was known. */
  basis: "offset" | "utc" | "site" | "epoch";
  hasTime: boolean;
};

// English, Spanish, Portuguese; the first letters that tell a month from any other word, accents removed.
const MONTHS: [RegExp, number][] = [
  [/^(?:jan(?:uary|eiro)?|ene(?:ro)?)$/, 1],
  [/^(?:feb(?:ruary|rero)?|fev(?:ereiro)?)$/, 2],
  [/^(?:mar(?:ch|zo|co)?)$/, 3],
  [/^(?:apr(?:il)?|abr(?:il)?)$/, 4],
  [/^(?:may|mayo|mai|maio)$/, 5],
  [/^(?:jun(?:e|io|ho)?)$/, 6],
  [/^(?:jul(?:y|io|ho)?)$/, 7],
  [/^(?:aug(?:ust)?|ago(?:sto)?)$/, 8],
  [/^(?:sept?(?:ember|iembre)?|set(?:iembre|embro)?)$/, 9],
  [/^(?:oct(?:ober|ubre)?|out(?:ubro)?)$/, 10],
  [/^(?:nov(?:ember|iembre|embro)?)$/, 11],
  [/^(?:dec(?:ember)?|dic(?:iembre)?|dez(?:embro)?)$/, 12],
];

const WORDS =
  /^(?:de|del|of|a|as|la|las|at|em|en|on|o|el|the|t|h|hs|hrs|horas|min|st|nd|rd|th|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|lun|mie|jue|vie|sab|dom|lunes|martes|miercoles|jueves|viernes|sabado|domingo|seg|ter|qua|qui|sex|segunda|terca|quarta|quinta|sexta|feira)$/;

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[t\s]+(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/;
const CLOCK =
  /(?:^|[\s,t])(\d{1,2})\s?[:h]\s?(\d{2})(?:\s?:\s?(\d{2})(?:[.,]\d{1,9})?)?(?:\s?([ap])\.?\s?m\.?(?![a-z]))?/;
const HOUR = /(?:^|[\s,])(\d{1,2})\s?(?:([ap])\.?\s?m|h|hs|hrs|horas)\.?(?![a-z])/;
const ZONE = /\s(?:\(?(z|utc|gmt)\)?)?\s?([+-]\d{2}:?\d{2})?\s*$/;

type Clock = { hour: number; minute: number; second: number };

const two = (n: number) => String(n).padStart(2, "0");

function plain(raw: string): string {
  return raw.slice(0, 120).normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim().toLowerCase();
}

function readClock(hour: string, minute: string, second?: string, half?: string): Clock | null {
  let h = Number(hour);
  const clock = { hour: h, minute: Number(minute), second: Number(second ?? 0) };
  if (half) {
    if (h < 1 || h > 12) return null;
    h = (h % 12) + (half === "p" ? 12 : 0);
  }
  if (h > 23 || clock.minute > 59 || clock.second > 59) return null;
  return { ...clock, hour: h };
}

function takeClock(text: string): { clock: Clock | null; rest: string; zone: string | null } | null {
  const found = CLOCK.exec(text);
  if (found) {
    const clock = readClock(found[1] ?? "", found[2] ?? "", found[3], found[4]);
    if (!clock) return null;
    const after = text.slice(found.index + found[0].length);
    const zone = ZONE.exec(` ${after}`);
    const named = zone?.[2] ?? zone?.[1] ?? null;
    return { clock, rest: `${text.slice(0, found.index)} ${named ? "" : after}`, zone: named };
  }
  const hour = HOUR.exec(text);
  if (hour) {
    const clock = readClock(hour[1] ?? "", "0", undefined, hour[2]);
    if (!clock) return null;
    return { clock, rest: text.slice(0, hour.index) + text.slice(hour.index + hour[0].length), zone: null };
  }
  return { clock: null, rest: text, zone: null };
}

type Day = { year: number; month: number; day: number };

function fullYear(text: string): number {
  const year = Number(text);
  return text.length <= 2 ? 2000 + year : year;
}

function fromNumbers(parts: [string, string, string], order: WhenOptions["order"]): Day | null {
  const [a, b, c] = parts;
  if (a.length === 4) return { year: Number(a), month: Number(b), day: Number(c) };
  if (order === "ymd" && c.length <= 2) return { year: fullYear(a), month: Number(b), day: Number(c) };
  const first = Number(a);
  const second = Number(b);
  // A number above twelve can only be a day, whatever the site is set to.
  const monthFirst = second > 12 ? true : first <= 12 && order === "mdy";
  return { year: fullYear(c), month: monthFirst ? first : second, day: monthFirst ? second : first };
}

/** "(viernes)", "terca-feira", "hs.": it only stands beside the numbers. */
const isWord = (text: string) =>
  /[a-z]/.test(text) && text.split(/[^a-z0-9]+/).every((part) => part === "" || WORDS.test(part));

function readDay(text: string, order: WhenOptions["order"]): Day | null {
  const bare = text
    .split(/[\s,]+/)
    .filter((word) => !isWord(word))
    .join(" ")
    .replace(/[\s-]+$/, "");
  const numeric = /^(\d{1,4})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{2}|\d{4})$/.exec(bare.trim());
  if (numeric) return fromNumbers([numeric[1] ?? "", numeric[2] ?? "", numeric[3] ?? ""], order);
  let month: number | null = null;
  const numbers: string[] = [];
  for (const token of text.split(/[^a-z0-9]+/)) {
    const word = token.replace(/^(\d{1,2})(?:st|nd|rd|th)$/, "$1");
    if (word === "" || WORDS.test(word)) {
      // A weekday shared with a month's letters ("mar" is martes and marzo) is told by what is still missing.
    } else if (/^\d{1,4}$/.test(word)) numbers.push(word);
    else {
      const known = MONTHS.find(([pattern]) => pattern.test(word));
      if (!known) return null;
      month ??= known[1];
    }
  }
  const [a, b] = numbers;
  if (month === null || a === undefined || b === undefined || numbers.length !== 2) return null;
  return a.length === 4 ? { year: Number(a), month, day: Number(b) } : { year: fullYear(b), month, day: Number(a) };
}

function real({ year, month, day }: Day): boolean {
  if (year < 1970 || year > 2200 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function offsetText(minutes: number): string {
  const size = Math.abs(Math.trunc(minutes));
  return `${minutes < 0 ? "-" : "+"}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
}

function compose(day: Day, clock: Clock | null, zone: string | null, options: WhenOptions): When | null {
  if (!real(day)) return null;
  const { hour, minute, second } = clock ?? { hour: 0, minute: 0, second: 0 };
  const local = `${day.year}-${two(day.month)}-${two(day.day)}T${two(hour)}:${two(minute)}:${two(second)}`;
  const hasTime = clock !== null;
  if (zone) {
    const digits = /^([+-]\d{2}):?(\d{2})$/.exec(zone);
    return { iso: local + (digits ? `${digits[1] ?? ""}:${digits[2] ?? ""}` : "Z"), basis: "offset", hasTime };
  }
  if (options.timeZone === "UTC") return { iso: `${local}Z`, basis: "utc", hasTime };
  const wall = Date.UTC(day.year, day.month - 1, day.day, hour, minute, second);
  return { iso: local + offsetText(offsetAtWall(options.timeZone, wall)), basis: "site", hasTime };
}

function fromEpoch(text: string): When | null {
  const number = Number(text) * (text.length > 11 ? 1 : 1000);
  if (number < Date.UTC(2000, 0) || number > Date.UTC(2100, 0)) return null;
  return { iso: new Date(number).toISOString().replace(/\.\d{3}Z$/, "Z"), basis: "epoch", hasTime: true };
}

/**
 * Reads a moment as plugins and sites write it: ISO, SQL, numbers in the site's order, or words in English, Spanish or
 * Portuguese ("22 de novembro de 2026 14:34"). Null for what isn't one, `0000-00-00` and the 31st of February included.
 */
export function parseWhen(raw: string, options: WhenOptions): When | null {
  const text = plain(raw);
  if (/^\d{10}$|^\d{13}$/.test(text)) return fromEpoch(text);
  const iso = ISO.exec(text);
  if (iso) {
    const day = { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
    const clock = iso[4] === undefined ? null : readClock(iso[4], iso[5] ?? "0", iso[6]);
    if (iso[4] !== undefined && !clock) return null;
    return compose(day, clock, iso[7] ?? null, options);
  }
  const taken = takeClock(text);
  if (!taken) return null;
  const day = readDay(taken.rest.trim(), options.order);
  return day ? compose(day, taken.clock, taken.zone, options) : null;
}

/** True for a time of day alone, as "2:26 pm", "14:34" or "14h34". */
export function isClock(raw: string): boolean {
  const taken = takeClock(plain(raw));
  return taken?.clock != null && taken.rest.trim().replace(/^(?:h|hs|hrs)\.?$/, "") === "";
}
