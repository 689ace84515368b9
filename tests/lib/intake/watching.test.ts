import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { pauseSource, resumeSource, updateSource } from "@/lib/intake/sources/commands";
import { updateSourceInput } from "@/lib/intake/sources/schema";
import { watchSources } from "@/lib/intake/watching/commands";
import { quietAlarms, watchOf } from "@/lib/intake/watching/queries";
import { ctxOf, eventsOf, makeCompany, makeUser } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";
import { after, arrive, HOUR, NOON, WEEK, workingWeeks, ZONE } from "@/tests/support/watched";
import type { Ctx } from "@/lib/core/ctx";
import type { More } from "@/tests/support/watched";

jest.setTimeout(60_000);

beforeEach(async () => {
  await database().source.updateMany({ data: { active: false } });
  await database().mail.deleteMany();
  await database().user.updateMany({ data: { deactivatedAt: new Date() } });
});

/** A source that brings two an hour in working hours, and who manages it. */
async function busySource(weeks = 8, more: More = {}) {
  const { id, companyId } = await makeSource({ timeZone: ZONE });
  await arrive(id, workingWeeks(weeks), more);
  const actor = await makeUser("admin");
  await database().user.update({ where: { id: actor.id }, data: { passwordHash: "x", locale: "en", timeZone: ZONE } });
  return { id, companyId, ctx: ctxOf(actor, { now: () => NOON }) };
}
const alarmsOf = (sourceId: string) =>
  database().quietAlarm.findMany({ where: { sourceId }, orderBy: { openedAt: "asc" } });
const mails = () => database().mail.findMany({ orderBy: { id: "asc" } });
const namesOf = async (id: string) =>
  (await eventsOf(id)).map(({ name }) => name).filter((name) => /Quiet|quiet/.test(name));

test("a form that is silent in its hours is told once, with the odds, and its end as well", async () => {
  const { id, ctx } = await busySource();
  await watchSources(after(-3));
  expect(await alarmsOf(id)).toHaveLength(0);

  await watchSources(after(3));
  const [alarm] = await alarmsOf(id);
  expect(alarm).toMatchObject({ kind: "none", arrived: 0, weeks: 7, closedAt: null, expected: 12 });
  expect(alarm?.oneIn).toBeCloseTo(Math.exp(12), 3);
  // Since the last one, on Friday afternoon.
  expect(alarm?.since).toStrictEqual(new Date("2026-11-20T20:37:00Z"));

  await watchSources(after(3.25));
  await watchSources(after(4));
  expect((await alarmsOf(id))[0]?.expected).toBe(14);
  const [letter, ...others] = await mails();
  expect(others).toHaveLength(0);
  expect(letter).toMatchObject({ kind: "quiet", state: "failed", reason: "not_set_up" });
  expect(letter?.subject).toBe("Test form: nothing has arrived since 20 Nov 2026, 17:37");
  expect(letter?.text).toContain("Usually 12 submissions of “Test form” arrive");
  expect(letter?.text).toContain("once in 162,755");
  expect(await quietAlarms(ctx)).toMatchObject([{ sourceId: id, expected: 14 }]);
  expect(await watchOf(ctx, id)).toMatchObject({ state: "quiet" });

  const back = after(4.1);
  await arrive(id, [back], { state: "received", outcome: "" });
  await watchSources(after(4.25));
  expect((await alarmsOf(id))[0]).toMatchObject({ closedBy: "arrived", closedAt: back });
  await watchSources(after(4.5));
  expect((await mails()).map(({ kind }) => kind)).toStrictEqual(["quiet", "quietOver"]);
  expect(await namesOf(id)).toStrictEqual(["source.wentQuiet", "source.quietOver"]);
  expect(await quietAlarms(ctx)).toHaveLength(0);
});

test("of two processes that look at once, one tells", async () => {
  const { id } = await busySource();
  await Promise.all([watchSources(after(3)), watchSources(after(3)), watchSources(after(3))]);
  expect(await alarmsOf(id)).toHaveLength(1);
  expect(await mails()).toHaveLength(1);
  expect(await namesOf(id)).toStrictEqual(["source.wentQuiet"]);
});

