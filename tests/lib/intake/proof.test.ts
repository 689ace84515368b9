import { createHmac } from "node:crypto";
import fc from "fast-check";
import { systemCtx } from "@/lib/core/ctx";
import { closeDatabase, database } from "@/lib/core/db";
import { stopQueue } from "@/lib/core/queue";
import { ENDS, filterOfEnd } from "@/lib/intake/inbox/schema";
import { countInbox } from "@/lib/intake/inbox/queries";
import { askNightly, askProof } from "@/lib/intake/proof/commands";
import { addDays, daysBetween, lastDays, momentsOf } from "@/lib/intake/proof/days";
import { matched } from "@/lib/intake/proof/matching";
import { proofMatrix, proofRun, proofRuns, proofTrouble, recentTrouble, toldOf } from "@/lib/intake/proof/queries";
import { reconcile } from "@/lib/intake/proof/reconciling/commands";
import { pullSource } from "@/lib/intake/pulling/running/commands";
import { questionSignature } from "@/lib/intake/signature";
import { ana, arrive, settled } from "@/tests/support/arrivals";
import { ctxOf, eventsOf, makeUser } from "@/tests/support/house";
import { makeSource, settleAll } from "@/tests/support/intake";
import { openWordpress } from "@/tests/support/stub-wordpress";
import { siteOf } from "@/tests/support/wordpress-site";
import type { Ctx } from "@/lib/core/ctx";
import type { StubWordpress } from "@/tests/support/stub-wordpress";
import type { Sent } from "@/tests/support/wordpress-site";

jest.setTimeout(60_000);
let wordpress: StubWordpress;
beforeAll(async () => {
  wordpress = await openWordpress();
});
afterAll(async () => {
  await wordpress.close();
  await stopQueue();
  await closeDatabase();
});

const ZONE = "America/Argentina/Buenos_Aires";
const WEEK = { from: "2024-08-01", to: "2024-08-07" };
const admin = async () => ctxOf(await makeUser("admin"));

/** Asks and answers in one go, as the job does. */
async function prove(ctx: Ctx, sourceId: string, more: { fetch?: boolean; from?: string; to?: string } = {}) {
  const { fetch = false, ...days } = more;
  const { reconciliationId } = await askProof(ctx, { ...WEEK, ...days, sourceId, fetch });
  await reconcile({ reconciliationId, fetch });
  await settleAll();
  return database().reconciliation.findUniqueOrThrow({ where: { id: reconciliationId } });
}
async function matrixOf(ctx: Ctx, sourceId: string, span = WEEK) {
  const [source] = (await proofMatrix(ctx, span, sourceId)).sources;
  if (!source) throw new Error("no such source");
  return source;
}
const added = (numbers: (number | null)[]) => numbers.reduce<number>((sum, one) => sum + (one ?? 0), 0);
const sums = (days: { expected: number | null; missing: number | null; arrived: number }[]) => ({
  expected: added(days.map(({ expected }) => expected)),
  missing: added(days.map(({ missing }) => missing)),
  arrived: added(days.map(({ arrived }) => arrived)),
});

const deliveryIds = async (sourceId: string) =>
  (await database().delivery.findMany({ where: { sourceId }, orderBy: { id: "asc" } })).map(({ id }) => id);

let count = 0;
async function pulledSource(kind: "predecessor" | "gravity" | "fluent" | "formidable", sent: () => Sent[]) {
  count += 1;
  const folder = `/proof${count}`;
  wordpress.answer(siteOf(kind, sent, folder));
  const site = { url: wordpress.url + folder, userName: "reader", password: "abcd EFGH" };
  return makeSource({ kind: "pull", formId: "3", site, timeZone: ZONE, pullKind: kind });
}

