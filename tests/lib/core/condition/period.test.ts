import fc from "fast-check";
import { firstDayFrom, periodOf } from "@/lib/core/condition/period";
import { openScratchSchema } from "@/tests/support/scratch-schema";
import type { DateValue } from "@/lib/core/condition/schema";

const relative = (unit: "hour" | "day" | "week" | "month" | "year", offset: number, count = 1): DateValue => ({
  relative: { unit, offset, count },
});

type Case = [what: string, zone: string, now: string, value: DateValue, start: string, end: string];
const CASES: Case[] = [
  [
    "a day",
    "America/Argentina/Buenos_Aires",
    "2024-01-01T00:00Z",
    "2024-02-29",
    "2024-02-29T03:00Z",
    "2024-03-01T03:00Z",
  ],
  [
    "a day at an odd offset",
    "Asia/Kathmandu",
    "2024-01-01T00:00Z",
    "2024-02-29",
    "2024-02-28T18:15Z",
    "2024-02-29T18:15Z",
  ],
  ["a day of 23 hours", "Europe/Madrid", "2024-01-01T00:00Z", "2024-03-31", "2024-03-30T23:00Z", "2024-03-31T22:00Z"],
  ["a day of 25 hours", "Europe/Madrid", "2024-01-01T00:00Z", "2024-10-27", "2024-10-26T22:00Z", "2024-10-27T23:00Z"],
  [
    "a day without midnight",
    "America/Sao_Paulo",
    "2024-01-01T00:00Z",
    "2018-11-04",
    "2018-11-04T03:00Z",
    "2018-11-05T02:00Z",
  ],
  [
    "the day before one without midnight",
    "America/Sao_Paulo",
    "2024-01-01T00:00Z",
    "2018-11-03",
    "2018-11-03T03:00Z",
    "2018-11-04T03:00Z",
  ],
  [
    "a day that ends twice",
    "America/Sao_Paulo",
    "2024-01-01T00:00Z",
    "2018-02-17",
    "2018-02-17T02:00Z",
    "2018-02-18T03:00Z",
  ],
  [
    "a day with two midnights",
    "America/Havana",
    "2024-01-01T00:00Z",
    "2023-11-05",
    "2023-11-05T04:00Z",
    "2023-11-06T05:00Z",
  ],
  [
    "a moment",
    "Asia/Kathmandu",
    "2024-01-01T00:00Z",
    "2024-02-29T10:00:00+05:45",
    "2024-02-29T04:15Z",
    "2024-02-29T04:15:00.001Z",
  ],
  [
    "today, by the zone's day and not UTC's",
    "America/Sao_Paulo",
    "2024-03-01T01:00Z",
    relative("day", 0),
    "2024-02-29T03:00Z",
    "2024-03-01T03:00Z",
  ],
  ["yesterday", "Asia/Kathmandu", "2024-03-01T01:00Z", relative("day", -1), "2024-02-28T18:15Z", "2024-02-29T18:15Z"],
  [
    "the last seven days over a change",
    "Europe/Madrid",
    "2024-04-02T10:00Z",
    relative("day", -6, 7),
    "2024-03-26T23:00Z",
    "2024-04-02T22:00Z",
  ],
  [
    "the day after one without midnight",
    "America/Sao_Paulo",
    "2018-11-04T12:00Z",
    relative("day", 1),
    "2018-11-05T02:00Z",
    "2018-11-06T02:00Z",
  ],
  [
    "this week, from Monday, on a Sunday",
    "Europe/Madrid",
    "2024-03-31T10:00Z",
    relative("week", 0),
    "2024-03-24T23:00Z",
    "2024-03-31T22:00Z",
  ],
  [
    "last week, on a Monday",
    "Europe/Madrid",
    "2024-04-01T10:00Z",
    relative("week", -1),
    "2024-03-24T23:00Z",
    "2024-03-31T22:00Z",
  ],
  [
    "last month, on the 31st",
    "America/Argentina/Buenos_Aires",
    "2024-03-31T12:00Z",
    relative("month", -1),
    "2024-02-01T03:00Z",
    "2024-03-01T03:00Z",
  ],
  [
    "this year",
    "America/Argentina/Buenos_Aires",
    "2024-03-31T12:00Z",
    relative("year", 0),
    "2024-01-01T03:00Z",
    "2025-01-01T03:00Z",
  ],
  [
    "the last 24 hours over a change",
    "Europe/Madrid",
    "2024-03-31T10:00Z",
    relative("hour", -24, 24),
    "2024-03-30T10:00Z",
    "2024-03-31T10:00Z",
  ],
];

