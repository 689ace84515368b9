import { daysBack, meetsHoliday, piecesOf } from "@/lib/intake/watching/pieces";
import type { WorkingCalendar } from "@/lib/calendar/working-time/schema";

const ZONE = "America/Argentina/Buenos_Aires";
const OFFICE = [[540, 1080]] as const;
const calendar: WorkingCalendar = {
  timeZone: ZONE,
  week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
  holidays: [
    { day: "2026-11-25", yearly: false },
    { day: "2026-11-28", yearly: false },
  ],
  leave: [],
};
const at = (text: string) => new Date(text);

test("a time without a holiday is one piece, weekends in it too", () => {
  const span = { from: at("2026-11-20T12:00:00Z"), to: at("2026-11-24T12:00:00Z") };
  expect(piecesOf(span, ZONE, calendar)).toStrictEqual([{ ...span, restDays: null }]);
});

test("a holiday is a piece of its own, by the site's clock, and like the Sunday before", () => {
  const pieces = piecesOf({ from: at("2026-11-24T12:00:00Z"), to: at("2026-11-26T12:00:00Z") }, ZONE, calendar);
  expect(pieces.map(({ from, restDays }) => [from.toISOString(), restDays])).toStrictEqual([
    ["2026-11-24T12:00:00.000Z", null],
    ["2026-11-25T03:00:00.000Z", 3],
    ["2026-11-26T03:00:00.000Z", null],
  ]);
  const back = pieces.map((piece) => [0, 1, 2].map((weeks) => daysBack(piece, weeks)));
  expect(back).toStrictEqual([
    [0, 7, 14],
    [0, 3, 10],
    [0, 7, 14],
  ]);
});

test("a week in which the same day was a holiday isn't asked; a Saturday is one anyway", () => {
  const piece = { from: at("2026-12-02T12:00:00Z"), to: at("2026-12-02T18:00:00Z"), restDays: null };
  expect([0, 1, 2].map((weeks) => meetsHoliday(piece, weeks, ZONE, calendar))).toStrictEqual([false, true, false]);
  const saturday = { from: at("2026-12-05T12:00:00Z"), to: at("2026-12-05T18:00:00Z"), restDays: null };
  expect(meetsHoliday(saturday, 1, ZONE, calendar)).toBe(false);
});