test("nights and weekends, in which nothing comes anyway, are no silence", async () => {
  const { id } = await busySource();
  for (const hours of [-60, -40, -20, -10, -4]) await watchSources(after(hours));
  expect(await alarmsOf(id)).toHaveLength(0);
});

test("a form that is still there in the hours of its clock, across a change of it, isn't told", async () => {
  // New York sets its clocks back on 1 November 2026: by UTC everything comes an hour later from then on.
  const { id } = await makeSource({ timeZone: "America/New_York" });
  const mondays = (hour: number, from: string, count: number) =>
    Array.from({ length: count }, (_, week) => new Date(Date.parse(from) - week * WEEK + hour * HOUR)).flatMap(
      (begin) => Array.from({ length: 30 }, (_, index) => new Date(begin.getTime() + index * 60_000)),
    );
  await arrive(id, mondays(13, "2026-10-26T00:00:00Z", 8));
  await watchSources(new Date("2026-11-02T13:45:00Z"));
  expect(await alarmsOf(id)).toHaveLength(0);
  await watchSources(new Date("2026-11-02T14:45:00Z"));
  expect(await alarmsOf(id)).toHaveLength(1);
});

test.each<[string, More]>([
  ["history", { history: true }],
  ["fetched", { via: "pull" }],
  ["tests", { state: "rejected", outcome: "", reason: "test_ping" }],
  ["spam", { state: "spam", outcome: "" }],
  ["a wrong key's", { state: "quarantined", outcome: "" }],
  ["repeated", { state: "duplicate", outcome: "" }],
])("what was %s makes nothing usual, and ends no silence", async (_, more) => {
  const counted = await busySource(8, more);
  await watchSources(after(3));
  expect(await alarmsOf(counted.id)).toHaveLength(0);
  expect(await watchOf(counted.ctx, counted.id)).toBeNull();

  const { id } = await busySource();
  await arrive(id, [after(1)], more);
  await watchSources(after(3));
  expect(await alarmsOf(id)).toHaveLength(1);
});

describe("a form that is fetched", () => {
  const FETCHED = { via: "pull" };
  const MINUTE = 60_000;
  /** Two an hour in working hours for eight weeks, fetched every ten minutes until `upTo`. */
  async function fetchedSource({ minutes = 10, upTo = after(3) }: { minutes?: number | null; upTo?: Date } = {}) {
    const site = { url: "https://fetched.example", userName: "reader", password: "abcd EFGH 1234" };
    const { id } = await makeSource({ kind: "pull", formId: newId(), site, timeZone: ZONE });
    await database().source.update({ where: { id }, data: { pullMinutes: minutes, pullCursor: upTo } });
    await arrive(id, workingWeeks(8), FETCHED);
    const ctx = ctxOf(await makeUser("admin"), { now: () => after(3) });
    return { id, ctx };
  }
  const ran = (sourceId: string, startedAt: Date) =>
    database().pull.create({ data: { sourceId, startedAt, finishedAt: startedAt, state: "done" } });

  test("every few minutes is watched like any other, and a fetch that brings something ends the silence", async () => {
    const { id, ctx } = await fetchedSource();
    await watchSources(after(3));
    expect(await alarmsOf(id)).toMatchObject([{ kind: "none", weeks: 7, expected: 12, closedAt: null }]);
    expect(await watchOf(ctx, id)).toMatchObject({ state: "quiet" });
    await arrive(id, [after(3.5)], FETCHED);
    await database().source.update({ where: { id }, data: { pullCursor: after(3.6) } });
    await watchSources(after(3.75));
    expect((await alarmsOf(id))[0]).toMatchObject({ closedBy: "arrived" });
  });

  test("is told nothing of hours in which no fetch came to its end, nor where somebody has to press for it", async () => {
    const away = await fetchedSource({ upTo: after(-3) });
    const byHand = await fetchedSource({ minutes: null });
    await watchSources(after(3));
    expect(await alarmsOf(away.id)).toHaveLength(0);
    expect(await alarmsOf(byHand.id)).toHaveLength(0);
    expect(await watchOf(byHand.ctx, byHand.id)).toBeNull();
  });

  test("teaches nothing by weeks in which nothing was fetched for long", async () => {
    const { id } = await fetchedSource();
    for (const hours of [3, -100]) await ran(id, new Date(after(hours).getTime() - WEEK));
    await watchSources(after(3));
    expect(await alarmsOf(id)).toMatchObject([{ weeks: 6 }]);
    await database().quietAlarm.deleteMany({ where: { sourceId: id } });
    await database().pull.deleteMany({ where: { sourceId: id } });
    for (let at = after(-100).getTime(); at < after(3).getTime(); at += 50 * MINUTE) await ran(id, new Date(at - WEEK));
    await watchSources(after(3));
    expect(await alarmsOf(id)).toMatchObject([{ weeks: 7 }]);
  });
});