describe.each(["predecessor", "gravity", "fluent", "formidable"] as const)("a form read by %s", (kind) => {
  test("that has two more than arrived has them named, and fetched they are equal", async () => {
    const ctx = await admin();
    const all: Sent[] = [1, 2, 3, 4, 5].map((id) => ({ id }));
    let shown = all.slice(0, 3);
    const { id } = await pulledSource(kind, () => shown);
    await pullSource(id);
    await settleAll();
    shown = all;
    await prove(ctx, id);
    const before = await matrixOf(ctx, id);
    expect(before.method).toBe("pull");
    expect(sums(before.days)).toStrictEqual({ expected: 5, missing: 2, arrived: 3 });
    expect(before.days.find(({ day }) => day === "2024-08-04")).toMatchObject({ expected: 1, missing: 1, arrived: 0 });
    const named = await toldOf(ctx, id, WEEK);
    expect(named.filter(({ here }) => !here).map((one) => one.id)).toStrictEqual(["5", "4"]);
    expect(named.filter(({ here }) => here).map(({ deliveryId }) => typeof deliveryId)).toStrictEqual(
      Array(3).fill("string"),
    );

    const { pullCursor } = await database().source.findUniqueOrThrow({ where: { id } });
    await prove(ctx, id, { fetch: true });
    expect(sums((await matrixOf(ctx, id)).days)).toStrictEqual({ expected: 5, missing: 0, arrived: 5 });
    expect(await database().lead.count({ where: { sourceId: id } })).toBe(5);
    expect((await database().source.findUniqueOrThrow({ where: { id } })).pullCursor).toStrictEqual(pullCursor);
    await prove(ctx, id, { fetch: true });
    expect(await database().delivery.count({ where: { sourceId: id } })).toBe(5);
  });
});

describe("what a proof fetches", () => {
  const DAY = 86_400_000;
  const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 19).replace("T", " ");

  test("is history at its own time where a pull no longer looks so far back, and news where it does", async () => {
    const ctx = await admin();
    let shown: Sent[] = [];
    const { id } = await pulledSource("gravity", () => shown);
    await pullSource(id);
    shown = [
      { id: 1, at: ago(5) },
      { id: 2, at: ago(1) },
    ];
    const span = lastDays(new Date(), ZONE, 7);
    await prove(ctx, id, span);
    await prove(ctx, id, { ...span, fetch: true });
    const leads = await database().lead.findMany({ where: { sourceId: id }, orderBy: { submittedAt: "asc" } });
    expect(leads.map(({ history }) => history)).toStrictEqual([true, false]);
    const [old, young] = leads;
    expect(old?.receivedAt).toStrictEqual(old?.submittedAt);
    expect(young?.receivedAt.getTime()).toBeGreaterThan(Date.now() - DAY / 2);
    const olds = leads.filter(({ history }) => history).map((lead) => lead.id);
    expect(await database().leadDue.count({ where: { leadId: { in: olds }, dueAt: { not: null } } })).toBe(0);
  });
});

