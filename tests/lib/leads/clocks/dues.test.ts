import { duesOf, NOTHING_KNOWN, NOTHING_TOLD, stillTold, untold } from "@/lib/leads/clocks/dues";
import type { Aim, ClockFacts } from "@/lib/leads/clocks/dues";
import type { WorkingCalendar } from "@/lib/calendar/working-time/schema";

const OFFICE = [[540, 1080]] as const;
const calendar: WorkingCalendar = {
  timeZone: "America/Argentina/Buenos_Aires",
  week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
  holidays: [],
  leave: [],
};
const at = (text: string) => new Date(`${text}-03:00`);
/** A Friday, an hour before the office closes. */
const FRIDAY = at("2026-11-27T17:00");
const lead: ClockFacts = {
  receivedAt: FRIDAY,
  assignedAt: null,
  firstResponseAt: null,
  lastActivityAt: FRIDAY,
  createdAt: FRIDAY,
  holdUntil: null,
  history: false,
  isOpen: true,
};
const aim: Aim = { assignMinutes: 30, respondMinutes: 120, working: true, warnPercent: 75 };
const by = (more: Partial<Parameters<typeof duesOf>[1]> = {}) => ({ aim, rotsAfterHours: null, calendar, ...more });

test("a clock runs through the company's working time, and is told of beforehand", () => {
  expect(duesOf(lead, by())).toMatchObject({
    assignDueAt: at("2026-11-27T17:30"),
    assignWarnAt: at("2026-11-27T17:22:30"),
    respondDueAt: at("2026-11-30T10:00"),
    respondWarnAt: at("2026-11-30T09:30"),
    dueAt: at("2026-11-27T17:30"),
    warnAt: at("2026-11-27T17:22:30"),
  });
});

test("a target by the clock knows no nights", () => {
  expect(duesOf(lead, by({ aim: { ...aim, working: false } })).respondDueAt).toStrictEqual(at("2026-11-27T19:00"));
});

test("a clock that was met stops: what it took stays, and the next one is what is due", () => {
  const met = { ...lead, assignedAt: at("2026-11-30T09:15") };
  expect(duesOf(met, by())).toMatchObject({
    assignMinutes: 75,
    assignDueAt: at("2026-11-27T17:30"),
    dueAt: at("2026-11-30T10:00"),
  });
});

test.each([
  ["history", { history: true }],
  ["a lead that was closed before anybody answered", { isOpen: false }],
])("%s has no deadline", (_, more) => {
  expect(duesOf({ ...lead, ...more }, by({ rotsAfterHours: 4 }))).toMatchObject({
    assignDueAt: null,
    respondDueAt: null,
    dueAt: null,
    rotsAt: null,
  });
});

test("without a target nothing is due, and what a clock took is known all the same", () => {
  const met = { ...lead, firstResponseAt: at("2026-11-30T09:10") };
  expect(duesOf(met, by({ aim: null }))).toMatchObject({ respondDueAt: null, dueAt: null, respondMinutes: 70 });
});

describe("a lead lies too long", () => {
  const rotsAt = (more: Partial<ClockFacts>, hours: number | null = 4) =>
    duesOf({ ...lead, ...more }, by({ rotsAfterHours: hours })).rotsAt;

  test("after so many working hours since anything happened, by its status", () => {
    expect(rotsAt({})).toStrictEqual(at("2026-11-30T12:00"));
    expect(rotsAt({ lastActivityAt: at("2026-11-30T10:00") })).toStrictEqual(at("2026-11-30T14:00"));
    expect(rotsAt({}, null)).toBeNull();
    expect(rotsAt({ isOpen: false })).toBeNull();
  });

  test("from the day on until which it waits", () => {
    expect(rotsAt({ holdUntil: new Date("2026-12-03") })).toStrictEqual(at("2026-12-03T13:00"));
  });

  test("as history only once somebody here worked it", () => {
    const old = at("2024-03-01T10:00");
    expect(rotsAt({ history: true, receivedAt: old, lastActivityAt: old })).toBeNull();
    expect(rotsAt({ history: true, receivedAt: old, lastActivityAt: at("2026-11-30T10:00") })).toStrictEqual(
      at("2026-11-30T14:00"),
    );
  });
});

describe("what is to be told", () => {
  const dues = duesOf(lead, by({ rotsAfterHours: 4 }));
  const named = (tellings: ReturnType<typeof untold>) => tellings.map(({ clock, what }) => `${clock} ${what}`);

  test("is what still runs and wasn't said", () => {
    expect(named(untold(lead, dues, NOTHING_TOLD))).toStrictEqual([
      "assign warn",
      "assign breach",
      "respond warn",
      "respond breach",
      "rot breach",
    ]);
    const told = { ...NOTHING_TOLD, assignWarnedAt: FRIDAY };
    expect(named(untold({ ...lead, firstResponseAt: FRIDAY }, dues, told))).toStrictEqual([
      "assign breach",
      "rot breach",
    ]);
    expect(untold({ ...lead, isOpen: false }, dues, NOTHING_TOLD)).toStrictEqual([]);
  });

  test("is told again when it is due later after all, and kept quiet where only a setting made it late", () => {
    const late = { ...NOTHING_KNOWN, assignBreachedAt: at("2026-11-27T17:30") };
    const now = at("2026-11-27T17:10");
    expect(stillTold(lead, dues, late, { now, quiet: false }).assignBreachedAt).toBeNull();
    const later = at("2026-11-27T17:45");
    expect(stillTold(lead, dues, late, { now: later, quiet: false }).assignBreachedAt).toStrictEqual(
      at("2026-11-27T17:30"),
    );
    expect(stillTold(lead, dues, NOTHING_KNOWN, { now: later, quiet: true })).toMatchObject({
      assignBreachedAt: at("2026-11-27T17:30"),
      respondBreachedAt: null,
    });
    // It was late without the change too, and is still to be told.
    const known = { ...NOTHING_KNOWN, assignDueAt: at("2026-11-27T17:30") };
    expect(stillTold(lead, dues, known, { now: later, quiet: true }).assignBreachedAt).toBeNull();
  });
});