test("without three weeks of history nothing is told, and the screen says how many there are", async () => {
  const { id, ctx } = await busySource(2);
  await watchSources(after(3));
  expect(await alarmsOf(id)).toHaveLength(0);
  expect(await watchOf(ctx, id)).toStrictEqual({ state: "learning", weeks: 2 });
});

test("a form that brings few is watched over weeks, and one that brings almost none isn't", async () => {
  const { id, ctx } = await busySource(0);
  const monday = NOON.getTime() - 2 * WEEK;
  const weekly = (each: number) =>
    Array.from({ length: 9 }, (_, week) => week).flatMap((week) =>
      Array.from({ length: each }, (_, day) => new Date(monday - week * WEEK - day * 24 * HOUR)),
    );
  await arrive(id, weekly(5));
  await watchSources(new Date(monday + WEEK));
  expect(await alarmsOf(id)).toHaveLength(0);
  await watchSources(after(0));
  expect((await alarmsOf(id))[0]).toMatchObject({ kind: "none", expected: 10 });

  const rare = await makeSource({ timeZone: ZONE });
  await arrive(rare.id, weekly(1));
  await watchSources(after(24 * 14));
  expect(await alarmsOf(rare.id)).toHaveLength(0);
  expect(await watchOf(ctx, rare.id)).toMatchObject({ state: "rare" });
});

test("much less than usual in a day is told, and over once it is usual again", async () => {
  const { id } = await busySource();
  await arrive(id, [after(-2.5), after(5.9)]);
  const evening = after(6);
  await watchSources(evening);
  expect((await alarmsOf(id))[0]).toMatchObject({ kind: "few", arrived: 2, expected: 18 });
  await arrive(
    id,
    workingWeeks(1)
      .map((time) => new Date(time.getTime() + WEEK + 24 * HOUR))
      .slice(0, 18),
  );
  await watchSources(after(30));
  expect((await alarmsOf(id))[0]).toMatchObject({ closedBy: "usual" });
  expect((await mails()).map(({ kind }) => kind)).toStrictEqual(["quiet", "quietOver"]);
});

test("a paused form is silent by intent: nothing is told, an alarm ends without a mail, and its weeks teach nothing", async () => {
  const { id, ctx } = await busySource();
  await watchSources(after(3));
  await pauseSource({ ...ctx, now: () => after(3.5) }, { sourceId: id });
  await watchSources(after(4));
  expect((await alarmsOf(id))[0]).toMatchObject({ closedBy: "paused" });
  expect((await mails()).map(({ kind }) => kind)).toStrictEqual(["quiet"]);

  // A week later it is in use again: the silence begins then, and the paused week isn't what is usual.
  await resumeSource({ ...ctx, now: () => after(24 * 7) }, { sourceId: id });
  await watchSources(after(24 * 7 + 2));
  expect(await alarmsOf(id)).toHaveLength(1);
  await watchSources(after(24 * 7 + 6));
  expect((await alarmsOf(id))[1]).toMatchObject({ since: after(24 * 7), closedAt: null });
});

