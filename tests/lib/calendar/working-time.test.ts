import {
  addWorkingMinutes,
  dayAt,
  isDayOff,
  isWorking,
  nextWorking,
  workingMinutes,
} from "@/lib/calendar/working-time/schema";
import type { Week, WorkingCalendar } from "@/lib/calendar/working-time/schema";

const OFFICE = [
  [540, 780],
  [840, 1080],
] as const;
const WEEK: Week = [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []];
const NIGHTS: Week = Array.from({ length: 7 }, () => [
  [0, 360],
  [1320, 1440],
]);
const ALWAYS: Week = Array.from({ length: 7 }, () => [[0, 1440]]);
const NEVER: Week = Array.from({ length: 7 }, () => []);

const calendar = (timeZone: string, more: Partial<WorkingCalendar> = {}): WorkingCalendar => ({
  ...{ timeZone, week: WEEK, holidays: [], leave: [] },
  ...more,
});
const HERE = "America/Argentina/Buenos_Aires";
const at = (text: string) => new Date(text);

test.each([
  ["Friday morning", "2026-11-27T12:00:00-03:00", true],
  ["the moment it opens", "2026-11-27T09:00:00-03:00", true],
  ["the lunch break", "2026-11-27T13:30:00-03:00", false],
  ["the moment it closes", "2026-11-27T18:00:00-03:00", false],
  ["Saturday", "2026-11-28T11:00:00-03:00", false],
  ["Friday by the server's clock, Thursday night here", "2026-11-27T02:00:00Z", false],
])("works or not: %s", (_, moment, works) => {
  expect(isWorking(calendar(HERE), at(moment))).toBe(works);
});

test("work goes on now, after lunch, or on Monday", () => {
  const next = (moment: string) => nextWorking(calendar(HERE), at(moment))?.toISOString();
  expect(next("2026-11-27T10:10:10-03:00")).toBe("2026-11-27T13:10:10.000Z");
  expect(next("2026-11-27T13:30:00-03:00")).toBe("2026-11-27T17:00:00.000Z");
  expect(next("2026-11-27T18:00:00-03:00")).toBe("2026-11-30T12:00:00.000Z");
});

test("what ends with the day is due at its end, what doesn't goes on when the next begins", () => {
  const due = (minutes: number) => addWorkingMinutes(calendar(HERE), at("2026-11-27T17:30:00-03:00"), minutes);
  expect(due(0)).toStrictEqual(at("2026-11-27T20:30:00Z"));
  expect(due(30)).toStrictEqual(at("2026-11-27T21:00:00Z"));
  expect(due(31)).toStrictEqual(at("2026-11-30T12:01:00Z"));
  expect(due(30 + 480)).toStrictEqual(at("2026-11-30T21:00:00Z"));
});

function thereAndBack(one: WorkingCalendar, from: Date, minutes: number): number {
  const due = addWorkingMinutes(one, from, minutes);
  return due === null ? Number.NaN : workingMinutes(one, from, due);
}

test("adding and measuring are each other's way back", () => {
  const one = calendar("Europe/Madrid", { holidays: [{ day: "2026-03-31", yearly: false }] });
  for (let step = 0; step < 300; step++) {
    const from = at(new Date(Date.UTC(2026, 2, 20) + step * 3_777_777).toISOString());
    const minutes = 1 + ((step * 37) % 2000);
    expect(thereAndBack(one, from, minutes)).toBeCloseTo(minutes, 6);
  }
});

test("holidays, yearly or of one year, and leave have no hours", () => {
  const one = calendar(HERE, {
    holidays: [
      { day: "2000-12-25", yearly: true },
      { day: "2026-11-23", yearly: false },
    ],
    leave: [{ from: "2026-12-28", to: "2026-12-31" }],
  });
  const days = ["2026-11-23", "2025-11-24", "2026-12-25", "2028-12-25", "2026-12-24", "2026-12-28", "2026-12-31"];
  expect(days.map((day) => isDayOff(one, day))).toStrictEqual([true, false, true, true, false, true, true]);
  expect(isDayOff(one, "2026-11-28")).toBe(true);
  expect(addWorkingMinutes(one, at("2026-12-24T17:30:00-03:00"), 60)).toStrictEqual(at("2027-01-01T12:30:00Z"));
});

test("a day is the calendar's own, whatever day it is elsewhere", () => {
  expect(dayAt(calendar(HERE), at("2026-11-28T02:00:00Z"))).toBe("2026-11-27");
  expect(dayAt(calendar("Asia/Kathmandu"), at("2026-11-27T19:00:00Z"))).toBe("2026-11-28");
});

test("who never works has no next moment, and nothing is ever due", () => {
  const never = calendar(HERE, { week: NEVER });
  expect(isWorking(never, at("2026-11-27T12:00:00Z"))).toBe(false);
  expect(nextWorking(never, at("2026-11-27T12:00:00Z"))).toBeNull();
  expect(addWorkingMinutes(never, at("2026-11-27T12:00:00Z"), 1)).toBeNull();
  expect(workingMinutes(never, at("2026-11-27T12:00:00Z"), at("2027-11-27T12:00:00Z"))).toBe(0);
});

test("nothing was worked before it began", () => {
  expect(workingMinutes(calendar(HERE), at("2026-11-27T15:00:00Z"), at("2026-11-26T15:00:00Z"))).toBe(0);
});

describe("the night in which the clock changes", () => {
  test.each([
    ["Europe/Madrid", "forward", "2026-03-28T21:00:00Z", 7],
    ["Europe/Madrid", "back", "2026-10-24T20:00:00Z", 9],
    ["America/Santiago", "back, at midnight", "2026-04-05T00:00:00Z", 9],
    ["America/Santiago", "forward, at midnight", "2026-09-06T00:00:00Z", 7],
    [HERE, "not at all", "2026-10-25T01:00:00Z", 8],
  ])("%s, %s: a night shift is as long as it really is", (timeZone, _, from, hours) => {
    const one = calendar(timeZone, { week: NIGHTS });
    const until = new Date(at(from).getTime() + 14 * 3_600_000);
    expect(workingMinutes(one, at(from), until) / 60).toBe(hours);
  });

  test.each(["Europe/Madrid", "America/Santiago", "Asia/Kathmandu", HERE])(
    "%s: who always works misses no minute of the year and counts none twice",
    (timeZone) => {
      const one = calendar(timeZone, { week: ALWAYS });
      expect(workingMinutes(one, at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"))).toBe(365 * 1440);
    },
  );

  test("opening hours stay by the clock on the wall", () => {
    const one = calendar("Europe/Madrid");
    expect(nextWorking(one, at("2026-03-27T18:00:00Z"))).toStrictEqual(at("2026-03-30T07:00:00Z"));
    expect(nextWorking(one, at("2026-10-23T18:00:00Z"))).toStrictEqual(at("2026-10-26T08:00:00Z"));
  });

  test("what begins in the hour that doesn't happen begins after it", () => {
    const early: Week = Array.from({ length: 7 }, () => [[150, 300]]);
    const one = calendar("Europe/Madrid", { week: early });
    expect(nextWorking(one, at("2026-03-28T23:00:00Z"))).toStrictEqual(at("2026-03-29T01:30:00Z"));
    expect(workingMinutes(one, at("2026-03-28T23:00:00Z"), at("2026-03-29T12:00:00Z"))).toBe(90);
  });
});
