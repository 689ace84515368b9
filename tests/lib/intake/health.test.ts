import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { failedFetches, sourceHealth } from "@/lib/intake/health/queries";
import { lastTroubleOf, triedOf } from "@/lib/intake/health/schema";
import { countInbox } from "@/lib/intake/inbox/queries";
import { endsBadly } from "@/lib/intake/inbox/schema";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";
import type { Ctx } from "@/lib/core/ctx";
import type { SourceHealth } from "@/lib/intake/health/schema";
import type { Prisma } from "@/lib/core/prisma/client";

const NOW = new Date("2026-11-23T15:00:00Z");
const DAY = 86_400_000;

async function arrive(sourceId: string, daysAgo: number, more: Partial<Prisma.DeliveryUncheckedCreateInput>) {
  const id = newId();
  await database().delivery.create({
    data: {
      ...{ id, sourceId, via: "push", receivedAt: new Date(NOW.getTime() - daysAgo * DAY), method: "POST", path: "" },
      ...{ headers: {}, body: Buffer.of(), bodySize: 0, attempts: 1 },
      ...more,
    },
  });
  return id;
}
const admin = async () => ctxOf(await makeUser("admin"), { now: () => NOW });

/** Each way to end, with how it counts. */
const ENDS: [Partial<Prisma.DeliveryUncheckedCreateInput>, "well" | "badly" | "neither"][] = [
  [{ state: "processed", outcome: "created" }, "well"],
  [{ state: "processed", outcome: "touched" }, "well"],
  [{ state: "processed", outcome: "updated" }, "well"],
  [{ state: "duplicate", reason: "same_entry" }, "well"],
  [{ state: "failed", reason: "Error" }, "badly"],
  [{ state: "quarantined", reason: "wrong_token" }, "neither"],
  [{ state: "quarantined", reason: "get_not_allowed" }, "badly"],
  [{ state: "rejected", reason: "empty_body" }, "neither"],
  [{ state: "rejected", reason: "too_large" }, "neither"],
  [{ state: "rejected", reason: "no_known_field" }, "badly"],
  [{ state: "rejected", reason: "source_paused" }, "badly"],
  [{ state: "rejected", reason: "test_ping" }, "neither"],
  [{ state: "rejected", reason: "test_whole" }, "neither"],
  [{ state: "rejected", reason: "draft" }, "neither"],
  [{ state: "rejected", reason: "trashed" }, "neither"],
  [{ state: "spam", reason: "links" }, "neither"],
  [{ state: "received" }, "neither"],
];

test.each(ENDS)("%j ends %s", async (more, end) => {
  expect(endsBadly({ state: "", reason: "", ...more })).toBe(end === "badly");
  const ctx = await admin();
  const { id } = await makeSource();
  await arrive(id, 1, more);
  const health = (await sourceHealth(ctx, id)).get(id);
  expect({ well: health?.well, badly: health?.badly }).toStrictEqual({
    well: Number(end === "well"),
    badly: Number(end === "badly"),
  });
});

test("each number is the number of rows it opens, whatever came and whenever", async () => {
  const ctx = await admin();
  const { id } = await makeSource();
  for (const [index, [more]] of ENDS.entries()) {
    for (const days of [0, 5, 29, 29.9, 31, 60].slice(0, 2 + (index % 5))) await arrive(id, days, more);
  }
  const health = (await sourceHealth(ctx, id)).get(id);
  const from = "2026-10-25";
  const opened = async (ended: string) => (await countInbox(ctx, { source: id, from, ended })).total;
  expect(health?.from).toBe(from);
  expect(health).toMatchObject({ well: await opened("well"), badly: await opened("badly") });
  expect(health?.well).toBeGreaterThan(0);
});

test("delays are medians of what was read at once, say of how many, and are unknown where a form doesn't say when it was sent", async () => {
  const ctx = await admin();
  const { id } = await makeSource();
  const read = async (before: number, later: number, more: Partial<Prisma.DeliveryUncheckedCreateInput> = {}) => {
    const at = NOW.getTime() - DAY;
    await arrive(id, 1, {
      ...{ state: "processed", outcome: "created", submittedAt: new Date(at - before * 1000) },
      ...{ processedAt: new Date(at + later * 1000) },
      ...more,
    });
  };
  await read(0, 1);
  expect((await sourceHealth(ctx, id)).get(id)).toMatchObject({
    ...{ toReceived: null, receivedOf: 0, toProcessed: 1, processedOf: 1 },
  });
  await read(10, 2);
  await read(20, 3);
  await read(90, 9000, { attempts: 2 });
  await read(9000, 9000, { history: true });
  expect((await sourceHealth(ctx, id)).get(id)).toMatchObject({
    // What waited for a second try counts towards its arrival only, history towards neither.
    ...{ well: 5, toReceived: 20, receivedOf: 3, toProcessed: 2, processedOf: 3 },
  });
});

