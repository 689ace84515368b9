import fc from "fast-check";
import { closeDatabase, database } from "@/lib/core/db";
import { stopQueue } from "@/lib/core/queue";
import { newId } from "@/lib/core/id";
import { replayDelivery } from "@/lib/intake/deliveries/commands";
import { ENDS, filterOfEnd } from "@/lib/intake/inbox/schema";
import { countInbox, listInbox } from "@/lib/intake/inbox/queries";
import { inboxHref, readInbox } from "@/lib/intake/inbox/search-params";
import { askReplay, stopReplay } from "@/lib/intake/replaying/commands";
import { replayedRows, replayProgress } from "@/lib/intake/replaying/queries";
import { stepReplays } from "@/lib/intake/replaying/stepping/commands";
import { ana, arrive, lead, settled } from "@/tests/support/arrivals";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import { makeSource, settleAll } from "@/tests/support/intake";
import { actorId } from "@/lib/core/ctx";
import type { Ctx } from "@/lib/core/ctx";
import type { InboxCounts } from "@/lib/intake/inbox/queries";
import type { End, InboxFilter } from "@/lib/intake/inbox/schema";

jest.setTimeout(60_000);
afterAll(async () => {
  await stopQueue();
  await closeDatabase();
});

async function admin() {
  return ctxOf(await makeUser("admin"));
}
const idsOf = async (ctx: Ctx, filter: InboxFilter) => (await listInbox(ctx, filter)).rows.map(({ id }) => id);

const numberOf = (counts: InboxCounts, end: End) => counts.ends[end] ?? 0;

async function everyPage(ctx: Ctx, filter: InboxFilter): Promise<string[]> {
  const seen: string[] = [];
  for (let before: string | undefined | null; before !== null;) {
    const page = await listInbox(ctx, filter, before);
    seen.push(...page.rows.map(({ id }) => id));
    before = page.next;
  }
  return seen;
}

/** Steps and settles until nothing moves. */
async function runReplays(): Promise<void> {
  for (let idle = 0; idle < 2;) {
    idle = (await stepReplays()) ? 0 : idle + 1;
    await settleAll();
  }
}

