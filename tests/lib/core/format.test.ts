import {
  formatBytes,
  formatDate,
  formatDateTime,
  formatDuration,
  formatHours,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPlaceInList,
  formatRelative,
  formatWait,
} from "@/lib/core/format";
import { formatPhone } from "@/lib/core/format-phone";

const inBuenosAires = { locale: "es", timeZone: "America/Argentina/Buenos_Aires" };
const inLondon = { locale: "en", timeZone: "Europe/London" };

// Intl puts narrow and no-break spaces where a test would type a plain one.
function plain(text: string) {
  return text.replaceAll(/\s/g, " ");
}

test("shows a moment in the zone it is asked for, not the machine’s", () => {
  expect(formatDateTime("2026-11-23T01:30:00Z", inBuenosAires)).toBe("22 nov 2026, 22:30");
  expect(formatDateTime("2026-11-23T01:30:00Z", inLondon)).toBe("23 Nov 2026, 01:30");
  expect(formatDate("2026-11-23T01:30:00Z", inBuenosAires)).toBe("22 nov 2026");
});

test("midnight is 00:00, in both languages", () => {
  expect(formatDateTime("2026-11-23T03:00:00Z", inBuenosAires)).toContain("00:00");
  expect(formatDateTime("2026-11-23T00:00:00Z", inLondon)).toContain("00:00");
});

test("what isn’t a moment is a dash", () => {
  expect(formatDate(null, inLondon)).toBe("–");
  expect(formatDate("yesterday-ish", inLondon)).toBe("–");
});

test("a zone is shown by its city and offset, alike wherever it is made", () => {
  const on = "2026-11-29T12:00:00Z";
  expect(formatPlaceInList(on, "America/Argentina/Buenos_Aires")).toBe("Buenos Aires (GMT-3)");
  expect(formatPlaceInList(on, "Asia/Kathmandu")).toBe("Kathmandu (GMT+5:45)");
  expect(formatPlaceInList(on, "Europe/London")).toBe("London (GMT)");
  expect(formatPlaceInList("2026-07-01T12:00:00Z", "Europe/London")).toBe("London (GMT+1)");
  expect(formatPlaceInList(on, "UTC")).toBe("UTC (GMT)");
  expect(formatPlaceInList(on, "America/St_Johns")).toBe("St Johns (GMT-3:30)");
  expect(formatPlaceInList(on, "Mars/Olympus_Mons")).toBe("Olympus Mons");
});

test("words how long ago against the moment it is given", () => {
  const now = "2026-11-23T12:00:00Z";
  expect(formatRelative("2026-11-23T11:59:40Z", now, inLondon)).toBe("now");
  expect(plain(formatRelative("2026-11-23T11:10:00Z", now, inLondon))).toBe("50 min ago");
  expect(plain(formatRelative("2026-11-23T14:10:00Z", now, inBuenosAires))).toBe("dentro de 2 h");
  expect(formatRelative("2026-11-22T11:00:00Z", now, inBuenosAires)).toBe("ayer");
  expect(plain(formatRelative("2026-11-15T11:00:00Z", now, inBuenosAires))).toBe("hace 1 semana");
  expect(formatRelative("2026-04-01T11:00:00Z", now, inBuenosAires)).toBe("hace 7 meses");
});

test("from one day on the calendar of whoever reads counts, not the hours", () => {
  const sunday = "2026-11-29T04:07:00Z"; // 01:07 in Buenos Aires
  const ago = (value: string) => formatRelative(value, sunday, inBuenosAires);
  expect(plain(ago("2026-11-28T04:08:00Z"))).toBe("hace 23 h");
  expect(ago("2026-11-28T04:07:00Z")).toBe("ayer");
  expect(ago("2026-11-28T03:01:00Z")).toBe("ayer");
  expect(ago("2026-11-28T02:59:00Z")).toBe("anteayer");
  expect(ago("2026-11-27T12:53:00Z")).toBe("anteayer");
  expect(plain(ago("2026-11-26T22:00:00Z"))).toBe("hace 3 días");
  expect(plain(ago("2026-11-23T02:59:00Z"))).toBe("hace 1 semana");
  expect(plain(ago("2026-11-23T03:01:00Z"))).toBe("hace 6 días");
  expect(plain(formatRelative("2026-10-31T12:00:00Z", sunday, inLondon))).toBe("4 weeks ago");
  expect(plain(formatRelative("2026-10-30T23:00:00Z", sunday, inLondon))).toBe("1 month ago");
});

test("what is to come is counted on the same calendar", () => {
  const late = "2026-11-27T23:30:00Z";
  expect(formatRelative("2026-11-29T00:30:00Z", late, inLondon)).toBe("in 2 days");
  expect(plain(formatRelative("2026-11-28T23:29:00Z", late, inLondon))).toBe("in 23 hr");
  expect(formatRelative("2026-11-28T23:30:00Z", late, inLondon)).toBe("tomorrow");
  // 20:30 in Buenos Aires.
  expect(formatRelative("2026-11-29T00:30:00Z", late, inBuenosAires)).toBe("mañana");
  expect(formatRelative("2026-11-29T03:30:00Z", late, inBuenosAires)).toBe("pasado mañana");
});

test("the same two moments are yesterday here and the day before yesterday there", () => {
  const [then, now] = ["2026-11-27T14:00:00Z", "2026-11-28T15:00:00Z"];
  expect(formatRelative(then, now, { locale: "es", timeZone: "America/Argentina/Buenos_Aires" })).toBe("ayer");
  expect(formatRelative(then, now, { locale: "es", timeZone: "Asia/Tokyo" })).toBe("anteayer");
});