test("the last trouble is the last that ended badly, and the last arrival is of any kind", async () => {
  const ctx = await admin();
  const { id } = await makeSource();
  await arrive(id, 3, { state: "failed", reason: "older" });
  const bad = await arrive(id, 2, { state: "quarantined", reason: "bad_signature" });
  // A stranger at the door is no trouble of the source's.
  await arrive(id, 1.5, { state: "quarantined", reason: "wrong_token" });
  const last = await arrive(id, 1, { state: "rejected", reason: "test_ping" });
  const health = (await sourceHealth(ctx, id)).get(id);
  expect(health).toMatchObject({ lastId: last, lastBad: { id: bad, state: "quarantined", reason: "bad_signature" } });
  const empty = await makeSource();
  expect((await sourceHealth(ctx, empty.id)).get(empty.id)).toMatchObject({
    ...{
      lastAt: null,
      well: 0,
      badly: 0,
      toReceived: null,
      toProcessed: null,
      lastBad: null,
      unkept: 0,
      lastUnkeptAt: null,
    },
  });
});

async function healthOf(ctx: Ctx, id: string): Promise<SourceHealth> {
  const health = (await sourceHealth(ctx, id)).get(id);
  if (!health) throw new Error("no health");
  return health;
}
const fetched = (sourceId: string, daysAgo: number, state: string, reason = "") => {
  const startedAt = new Date(NOW.getTime() - daysAgo * DAY);
  return database().pull.create({ data: { sourceId, state, reason, startedAt, finishedAt: startedAt } });
};

test("fetches that failed are told beside what arrived, each is a row, and the last is its last trouble", async () => {
  const ctx = await admin();
  const { id } = await makeSource();
  await arrive(id, 3, { state: "processed", outcome: "created" });
  await arrive(id, 2, { state: "failed", reason: "Error" });
  await fetched(id, 40, "failed", "timeout");
  await fetched(id, 5, "failed", "html");
  await fetched((await makeSource()).id, 1, "failed", "busy");
  for (const state of ["done", "stopped", "running"]) await fetched(id, 1, state);
  const before = await healthOf(ctx, id);
  expect(before).toMatchObject({ well: 1, badly: 1, failedFetches: 1, lastFailedFetch: { reason: "html" } });
  expect(triedOf(before)).toBe(2);
  // The arrival's trouble is the later one, until a fetch fails after it.
  expect(lastTroubleOf(before)).toMatchObject({ reason: "Error", state: "failed" });
  await fetched(id, 1, "failed", "wrong_password");
  const after = await healthOf(ctx, id);
  expect(lastTroubleOf(after)).toMatchObject({
    ...{ reason: "wrong_password", state: null },
    href: `/intake/sources/${id}?fetches=failed#fetching`,
  });
  const rows = await failedFetches(ctx, id);
  expect([rows.total, after.failedFetches]).toStrictEqual([2, 2]);
  expect(rows.runs.map(({ reason }) => reason)).toStrictEqual(["wrong_password", "html"]);
});

test("a source without any trouble has none, and who doesn't see it sees none of its fetches", async () => {
  const { id, companyId } = await makeSource();
  await fetched(id, 1, "done");
  const health = await healthOf(await admin(), id);
  expect([lastTroubleOf(health), triedOf(health)]).toStrictEqual([null, 0]);
  await fetched(id, 1, "failed", "busy");
  const seenBy = async (company: string) =>
    (await failedFetches(ctxOf(await makeUser("manager", [company]), { now: () => NOW }), id)).total;
  expect([await seenBy((await makeCompany()).id), await seenBy(companyId)]).toStrictEqual([0, 1]);
});

test("who doesn't see a source sees nothing of its health", async () => {
  const { id, companyId } = await makeSource();
  const stranger = ctxOf(await makeUser("manager", [(await makeCompany()).id]));
  const own = ctxOf(await makeUser("manager", [companyId]));
  expect((await sourceHealth(stranger)).has(id)).toBe(false);
  expect((await sourceHealth(own)).has(id)).toBe(true);
  await expect(sourceHealth(ctxOf(await makeUser("employee", [companyId])))).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});