describe("the inbox", () => {
  test("finds by state, outcome, reason, plugin, way, who and the lead's number", async () => {
    const ctx = await admin();
    const { id: source } = await makeSource();
    const made = await settled(source, ana);
    const again = await settled(source, ana);
    const known = await settled(source, { ...ana, mensaje: "Otra cosa" });
    const empty = await settled(source, {});
    const failed = await settled(source, { ...ana, nombre: "Rota" });
    await database().delivery.update({
      where: { id: failed.id },
      data: { state: "failed", leadId: null, outcome: "" },
    });
    const { number } = await lead(made.leadId);

    await expect(idsOf(ctx, { source, state: "processed", outcome: "created" })).resolves.toStrictEqual([made.id]);
    await expect(idsOf(ctx, { source, state: "duplicate" })).resolves.toStrictEqual([again.id]);
    await expect(idsOf(ctx, { source, outcome: "touched" })).resolves.toStrictEqual([known.id]);
    await expect(idsOf(ctx, { source, reason: empty.reason })).resolves.toStrictEqual([empty.id]);
    await expect(idsOf(ctx, { source, q: "rota" })).resolves.toStrictEqual([failed.id]);
    await expect(idsOf(ctx, { source, q: "ANA@example" })).resolves.toStrictEqual([
      failed.id,
      known.id,
      again.id,
      made.id,
    ]);
    await expect(idsOf(ctx, { source, q: `L-${number}` })).resolves.toStrictEqual([known.id, again.id, made.id]);
    await expect(idsOf(ctx, { source, q: "100%" })).resolves.toStrictEqual([]);
    await expect(idsOf(ctx, { source, plugin: "generic" })).resolves.toHaveLength(5);
    await expect(idsOf(ctx, { source, via: "pull" })).resolves.toStrictEqual([]);
    await expect(idsOf(ctx, { source: newId() })).resolves.toStrictEqual([]);
  });

  test("takes days as the organisation's, by receipt and by submission", async () => {
    const ctx = await admin();
    const { id: source } = await makeSource({ timeZone: "UTC" });
    // 23:30 of the 9th in Buenos Aires, where an organisation is that hasn't said otherwise.
    const late = await settled(
      source,
      { ...ana, submitted_at: "2026-11-08T12:00:00Z" },
      { receivedAt: new Date("2026-11-10T02:30:00Z") },
    );
    await expect(idsOf(ctx, { source, from: "2026-11-09", to: "2026-11-09" })).resolves.toStrictEqual([late.id]);
    await expect(idsOf(ctx, { source, from: "2026-11-10" })).resolves.toStrictEqual([]);
    await expect(idsOf(ctx, { source, submitted: "2026-11-08" })).resolves.toStrictEqual([late.id]);
    await expect(idsOf(ctx, { source, submitted: "2026-11-09" })).resolves.toStrictEqual([]);
  });

  test("counts what it shows, for random ledgers and filters", async () => {
    const ctx = await admin();
    const end = fc.constantFrom(...ENDS);
    const via = fc.constantFrom("push", "pull");
    const reason = fc.constantFrom("", "draft", "no_known_field", "wrong_token", "bad_signature");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ end, via, reason }), { maxLength: 30 }), via, async (ledger, asked) => {
        const { id: source } = await makeSource();
        for (const row of ledger) {
          const { state = "", outcome = "" } = filterOfEnd(row.end);
          await arrive(source, ana, { state, outcome, via: row.via, reason: row.reason });
        }
        for (const filter of [{ source }, { source, via: asked }] satisfies InboxFilter[]) {
          const counts = await countInbox(ctx, filter);
          expect(counts.total).toBe((await idsOf(ctx, filter)).length);
          expect(Object.values(counts.ends).reduce((sum, one) => sum + one, 0)).toBe(counts.total);
          expect(counts.badly).toBe((await idsOf(ctx, { ...filter, ended: "badly" })).length);
          for (const one of ENDS) {
            const shown = await idsOf(ctx, { ...filter, ...filterOfEnd(one) });
            expect(numberOf(counts, one)).toBe(shown.length);
          }
        }
        await database().delivery.deleteMany({ where: { sourceId: source } });
      }),
      { numRuns: 8 },
    );
  });

  test("shows each arrival once over its pages", async () => {
    const ctx = await admin();
    const { id: source } = await makeSource();
    for (let n = 0; n < 120; n++) await arrive(source, ana, { state: "rejected" });
    const seen = await everyPage(ctx, { source });
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
    await database().delivery.deleteMany({ where: { sourceId: source } });
  });

  test("hides another company's from a manager, and everything from an employee", async () => {
    const ours = await makeCompany();
    const manager = ctxOf(await makeUser("manager", [ours.id]));
    const mine = await makeSource({ companyId: ours.id });
    const theirs = await makeSource();
    const seen = await settled(mine.id, ana);
    await settled(theirs.id, ana);
    expect((await listInbox(manager, {})).rows.map(({ id }) => id)).toStrictEqual([seen.id]);
    expect((await countInbox(manager, { source: theirs.id })).total).toBe(0);
    await expect(listInbox(ctxOf(await makeUser("employee", [ours.id])), {})).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("an address says a filter and reads it back; nonsense asks for nothing", async () => {
    const filter = { state: "failed", source: newId(), from: "2026-11-01", q: "josé & co" };
    const query = Object.fromEntries(new URL(inboxHref(filter), "http://x.test").searchParams);
    expect((await readInbox(Promise.resolve(query))).filter).toStrictEqual(filter);
    const odd = { state: "odd", source: "1", from: "2026-02-31", to: "0000-01-01", via: ["push"], q: " ", before: "x" };
    expect(await readInbox(Promise.resolve(odd))).toStrictEqual({ filter: {} });
  });
});