test("a day of 23 or 25 hours is one day; 24 hours within one are hours", () => {
  // The clocks of Madrid go back at 01:00 UTC of the 25th of October, and forward at 01:00 UTC of the 28th of March.
  const madrid = { locale: "es", timeZone: "Europe/Madrid" };
  expect(plain(formatRelative("2026-10-24T22:10:00Z", "2026-10-25T22:30:00Z", madrid))).toBe("hace 24 h");
  expect(formatRelative("2026-10-24T21:50:00Z", "2026-10-25T22:30:00Z", madrid)).toBe("ayer");
  expect(formatRelative("2026-10-24T22:10:00Z", "2026-10-26T23:00:00Z", madrid)).toBe("anteayer");
  expect(formatRelative("2027-03-27T22:50:00Z", "2027-03-28T22:55:00Z", madrid)).toBe("anteayer");
  expect(formatRelative("2027-03-27T23:10:00Z", "2027-03-28T23:20:00Z", madrid)).toBe("ayer");
});

test("no distance ends in a full stop, which a sentence brings itself", () => {
  const now = Date.parse("2026-11-23T12:00:00Z");
  const hour = 3_600_000;
  const distances = [0, 0.1, 5, 30, 60, 24 * 8, 24 * 20, 24 * 45, 24 * 200, 24 * 400, 24 * 900].map((n) => n * hour);
  for (const to of [inBuenosAires, inLondon]) {
    for (const distance of distances) {
      for (const at of [now - distance, now + distance]) {
        expect(formatRelative(at, now, to)).not.toMatch(/\.$/);
      }
    }
  }
});

test.each([
  [0, "0 s"],
  [59, "59 s"],
  [5400, "1 h 30 min"],
  [3900, "1 h 5 min"],
  [3600, "1 h"],
  [190_000, "2 days 4 h"],
])("words %d seconds by its two largest units", (seconds, text) => {
  expect(plain(formatDuration(seconds, inLondon))).toBe(text);
  expect(plain(formatDuration(seconds, inBuenosAires))).toBe(text.replace("days", "días"));
});

test.each([
  [1, "1 second", "1 segundo"],
  [58.2, "59 seconds", "59 segundos"],
  [59.2, "1 minute", "1 minuto"],
  [60, "1 minute", "1 minuto"],
  [61, "2 minutes", "2 minutos"],
  [3540, "59 minutes", "59 minutos"],
  [3567, "1 hour", "1 hora"],
  [3601, "61 minutes", "61 minutos"],
  [7201, "3 hours", "3 horas"],
])("words a wait of %d seconds in one unit, rounded up", (seconds, english, spanish) => {
  expect(plain(formatWait(seconds, inLondon))).toBe(english);
  expect(plain(formatWait(seconds, inBuenosAires))).toBe(spanish);
});

test.each([
  [0, "0 min"],
  [59.6, "1 h"],
  [125, "2 h 5 min"],
  [4800, "80 h"],
])("words %d minutes of work in hours, never in days", (minutes, text) => {
  expect(plain(formatHours(minutes, inLondon))).toBe(text);
});

test("numbers and money follow the language; money comes in cents", () => {
  expect(formatNumber(1234.5, inBuenosAires)).toBe("1.234,5");
  expect(formatNumber(1234.5, inLondon)).toBe("1,234.5");
  expect(plain(formatMoney(123_450, "ARS", inBuenosAires))).toBe("$ 1.234,50");
  expect(plain(formatMoney(123_400n, "USD", inBuenosAires))).toBe("US$ 1.234");
  expect(plain(formatMoney(-5, "ARS", inLondon))).toBe("-ARS 0.05");
  expect(plain(formatPercent(0.254, inBuenosAires, 1))).toBe("25,4%");
  expect(plain(formatBytes(1.5 * 1024 ** 2, inLondon))).toBe("1.5 MB");
  expect(plain(formatBytes(20 * 1024 ** 2, inBuenosAires))).toBe("20 MB");
  expect(plain(formatBytes(740, inBuenosAires))).toBe("740 bytes");
  expect(plain(formatBytes(1, inLondon))).toBe("1 byte");
});

test("a part is never shown as nothing nor as the whole", () => {
  const share = (part: number, whole: number, digits = 0) => formatPercent(part / whole, inBuenosAires, digits);
  expect(share(1, 415)).toBe("<1%");
  expect(share(414, 415)).toBe(">99%");
  expect(share(1, 5000, 1)).toBe("<0,1%");
  expect(share(4999, 5000, 1)).toBe(">99,9%");
  expect(share(0, 415)).toBe("0%");
  expect(share(415, 415)).toBe("100%");
  expect(share(1, 200)).toBe("1%");
  expect(share(199, 200)).toBe(">99%");
  expect(share(197, 200)).toBe("99%");
  expect(share(414, 415, 1)).toBe("99,8%");
});

test("a phone is shown as it is dialled from home, else internationally; what isn’t one stays as it is", () => {
  expect(formatPhone("+541143210000", "AR")).toBe("011 4321-0000");
  expect(formatPhone("+541143210000", "UY")).toBe("+54 11 4321 0000");
  expect(formatPhone("no phone", "AR")).toBe("no phone");
});