test.each(CASES)("%s in %s at %s", (_what, timeZone, now, value, start, end) => {
  const period = periodOf(value, { now: new Date(now), timeZone });
  expect(period).toStrictEqual({ start: Date.parse(start), end: Date.parse(end) });
});

test.each([
  "",
  "2024",
  "2024-02-30",
  "2024-13-01",
  "0999-01-01",
  "2024-02-29T10:00:00",
  "2024-02-29T25:00:00Z",
  "2023-02-29T10:00:00Z",
  "now",
])("%j is no time", (value) => {
  expect(periodOf(value, { now: new Date(), timeZone: "UTC" })).toBeUndefined();
});

let scratch: Awaited<ReturnType<typeof openScratchSchema>>;
beforeAll(async () => {
  scratch = await openScratchSchema("period");
});
afterAll(() => scratch.close());

const ZONES = [
  "America/Argentina/Buenos_Aires",
  "America/Sao_Paulo",
  "America/Havana",
  "Asia/Kathmandu",
  "Europe/Madrid",
  "Australia/Lord_Howe",
];
const units = ["day", "week", "month", "year"] as const;

type Asked = { now: string; at: string; zone: string; unit: (typeof units)[number] };
type Answer = { same: boolean; day: string };

async function askPostgres(asked: Asked[]): Promise<Answer[]> {
  const { rows } = await scratch.pool.query<Answer>(
    `select date_trunc(unit, at at time zone zone) = date_trunc(unit, now at time zone zone) as same,
       to_char(at at time zone zone, 'YYYY-MM-DD') as day
     from json_to_recordset($1) as t(now timestamptz, at timestamptz, zone text, unit text)`,
    [JSON.stringify(asked)],
  );
  return rows;
}

function contains(value: DateValue, { now, at, zone }: Asked): boolean {
  const period = periodOf(value, { now: new Date(now), timeZone: zone });
  return period !== undefined && period.start <= Date.parse(at) && Date.parse(at) < period.end;
}

const isOnDay = (one: Asked, answer: Answer | undefined) => answer !== undefined && contains(answer.day, one);

test("a moment lies in the day, week, month and year in which PostgreSQL puts it", async () => {
  const date = fc.date({ min: new Date("1995-01-01"), max: new Date("2026-01-01"), noInvalidDate: true });
  const asked = fc
    .sample(
      fc.record({
        now: date,
        days: fc.double({ min: -40, max: 40, noNaN: true }),
        zone: fc.constantFrom(...ZONES),
        unit: fc.constantFrom(...units),
      }),
      2000,
    )
    .map(({ now, days, zone, unit }): Asked => ({
      now: now.toISOString(),
      at: new Date(now.getTime() + Math.round(days * 86_400_000)).toISOString(),
      zone,
      unit,
    }));
  const answers = await askPostgres(asked);
  const ours = asked.map((one) => contains({ relative: { unit: one.unit, offset: 0 } }, one));
  expect(ours).toStrictEqual(answers.map((answer) => answer.same));
  expect(answers.filter((answer) => answer.same).length).toBeGreaterThan(100);
  expect(asked.filter((one, index) => !isOnDay(one, answers[index]))).toStrictEqual([]);
});

test("a moment's bound among days is the first day that doesn't start before it", () => {
  expect(firstDayFrom(Date.parse("2018-11-04T03:00Z"), "America/Sao_Paulo")).toBe("2018-11-04");
  expect(firstDayFrom(Date.parse("2018-11-04T03:00:00.001Z"), "America/Sao_Paulo")).toBe("2018-11-05");
  expect(firstDayFrom(Date.parse("2018-11-04T02:59:59.999Z"), "America/Sao_Paulo")).toBe("2018-11-04");
});