test("switched off it isn't watched; another threshold is another patience", async () => {
  const { id, ctx } = await busySource();
  const set = (quietOneIn: number, seen: number) =>
    updateSource(ctx, updateSourceInput.parse({ sourceId: id, set: { quietOneIn }, seen: { quietOneIn: seen } }));
  await set(1_000_000, 10_000);
  await watchSources(after(3));
  expect(await alarmsOf(id)).toHaveLength(0);
  await set(1_000, 1_000_000);
  await watchSources(after(3));
  expect(await alarmsOf(id)).toHaveLength(1);
  await set(0, 1_000);
  await watchSources(after(3.25));
  expect((await alarmsOf(id))[0]).toMatchObject({ closedBy: "off" });
  expect(await watchOf(ctx, id)).toStrictEqual({ state: "off" });
  expect(updateSourceInput.safeParse({ sourceId: id, set: { quietOneIn: 7 }, seen: {} }).success).toBe(false);
});

test("who manages intake and is here is written to, each in their language; others aren't", async () => {
  const { id } = await busySource();
  const [spanish, gone] = [await makeUser("admin"), await makeUser("admin")];
  await makeUser("admin");
  await makeUser("manager", [(await makeCompany()).id]);
  await database().user.updateMany({ where: { id: { in: [spanish.id, gone.id] } }, data: { passwordHash: "x" } });
  await database().user.update({ where: { id: gone.id }, data: { deactivatedAt: new Date() } });
  await watchSources(after(3));
  expect((await mails()).map(({ subject }) => subject)).toStrictEqual([
    "Test form: nothing has arrived since 20 Nov 2026, 17:37",
    "Test form: no llegó nada desde el 20 nov 2026, 17:37",
  ]);
  expect(await alarmsOf(id)).toHaveLength(1);
});

// Written by hand: who may read intake sees alarms, of their own companies or of all.
test.each([
  ["admin", "other", "seen"],
  ["executive", "other", "seen"],
  ["manager", "own", "seen"],
  ["manager", "other", "unseen"],
  ["employee", "own", "FORBIDDEN"],
])("a %s of the %s company: %s", async (role, company, answer) => {
  const { id, companyId } = await busySource();
  await watchSources(after(3));
  const ids: Record<string, string> = { own: companyId, other: (await makeCompany()).id };
  const actor = await makeUser(role, [String(ids[company])]);
  const ctx = ctxOf(actor, { now: () => after(3) });
  expect(await seen(ctx, id)).toBe(answer);
});

async function seen(ctx: Ctx, sourceId: string): Promise<string> {
  try {
    const [alarms, watch] = [await quietAlarms(ctx), await watchOf(ctx, sourceId)];
    return alarms.length > 0 && watch?.state === "quiet" ? "seen" : "unseen";
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe("a holiday of the company's calendar", () => {
  const holiday = async (day: string) => {
    const calendar = await database().workingCalendar.findFirstOrThrow({ where: { isDefault: true } });
    const row = { id: newId(), calendarId: calendar.id, day: new Date(day), name: "Feriado" };
    await database().holiday.create({ data: row });
  };
  afterEach(async () => {
    await database().holiday.deleteMany();
  });

  test("is like a Sunday: its silence is told nobody", async () => {
    const { id } = await busySource();
    await holiday("2026-11-23");
    await watchSources(after(4));
    expect(await alarmsOf(id)).toHaveLength(0);
    await database().holiday.deleteMany();
    await watchSources(after(4));
    expect(await alarmsOf(id)).toHaveLength(1);
  });

  test("says nothing of what is usual on other weeks' same day", async () => {
    const { id } = await busySource();
    await holiday("2026-11-16");
    await database().delivery.deleteMany({
      where: {
        sourceId: id,
        receivedAt: { gte: new Date("2026-11-16T03:00:00Z"), lt: new Date("2026-11-17T03:00:00Z") },
      },
    });
    await watchSources(after(4));
    expect(await alarmsOf(id)).toMatchObject([{ weeks: 6 }]);
  });
});
