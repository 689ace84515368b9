import { wallClock } from "@/lib/core/wall-time";

/** Where and for whom something is shown: the user's language and time zone. */
export type FormatFor = { locale: string; timeZone: string };

type Instant = Date | string | number;

// Both languages are read in Argentina: day before month and a 24-hour clock in English too.
const REGION: Record<string, string> = { es: "es-AR", en: "en-GB" };

const NO_VALUE = "–";

/** 23 Nov 2026 */
export function formatDate(value: Instant | null | undefined, to: FormatFor) {
  return formatInstant(value, to, { day: "numeric", month: "short", year: "numeric" });
}

/** 23 Nov */
export function formatDay(value: Instant | null | undefined, to: FormatFor) {
  return formatInstant(value, to, { day: "numeric", month: "short" });
}

/** 23 Nov 2026, 14:05 */
export function formatDateTime(value: Instant | null | undefined, to: FormatFor) {
  return formatInstant(value, to, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
}

/** GMT-3: the zone that a time is told in, where that could be doubted. */
export function formatZone(value: Instant, { locale, timeZone }: FormatFor) {
  const parts = dateFormat({ locale, timeZone }, { timeZoneName: "shortOffset" }).formatToParts(new Date(value));
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** Buenos Aires (GMT-3): a zone by its city, as people know it. */
export function formatPlace(value: Instant, { locale, timeZone }: FormatFor) {
  return `${cityOf(timeZone)} (${formatZone(value, { locale, timeZone })})`;
}

/** The same of one among hundreds: each formatter is large, and none is kept. Any server and browser write it alike. */
export function formatPlaceInList(value: Instant, timeZone: string) {
  try {
    const text = new Date(value).toLocaleDateString("en-US", { timeZone, timeZoneName: "longOffset" });
    const [, sign = "", hours = "", minutes = ""] = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(text) ?? [];
    const offset =
      Number(hours + minutes) === 0 ? "" : `${sign}${Number(hours)}${minutes === "00" ? "" : `:${minutes}`}`;
    return `${cityOf(timeZone)} (GMT${offset})`;
  } catch {
    // A zone that this browser doesn't know yet.
    return cityOf(timeZone);
  }
}

/** America/Argentina/Buenos_Aires → Buenos Aires */
export function cityOf(timeZone: string) {
  return timeZone.split("/").at(-1)?.replaceAll("_", " ") ?? timeZone;
}

type Step = [Intl.RelativeTimeFormatUnit, number];

const DAY_MS = 86_400_000;
const IN_DAYS: Step[] = [
  ["year", 365],
  ["month", 30],
  ["week", 7],
  ["day", 1],
];
const IN_SECONDS: Step[] = [
  ["hour", 3_600],
  ["minute", 60],
];

/**
 * 5 min ago, in 3 days; `now` is given, so that server and browser word it alike. From one day on the reader's calendar
 * counts: what came on Friday morning was the day before yesterday all Sunday.
 */
export function formatRelative(value: Instant, now: Instant, to: FormatFor) {
  const [at, from] = [new Date(value).getTime(), new Date(now).getTime()];
  const words = ([unit, size]: Step, amount: number) =>
    relativeFormat(to.locale, unit).format(Math.trunc(amount / size), unit);
  if (Math.abs(at - from) >= DAY_MS) {
    const wall = wallClock(to.timeZone);
    const days = Math.floor(wall(at) / DAY_MS) - Math.floor(wall(from) / DAY_MS);
    const inDays = IN_DAYS.find(([, size]) => Math.abs(days) >= size);
    // None on the day of 25 hours, from its first hour to its last.
    if (inDays) return words(inDays, days);
  }
  const seconds = (at - from) / 1000;
  const inSeconds = IN_SECONDS.find(([, size]) => Math.abs(seconds) >= size);
  return inSeconds ? words(inSeconds, seconds) : relativeFormat(to.locale, "second").format(0, "second");
}

// As they are written in both languages; Intl's short English is "1 hr, 30 mins", and its narrow one "1h 30m".
const SIGNS = { hour: "h", minute: "min", second: "s" } as const;

function formatUnit(amount: number, unit: keyof typeof SIGNS | "day", to: Pick<FormatFor, "locale">): string {
  if (unit === "day") return numberFormat(to.locale, { style: "unit", unit, unitDisplay: "long" }).format(amount);
  return `${formatNumber(amount, to)}\u00A0${SIGNS[unit]}`;
}

/** 90 min → 1 h 30 min; at most the two largest units. */
export function formatDuration(seconds: number, to: Pick<FormatFor, "locale">, parts = 2) {
  const units = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
    ["second", 1],
  ] as const;
  const first = units.findIndex(([, size]) => seconds >= size);
  const from = first === -1 ? units.length - 1 : first;
  let rest = Math.max(0, Math.round(seconds));
  return units
    .slice(from, from + parts)
    .map(([unit, size]) => {
      const amount = Math.floor(rest / size);
      rest -= amount * size;
      return { unit, amount };
    })
    .filter(({ amount }, index) => amount > 0 || index === 0)
    .map(({ unit, amount }) => formatUnit(amount, unit, to))
    .join(" ");
}

/** 3567 s → 1 hour: how long one still has to wait, in one unit and never too short. */
export function formatWait(seconds: number, to: Pick<FormatFor, "locale">) {
  const minutes = Math.ceil(seconds / 60);
  const words = (amount: number, unit: string) =>
    numberFormat(to.locale, { style: "unit", unit, unitDisplay: "long" }).format(amount);
  if (seconds <= 59) return words(Math.max(1, Math.ceil(seconds)), "second");
  // A little more than an hour isn't two of them.
  if (minutes < 120 && minutes !== 60) return words(minutes, "minute");
  return words(Math.ceil(minutes / 60), "hour");
}

/** 500 min of work → 8 h 20 min: a working day has no 24 hours, so that days aren't counted. */
export function formatHours(minutes: number, to: Pick<FormatFor, "locale">) {
  const whole = Math.round(minutes);
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return formatUnit(rest, "minute", to);
  const inHours = formatUnit(hours, "hour", to);
  return rest === 0 ? inHours : `${inHours} ${formatUnit(rest, "minute", to)}`;
}

export function formatNumber(
  value: number | bigint,
  to: Pick<FormatFor, "locale">,
  options: Intl.NumberFormatOptions = {},
) {
  return numberFormat(to.locale, options).format(value);
}

/** 0.254 → 25.4%. A part is never rounded to nothing nor to the whole: 1 of 415 is <1%, 414 of them are >99%. */
export function formatPercent(fraction: number, to: Pick<FormatFor, "locale">, digits = 0) {
  const format = numberFormat(to.locale, { style: "percent", maximumFractionDigits: digits });
  const [step, isPart] = [0.01 / 10 ** digits, fraction > 0 && fraction < 1];
  if (isPart && fraction < step / 2) return `<${format.format(step)}`;
  if (isPart && fraction >= 1 - step / 2) return `>${format.format(1 - step)}`;
  return format.format(fraction);
}

/** Money is whole cents and a currency; whole amounts are shown without cents. */
export function formatMoney(cents: number | bigint, currency: string, to: Pick<FormatFor, "locale">) {
  const whole = typeof cents === "bigint" ? cents % 100n === 0n : cents % 100 === 0;
  return numberFormat(to.locale, { style: "currency", currency, minimumFractionDigits: whole ? 0 : 2 }).format(
    Number(cents) / 100,
  );
}

/** 1536 → 1.5 kB, 740 → 740 bytes. A kB has 1,024, as in every limit that is told: a file of just 20 MB says so. */
export function formatBytes(bytes: number, to: Pick<FormatFor, "locale">) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const unit = units[power] ?? "byte";
  return numberFormat(to.locale, {
    style: "unit",
    unit,
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: 1,
  }).format(bytes / 1024 ** power);
}