describe("a proof", () => {
  test("stays as it was found, says who asked, and is an event", async () => {
    const ctx = await admin();
    let shown: Sent[] = [{ id: 1 }];
    const { id } = await pulledSource("predecessor", () => shown);
    const first = await prove(ctx, id);
    shown = [{ id: 1 }, { id: 2 }];
    await prove(ctx, id);
    const runs = await proofRuns(ctx, id);
    expect(runs.map(({ expected, missing, state, askedBy }) => [expected, missing, state, askedBy])).toStrictEqual([
      [2, 2, "done", "admin Tester"],
      [1, 1, "done", "admin Tester"],
    ]);
    expect(sums((await proofRun(ctx, first.id)).days)).toStrictEqual({ expected: 1, missing: 1, arrived: 0 });
    const events = (await eventsOf(id)).filter(({ name }) => name === "source.reconciled");
    expect(events.map(({ payload }) => payload)).toStrictEqual([
      { state: "done", reason: "", expected: 1, missing: 1 },
      { state: "done", reason: "", expected: 2, missing: 2 },
    ]);
  });

  test("that the site doesn't answer says why, and what was proved before stays", async () => {
    const ctx = await admin();
    const { id } = await pulledSource("predecessor", () => [{ id: 1 }]);
    await prove(ctx, id);
    wordpress.answer({ status: 401, body: '{"code":"incorrect_password"}' });
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", reason: "wrong_password" });
    const source = await matrixOf(ctx, id);
    expect(source.troubles).toStrictEqual([{ site: "", reason: "wrong_password" }]);
    expect(sums(source.days)).toMatchObject({ expected: 1, missing: 1 });
  });

  test("counts a repeated, an empty and an unreadable one as arrived, and a lost one as missing", async () => {
    const ctx = await admin();
    const sent: Sent[] = [1, 2, 3].map((id) => ({ id }));
    const { id } = await pulledSource("predecessor", () => sent);
    await pullSource(id);
    await settleAll();
    const [first = "", second = ""] = await deliveryIds(id);
    await database().delivery.update({ where: { id: first }, data: { state: "spam", outcome: "" } });
    await database().delivery.update({
      where: { id: second },
      data: { state: "failed", outcome: "", reason: "boom", understood: null as never, receivedAt: new Date() },
    });
    await database().entry.deleteMany({ where: { sourceId: id } });
    await prove(ctx, id);
    expect(sums((await matrixOf(ctx, id)).days)).toMatchObject({ expected: 3, missing: 0 });
    await database().delivery.deleteMany({ where: { sourceId: id } });
    await prove(ctx, id);
    expect(sums((await matrixOf(ctx, id)).days)).toMatchObject({ expected: 3, missing: 3, arrived: 0 });
    await prove(ctx, id, { fetch: true });
    expect(sums((await matrixOf(ctx, id)).days)).toMatchObject({ expected: 3, missing: 0, arrived: 3 });
  });

  test("puts a submission near midnight on the organisation's day, whatever the site's clock says", async () => {
    const ctx = await admin();
    // 01:30 UTC is the evening before in Buenos Aires.
    const { id } = await pulledSource("gravity", () => [{ id: 1, at: "2024-08-03 01:30:00" }]);
    await pullSource(id);
    await settleAll();
    await prove(ctx, id);
    const day = (await matrixOf(ctx, id)).days.find(({ expected }) => expected === 1);
    expect(day).toMatchObject({ day: "2024-08-02", arrived: 1, missing: 0 });
  });

  test("settles a day that was over when it was asked, until something of it arrives after", async () => {
    const ctx = await admin();
    const at = `${lastDays(new Date(), "UTC", 2).from} 12:00:00`;
    let shown: Sent[] = [{ id: 1, at }];
    const { id } = await pulledSource("gravity", () => shown);
    const span = lastDays(new Date(), ZONE, 3);
    const day = at.slice(0, 10);
    const settledOf = async (one: string) =>
      (await matrixOf(ctx, id, span)).days.find((each) => each.day === one)?.settled;
    await pullSource(id);
    await settleAll();
    expect(await settledOf(day)).toBe(false);
    await prove(ctx, id, span);
    expect([await settledOf(day), await settledOf(span.to)]).toStrictEqual([span.to > day, false]);
    shown = [
      { id: 1, at },
      { id: 2, at },
    ];
    await pullSource(id);
    await settleAll();
    expect(await settledOf(day)).toBe(false);
  });

  test("leaves out what may still be on its way", async () => {
    const ctx = await admin();
    const at = new Date().toISOString().slice(0, 19).replace("T", " ");
    const { id } = await pulledSource("gravity", () => [{ id: 1, at }]);
    await prove(ctx, id, lastDays(new Date(), ZONE, 2));
    expect(sums((await matrixOf(ctx, id, lastDays(new Date(), ZONE, 2))).days)).toMatchObject({
      expected: 0,
      missing: 0,
    });
  });

  test("is refused where nobody can be asked, of too many days, twice at once, and to who may not", async () => {
    const ctx = await admin();
    const { id, companyId } = await makeSource();
    await settled(id, ana);
    await expect(askProof(ctx, { sourceId: id, fetch: false })).rejects.toMatchObject({
      details: { reason: "cannotBeProved" },
    });
    expect((await matrixOf(ctx, id)).method).toBeNull();
    const { id: pulled } = await pulledSource("predecessor", () => []);
    const long = { sourceId: pulled, fetch: false, from: "2024-01-01", to: "2024-06-01" };
    await expect(askProof(ctx, long)).rejects.toMatchObject({ code: "INVALID" });
    await askProof(ctx, { ...WEEK, sourceId: pulled, fetch: false });
    await expect(askProof(ctx, { ...WEEK, sourceId: pulled, fetch: false })).rejects.toMatchObject({
      details: { reason: "proofRunning" },
    });
    const manager = ctxOf(await makeUser("manager", [companyId]));
    await expect(askProof(manager, { sourceId: pulled, fetch: false })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await proofMatrix(manager, WEEK)).sources.map((source) => source.id)).toStrictEqual([id]);
    await expect(toldOf(manager, pulled, WEEK)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("trouble is told to who may read the source, and to nobody else", async () => {
    const ctx = await admin();
    const { id, companyId } = await pulledSource("predecessor", () => [{ id: 1 }, { id: 2 }]);
    await prove(ctx, id);
    const theirs = ctxOf(await makeUser("manager", [companyId]));
    const told = { from: "2024-08-01", to: "2024-08-02", week: "2024-08-02", missing: 2 };
    expect(await proofTrouble(theirs, WEEK)).toMatchObject({ ...told, sources: [{ id, missing: 2 }] });
    const others = ctxOf(await makeUser("manager", [(await makeSource()).companyId]));
    expect(await proofTrouble(others, WEEK)).toStrictEqual({ ...WEEK, missing: 0, sources: [] });
  });

  test("is asked for once a day, at the first look from the night on, where somebody can be asked", async () => {
    const { id } = await pulledSource("predecessor", () => []);
    const mine = () => database().reconciliation.count({ where: { sourceId: id, askedById: null } });
    const look = async (at: string) => {
      await askNightly(new Date(at));
      await database().reconciliation.updateMany({ where: { state: "asking" }, data: { state: "done" } });
      return mine();
    };
    expect(await askNightly(new Date("2027-01-10T05:59:00Z"))).toBe(0);
    expect(await look("2027-01-10T06:07:00Z")).toBe(1);
    expect(await look("2027-01-10T07:07:00Z")).toBe(1);
    // Switched off the whole night, and the day begins anew at midnight there.
    expect(await look("2027-01-11T21:07:00Z")).toBe(2);
    expect(await look("2027-01-12T02:59:00Z")).toBe(2);
    expect(await look("2027-01-12T05:07:00Z")).toBe(2);
    expect(await look("2027-01-12T06:07:00Z")).toBe(3);
  });

  test("isn't asked by the night of a form that was set up since, which is being read for the first time", async () => {
    const { id } = await pulledSource("predecessor", () => []);
    const createdAt = new Date("2027-02-10T12:00:00Z");
    await database().source.update({ where: { id }, data: { createdAt } });
    await askNightly(new Date("2027-02-10T13:07:00Z"));
    expect(await database().reconciliation.count({ where: { sourceId: id } })).toBe(0);
  });

  test("is of ninety days once a week, and again the next night where that wasn't answered", async () => {
    const { id } = await pulledSource("predecessor", () => []);
    const spans: number[] = [];
    for (const [day, state] of ["failed", ...Array<string>(9).fill("done")].entries()) {
      await askNightly(new Date(Date.parse("2027-03-01T06:07:00Z") + day * 86_400_000));
      const last = await database().reconciliation.findFirstOrThrow({
        where: { sourceId: id },
        orderBy: { askedAt: "desc" },
      });
      spans.push(daysBetween(last.fromDay, last.toDay).length);
      await database().reconciliation.updateMany({ where: { state: "asking" }, data: { state } });
    }
    expect(spans).toStrictEqual([90, 90, 7, 7, 7, 7, 7, 7, 90, 7]);
  });

  test("by the night names what a site restored with an old date, and says which week to look at", async () => {
    const ctx = await admin();
    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    const { id, companyId } = await pulledSource("gravity", () => [{ id: 1, at: `${day(60)} 15:00:00` }]);
    const { reconciliationId } = await askProof(systemCtx("proof"), {
      sourceId: id,
      fetch: false,
      from: day(89),
      to: day(0),
    });
    await reconcile({ reconciliationId, fetch: false });
    const theirs = ctxOf(await makeUser("manager", [companyId]));
    const told = { missing: 1, from: day(60), to: day(60), week: day(60) };
    expect(await recentTrouble(theirs)).toMatchObject({ ...told, sources: [{ id, missing: 1 }] });
    await prove(ctx, id, { from: day(62), to: day(56), fetch: true });
    expect(await recentTrouble(theirs)).toMatchObject({ missing: 0 });
  });

  test("by the night reads what came while the server was away before it calls anything missing", async () => {
    let shown: Sent[] = [{ id: 1 }];
    const { id } = await pulledSource("predecessor", () => shown);
    await pullSource(id);
    await settleAll();
    shown = [{ id: 1 }, { id: 2 }];
    // Read a moment ago, it isn't read again: what is missing now is missing.
    await prove(systemCtx("proof"), id);
    expect(sums((await matrixOf(await admin(), id)).days)).toMatchObject({ expected: 2, missing: 1 });
    const finishedAt = new Date(Date.now() - 5 * 3_600_000);
    await database().pull.updateMany({ where: { sourceId: id }, data: { finishedAt, startedAt: finishedAt } });
    await prove(systemCtx("proof"), id);
    expect(sums((await matrixOf(await admin(), id)).days)).toMatchObject({ expected: 2, missing: 0 });
  });

  test("opens, for random ledgers, the rows of every number, and its row sums to what arrived", async () => {
    const ctx = await admin();
    const row = fc.record({ end: fc.constantFrom(...ENDS), hour: fc.integer({ min: 0, max: 71 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 25 }), async (ledger) => {
        const { id } = await makeSource();
        for (const { end, hour } of ledger) {
          const { state = "", outcome = "" } = filterOfEnd(end);
          const submittedAt = new Date(Date.parse("2024-08-02T00:30:00-03:00") + hour * 3_600_000);
          await arrive(id, ana, { state, outcome, submittedAt });
        }
        const { days } = await matrixOf(ctx, id);
        expect(sums(days).arrived).toBe(ledger.length);
        for (const { day, arrived, ends } of days) {
          expect(Object.values(ends).reduce((sum, one) => sum + one, 0)).toBe(arrived);
          const opened = await countInbox(ctx, { source: id, submitted: day });
          expect([opened.total, opened.ends]).toStrictEqual([arrived, ends]);
        }
        await database().delivery.deleteMany({ where: { sourceId: id } });
      }),
      { numRuns: 8 },
    );
  });
});

test("a question is signed over its path", () => {
  const now = new Date(1_700_000_000_000);
  const v = createHmac("sha256", "s").update("1700000000.GET\n/wp-json/x?y=1").digest("hex");
  expect(questionSignature("s", "/wp-json/x?y=1", now)).toBe(`t=1700000000,v=${v}`);
});

test("days go on over months, leap days and clocks that are put forward", () => {
  expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
  expect(daysBetween("2026-02-27", "2026-03-01")).toStrictEqual(["2026-03-01", "2026-02-28", "2026-02-27"]);
  expect(daysBetween("2026-03-02", "2026-03-01")).toStrictEqual([]);
  expect(lastDays(new Date("2026-11-23T02:00:00Z"), ZONE, 2)).toStrictEqual({ from: "2026-11-21", to: "2026-11-22" });
  const [begin, end] = momentsOf({ from: "2026-03-08", to: "2026-03-08", timeZone: "America/New_York" });
  expect((end.getTime() - begin.getTime()) / 3_600_000).toBe(23);
});

test("the same id of another form, plugin or site is another submission, where both sides say which", () => {
  const named = { id: "7", form: "1", plugin: "gravityforms", site: "a.test", at: new Date("2024-08-01T00:00:00Z") };
  const here = { id: "7", form: "1", plugin: "gravity-forms/webhooks", site: "a.test", deliveryId: "d" };
  const isHere = (more: Partial<typeof here>) => matched([named], [{ ...here, ...more }])[0]?.here;
  for (const same of [{}, { form: "" }, { plugin: "" }, { plugin: "generic" }, { site: "" }]) {
    expect([same, isHere(same)]).toStrictEqual([same, true]);
  }
  for (const other of [{ id: "8" }, { form: "2" }, { plugin: "wpforms" }, { site: "b.test" }]) {
    expect([other, isHere(other)]).toStrictEqual([other, false]);
  }
});
