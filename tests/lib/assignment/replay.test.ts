import fc from "fast-check";
import { hoursOf, hoursWithin } from "@/lib/assignment/hours";
import { Agenda } from "@/lib/assignment/simulating/agenda";
import { Replay } from "@/lib/assignment/simulating/replay";
import type { Desk, Person, PreparedRule } from "@/lib/assignment/desk";
import type { PastLead } from "@/lib/assignment/simulating/replay";
import type { WorkingCalendar } from "@/lib/calendar/working-time/schema";

const HOUR = 3_600_000;
const MONDAY = Date.UTC(2026, 10, 23);
const WEEKDAYS: WorkingCalendar = {
  timeZone: "UTC",
  week: [...Array.from({ length: 5 }, () => [[540, 1080] as const]), [], []],
  holidays: [],
  leave: [],
};

const person = (id: string): Person => ({ id, active: true, works: true, everywhere: true, companyIds: [] });

function deskOf(more: Partial<PreparedRule> = {}, calendars = new Map<string, WorkingCalendar>(), cap?: number): Desk {
  const rule: PreparedRule = {
    ...{ id: "rule", name: "Rule", place: 1, condition: { all: [] }, matches: () => true },
    ...{ pool: { userIds: ["ana", "luis"], companyIds: [], ownCompany: false }, method: "roundRobin", weights: {} },
    ...{ cap: null, remind: null, takeBack: null },
    ...more,
  };
  return {
    ...{ version: 0, rules: [rule], caps: { everybody: cap ?? null, people: {} }, open: new Map(), turns: new Map() },
    people: new Map(["ana", "luis"].map((id) => [id, person(id)])),
    results: new Map(),
    hours: hoursWithin(calendars, new Date(MONDAY), new Date(MONDAY + 400 * HOUR)),
    waiting: new Map(),
  };
}

const lead = (at: number, more: Partial<PastLead> = {}): PastLead => ({
  ...{ at, rule: 1, companyId: "company", leadTypeId: "type", ownerId: "ana", openFor: null },
  ...more,
});

test("past leads are given as they would be given for real, and what no rule speaks of stays whose it is", () => {
  const replay = new Replay(deskOf(), { offset: 0, before: [] });
  for (let n = 0; n < 5; n++) replay.arrive(lead(MONDAY + n * HOUR));
  replay.arrive(lead(MONDAY + 6 * HOUR, { rule: 0 }));
  expect(replay.end(MONDAY + 7 * HOUR)).toMatchObject({ waited: 0 });
  expect(Object.fromEntries(replay.given)).toStrictEqual({ ana: 4, luis: 2 });
  expect(replay.unspoken).toBe(1);
});

test("a lead of the night waits until somebody's hours begin", () => {
  const calendars = new Map([
    ["ana", WEEKDAYS],
    ["luis", WEEKDAYS],
  ]);
  const replay = new Replay(deskOf({}, calendars), { offset: 0, before: [] });
  replay.arrive(lead(MONDAY + 20 * HOUR));
  replay.arrive(lead(MONDAY + 34 * HOUR));
  expect(replay.end(MONDAY + 40 * HOUR)).toStrictEqual({
    ...{ waited: 1, waiting: 0, medianWait: 13 * 60, longestWait: 13 * 60 },
  });
});

test("with a cap a lead waits until another is closed, and what somebody had before counts in", () => {
  const before = [{ ownerId: "luis", closed: MONDAY + 3 * HOUR, count: 1 }];
  const replay = new Replay(deskOf({}, new Map(), 1), { offset: 0, before });
  replay.arrive(lead(MONDAY, { openFor: 5 * HOUR }));
  replay.arrive(lead(MONDAY + HOUR));
  replay.arrive(lead(MONDAY + 2 * HOUR));
  replay.arrive(lead(MONDAY + 6 * HOUR));
  const { waited, waiting } = replay.end(MONDAY + 7 * HOUR);
  expect(Object.fromEntries(replay.given)).toStrictEqual({ ana: 2, luis: 1 });
  expect({ waited, waiting }).toStrictEqual({ waited: 3, waiting: 1 });
});

test("whoever starts first doesn't get the whole night's leads: they are shared with those who begin soon", () => {
  const later = { ...WEEKDAYS, week: [...Array.from({ length: 5 }, () => [[600, 1080] as const]), [], []] };
  const calendars = new Map([
    ["ana", WEEKDAYS],
    ["luis", later],
  ]);
  const replay = new Replay(deskOf({}, calendars), { offset: 0, before: [] });
  for (let n = 0; n < 10; n++) replay.arrive(lead(MONDAY + 2 * HOUR + n));
  expect(replay.end(MONDAY + 12 * HOUR)).toMatchObject({ waited: 10, waiting: 0 });
  expect(Object.fromEntries(replay.given)).toStrictEqual({ ana: 5, luis: 5 });
});

test("calendars read once say the same as calendars asked each time", () => {
  const away = { ...WEEKDAYS, leave: [{ from: "2026-11-25", to: "2026-11-26" }] };
  const calendars = new Map([
    ["ana", WEEKDAYS],
    ["luis", away],
  ]);
  const [slow, quick] = [hoursOf(calendars), hoursWithin(calendars, new Date(MONDAY), new Date(MONDAY + 400 * HOUR))];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 250 * 60 }), fc.constantFrom("ana", "luis", "nobody"), (minutes, id) => {
      const at = new Date(MONDAY + minutes * 60_000);
      expect(quick.absence(id, at)).toBe(slow.absence(id, at));
      expect(quick.nextStart(id, at)).toBe(slow.nextStart(id, at));
    }),
  );
});

test("an agenda gives back what is soonest", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 })), (times) => {
      const agenda = new Agenda<number>();
      for (const time of times) agenda.add(time, time);
      const taken = times.map(() => agenda.take());
      expect(taken).toStrictEqual([...times].sort((a, b) => a - b));
      expect(agenda.take()).toBeUndefined();
    }),
  );
});