function formatInstant(value: Instant | null | undefined, to: FormatFor, options: Intl.DateTimeFormatOptions) {
  if (value === null || value === undefined) return NO_VALUE;
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return NO_VALUE;
  // "22 de nov de 2026" is how Spanish reads it aloud; a column has no room for it.
  return dateFormat(to, options)
    .formatToParts(date)
    .map(({ type, value: text }) => (type === "literal" && text === " de " ? " " : text))
    .join("");
}

// Making an Intl formatter costs more than a hundred uses of it, and a table formats hundreds of cells.
const made = new Map<string, unknown>();

function kept<T>(key: string, make: () => T): T {
  const known = made.get(key);
  if (known !== undefined) return known as T;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

function region(locale: string) {
  return REGION[locale] ?? locale;
}

function dateFormat({ locale, timeZone }: FormatFor, options: Intl.DateTimeFormatOptions) {
  return kept(
    `date ${locale} ${timeZone} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(region(locale), { ...options, timeZone }),
  );
}

function numberFormat(locale: string, options: Intl.NumberFormatOptions) {
  return kept(`number ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(region(locale), options));
}

/**
 * From weeks on in full: the short form of Spanish says "m" for months, "sem. pas." for a week ago, and its "sem." gives a
 * sentence that ends with it a second full stop.
 */
function relativeFormat(locale: string, unit: string) {
  const isLong = unit === "week" || unit === "month" || unit === "year";
  const style = isLong ? "long" : "short";
  const numeric = isLong ? "always" : "auto";
  return kept(
    `relative ${locale} ${style} ${numeric}`,
    () => new Intl.RelativeTimeFormat(region(locale), { numeric, style }),
  );
}