describe("reading many again", () => {
  test("reads all that a filter lets through, and says of each how it ended", async () => {
    const ctx = await admin();
    const { id: source } = await makeSource();
    const people = ["uno", "dos", "tres"].map((nombre) => ({
      nombre,
      email: `${nombre}@example.com`,
      mensaje: "Hola",
    }));
    for (const person of people) await arrive(source, person, { state: "failed", reason: "Error: boom" });
    const other = await arrive(source, ana, { state: "quarantined" });
    const cut = await arrive(source, ana, { state: "failed", reason: "too_large" });
    const { replayId, total } = await askReplay(ctx, { filter: { source, state: "failed" } });
    expect(total).toBe(4);
    await runReplays();
    const done = await replayProgress(ctx, { replayId });
    expect(done).toMatchObject({ state: "done", settled: 4, total: 4 });
    expect(done.ends).toStrictEqual([
      { end: "created", count: 3 },
      { end: "skipped", count: 1 },
    ]);
    expect(await database().lead.count({ where: { sourceId: source } })).toBe(3);
    const rows = await replayedRows(ctx, { replayId });
    expect(rows.slice(0, 3).map(({ before, after, who }) => [before, after, who])).toStrictEqual(
      people.map(({ nombre }) => ["failed", "created", nombre]),
    );
    const { state } = await database().delivery.findUniqueOrThrow({ where: { id: other } });
    expect(state).toBe("quarantined");
    expect(rows.find(({ deliveryId }) => deliveryId === cut)?.step).toBe("skipped");
  });

  test("twice makes nothing twice", async () => {
    const ctx = await admin();
    const { id: source } = await makeSource();
    const first = await settled(source, ana);
    for (let n = 0; n < 2; n++) {
      await askReplay(ctx, { deliveryIds: [first.id] });
      await runReplays();
    }
    expect(await database().lead.count({ where: { sourceId: source } })).toBe(1);
    expect(await database().touchpoint.count({ where: { sourceId: source } })).toBe(1);
    const { state, outcome, leadId } = await database().delivery.findUniqueOrThrow({ where: { id: first.id } });
    expect([state, outcome, leadId]).toStrictEqual(["processed", "created", first.leadId]);
  });

  test("stopped leaves the rest as it was", async () => {
    const ctx = await admin();
    const { id: source } = await makeSource();
    const ids = [];
    for (let n = 0; n < 450; n++) ids.push(await arrive(source, {}, { state: "failed" }));
    const { replayId } = await askReplay(ctx, { filter: { source, state: "failed" } });
    await stepReplays();
    await stopReplay(ctx, { replayId });
    await expect(stopReplay(ctx, { replayId })).rejects.toMatchObject({ code: "PRECONDITION" });
    await runReplays();
    const { state, ends } = await replayProgress(ctx, { replayId });
    expect(state).toBe("stopped");
    expect(ends).toStrictEqual([
      { end: "left", count: 250 },
      { end: "rejected", count: 200 },
    ]);
    expect(await database().delivery.count({ where: { sourceId: source, state: "failed" } })).toBe(250);
  });

  test("refuses who may not, and a selection of nothing", async () => {
    const ctx = await admin();
    const { id: source, companyId } = await makeSource();
    const waiting = await arrive(source, ana);
    const manager = ctxOf(await makeUser("manager", [companyId]));
    await expect(askReplay(manager, { deliveryIds: [waiting] })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(askReplay(ctx, { deliveryIds: [waiting] })).rejects.toMatchObject({ code: "PRECONDITION" });
    await expect(replayDelivery(manager, { deliveryId: waiting })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await database().replay.count({ where: { askedById: String(actorId(ctx.actor)) } })).toBe(0);
  });
});
