import { systemCtx } from "@/lib/core/ctx";
import { closeDatabase, database } from "@/lib/core/db";
import { getDelivery } from "@/lib/intake/deliveries/queries";
import { replayDelivery } from "@/lib/intake/deliveries/commands";
import { sourceHealth } from "@/lib/intake/health/queries";
import { countInbox, listInbox } from "@/lib/intake/inbox/queries";
import { partId } from "@/lib/intake/processing/parts/schema";
import { processDelivery, processReceived } from "@/lib/intake/processing/commands";
import { isId } from "@/lib/core/id";
import { ana, arrive, lead, read, settled } from "@/tests/support/arrivals";
import { makeSource, settleAll } from "@/tests/support/intake";

jest.setTimeout(60_000);
afterAll(closeDatabase);

const beto = { nombre: "Beto Luna", email: "beto@otro.test", telefono: "351 422-1100", mensaje: "Busco izaje" };
const ctx = systemCtx("test");
const all = (sourceId: string) => database().delivery.findMany({ where: { sourceId }, orderBy: { id: "asc" } });
const inOrder = async (sourceId: string, id: string) => {
  const rows = await all(sourceId);
  return [...rows.filter((row) => row.id === id), ...rows.filter((row) => row.parentId === id)];
};

const idIn = (id: string | null | undefined): string => id ?? "";

describe.each([
  ["something that isn't known", { foo: "bar" }, "rejected", "no_known_field"],
  ["a test", { test: true }, "rejected", "test_ping"],
])("%s before a real person", (_, first, state, reason) => {
  test("ends as it does, and the person's submission is a delivery with a lead of its own", async () => {
    const source = await makeSource();
    const { id } = await settled(source.id, [first, ana] as never);
    const [one, other, ...more] = await inOrder(source.id, id);
    expect(more).toStrictEqual([]);
    expect(one).toMatchObject({ state, reason, leadId: null });
    expect(other).toMatchObject({ state: "processed", outcome: "created", parentId: id, bodySize: 0, attempts: 1 });
    const made = await database().lead.findUniqueOrThrow({
      where: { id: idIn(other?.leadId) },
      include: { touchpoints: true, entries: true },
    });
    expect(made.contactName).toBe("Ana Pérez");
    expect(made.touchpoints[0]?.deliveryId).toBe(other?.id);
    expect(made.entries[0]?.firstDeliveryId).toBe(other?.id);
  });
});

test("of a repeated submission and a new one the new one is counted, listed, found and linked like any other", async () => {
  const source = await makeSource();
  await settled(source.id, { ...ana, entry_id: "1" });
  const { id } = await settled(source.id, [
    { ...ana, entry_id: "1" },
    { ...beto, entry_id: "2" },
    { foo: "bar" },
  ] as never);
  const parts = await inOrder(source.id, id);
  expect(parts.map(({ state }) => state)).toStrictEqual(["duplicate", "processed", "rejected"]);
  const filter = { source: source.id };
  expect((await listInbox(ctx, filter)).rows.map(({ who }) => who).sort()).toStrictEqual([
    "",
    "Ana Pérez",
    "Ana Pérez",
    "Beto Luna",
  ]);
  expect(await countInbox(ctx, filter)).toMatchObject({ total: 4, ends: { created: 2, duplicate: 1, rejected: 1 } });
  expect((await listInbox(ctx, { ...filter, q: "beto luna" })).rows.map((row) => row.id)).toStrictEqual([parts[1]?.id]);
  expect((await sourceHealth(ctx, source.id)).get(source.id)).toMatchObject({ well: 3, badly: 1 });
});

test("each shows the request it came in, and what came with it", async () => {
  const source = await makeSource();
  const { id } = await settled(source.id, [ana, beto] as never);
  const part = await getDelivery(ctx, partId(id, 1));
  expect(Buffer.from(part.body).toString()).toContain("beto@otro.test");
  expect(part.understood?.name).toBe("Beto Luna");
  expect(part.parts.map((one) => [one.id, one.who])).toStrictEqual([
    [id, "Ana Pérez"],
    [partId(id, 1), "Beto Luna"],
  ]);
  expect((await getDelivery(ctx, id)).parts).toHaveLength(2);
});

test.each([0, 1])("read again, by its part %i, nothing is made twice", async (place) => {
  const source = await makeSource();
  const { id } = await settled(source.id, [ana, beto] as never);
  const before = await inOrder(source.id, id);
  await replayDelivery(ctx, { deliveryId: idIn(before[place]?.id) });
  await settleAll();
  const after = await inOrder(source.id, id);
  expect(after.map(({ state, leadId }) => [state, leadId])).toStrictEqual(
    before.map(({ leadId }) => ["processed", leadId]),
  );
  expect(await database().lead.count({ where: { sourceId: source.id } })).toBe(2);
  expect((await lead(idIn(after[1]?.leadId))).touchCount).toBe(1);
});

test("a part that waits is never read as a request of its own", async () => {
  const source = await makeSource();
  const { id } = await settled(source.id, [ana, beto] as never);
  await database().delivery.update({ where: { id: partId(id, 1) }, data: { state: "received" } });
  await processReceived();
  expect(await database().delivery.findUnique({ where: { id: partId(id, 1) } })).toMatchObject({ state: "received" });
});

test("the ids of a request's entries are the same on every reading, and keys like any other", () => {
  const id = "019abcde-0123-7456-89ab-0123456789ab";
  expect([partId(id, 1), partId(id, 999)].every(isId)).toBe(true);
  expect(partId(id, 1)).toBe(partId(id, 1));
  expect(partId(id, 1)).not.toBe(partId(id, 2));
  expect(partId(id, 1).slice(0, 18)).toBe(id.slice(0, 18));
});

test("people between whom something else stands are each a lead of their own, and what it says is kept", async () => {
  const source = await makeSource();
  const { id } = await settled(source.id, [ana, null, "x", beto] as never);
  const parts = await inOrder(source.id, id);
  expect(parts.map(({ state, reason }) => [state, reason])).toStrictEqual([
    ["processed", ""],
    ["processed", ""],
    ["rejected", "no_known_field"],
  ]);
  expect((await lead(idIn(parts[1]?.leadId))).contactName).toBe("Beto Luna");
});

test("a request of very many is read step by step: what comes meanwhile has its turn, and a step that breaks loses and doubles nobody", async () => {
  const source = await makeSource();
  const many = Array.from({ length: 120 }, (_, at) => ({ nombre: `Persona ${at}`, email: `p${at}@muchos.test` }));
  const id = await arrive(source.id, many as never);
  const turns: number[] = [];
  const count = () => database().lead.count({ where: { sourceId: source.id } });
  // Broken off between two steps, as by a kill.
  await processDelivery(id, undefined, async () => {
    turns.push(await count());
    throw new Error("the end of the world");
  });
  expect(turns).toStrictEqual([50]);
  expect(await read(id)).toMatchObject({ state: "failed" });
  await database().delivery.updateMany({ where: { id }, data: { state: "received" } });
  await processDelivery(id, undefined, async () => {
    turns.push(await count());
  });
  expect(turns).toStrictEqual([50, 50, 100]);
  expect(await count()).toBe(120);
  const parts = await inOrder(source.id, id);
  expect(parts).toHaveLength(120);
  expect(new Set(parts.map(({ leadId }) => leadId)).size).toBe(120);
  expect(new Set(parts.map(({ state }) => state))).toStrictEqual(new Set(["processed"]));
});
