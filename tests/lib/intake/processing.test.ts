import { closeDatabase, database } from "@/lib/core/db";
import { systemCtx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { processDelivery, processReceived } from "@/lib/intake/processing/commands";
import { replayDelivery } from "@/lib/intake/deliveries/commands";
import { saveRules } from "@/lib/intake/rules/commands";
import { updateSource } from "@/lib/intake/sources/commands";
import { changeStatus } from "@/lib/leads/status/commands";
import { eventsOf, makeCompany, makeUser, statusId } from "@/tests/support/house";
import { makeSource, settleAll } from "@/tests/support/intake";
import type { Prisma } from "@/lib/core/prisma/client";

jest.setTimeout(30_000);
afterAll(closeDatabase);

type Values = Record<string, unknown>;

/** A delivery as the door stores it. */
async function arrive(sourceId: string, values: Values, more: Partial<Prisma.DeliveryUncheckedCreateInput> = {}) {
  const id = newId();
  const body = Buffer.from(JSON.stringify(values));
  await database().delivery.create({
    data: {
      id,
      sourceId,
      via: "push",
      receivedAt: new Date(),
      method: "POST",
      path: `/api/intake/${sourceId}`,
      headers: { "content-type": "application/json" },
      body,
      bodySize: body.byteLength,
      ...more,
    },
  });
  return id;
}

/** The lead it ended in; an empty id finds nothing. */
const idOf = (delivery: { leadId: string | null }): string => delivery.leadId ?? "";
const read = (id: string) => database().delivery.findUniqueOrThrow({ where: { id } });
const lead = (id: string | null) => database().lead.findUniqueOrThrow({ where: { id: id ?? "" } });

async function settled(sourceId: string, values: Values, more: Partial<Prisma.DeliveryUncheckedCreateInput> = {}) {
  const id = await arrive(sourceId, values, more);
  await processDelivery(id);
  return read(id);
}

const ana = { nombre: "Ana Pérez", email: "ana@example.com", telefono: "11 4321-8765", mensaje: "Hola" };

/** As the predecessor's endpoint says it, one submission in a delivery. */
const pulled = (item: Values, history = false) =>
  [
    { form_submissions: [item] },
    { via: "pull", path: `/wp-json/custom/v1/form-submissions/3`, history, method: "GET" },
  ] as const;

describe("an arrival becomes a lead", () => {
  test("created, classified and given to the default owner, in this order, and it stays pending", async () => {
    const company = await makeCompany();
    const owner = await makeUser("employee", [company.id]);
    const source = await makeSource({ companyId: company.id, defaultOwnerId: owner.id });
    const delivery = await settled(source.id, ana);
    expect(delivery).toMatchObject({ state: "processed", outcome: "created", attempts: 1 });
    const events = await eventsOf(idOf(delivery));
    expect(events.map(({ name }) => name)).toStrictEqual(["lead.created", "lead.classified", "lead.assigned"]);
    expect(await lead(delivery.leadId)).toMatchObject({
      contactName: "Ana Pérez",
      emailKey: "ana@example.com",
      phoneE164: "+541143218765",
      message: "Hola",
      ownerId: owner.id,
      statusId: await statusId("pending"),
    });
    expect((await eventsOf(delivery.id)).map(({ name }) => name)).toStrictEqual(["delivery.read"]);
  });

  test("a default owner who left gets nothing", async () => {
    const company = await makeCompany();
    const owner = await makeUser("employee", [company.id]);
    const source = await makeSource({ companyId: company.id, defaultOwnerId: owner.id });
    await database().user.update({ where: { id: owner.id }, data: { deactivatedAt: new Date() } });
    expect((await lead((await settled(source.id, ana)).leadId)).ownerId).toBeNull();
  });

  test("what the form says beyond its known fields is kept as extra values", async () => {
    const source = await makeSource();
    const { leadId } = await settled(source.id, { ...ana, "Cantidad de pallets": "120" });
    expect((await lead(leadId)).extra).toMatchObject({ "Cantidad de pallets": "120" });
  });

  test("of history has no owner and happened when it was submitted, in the site's zone", async () => {
    const company = await makeCompany();
    const owner = await makeUser("employee", [company.id]);
    const source = await makeSource({ companyId: company.id, defaultOwnerId: owner.id });
    const item = { id: 5, created_at: "2024-08-01 12:34:56", Nombre: "Ana", "E-Mail": "ana@example.com" };
    const delivery = await settled(source.id, ...pulled(item, true));
    const made = await lead(delivery.leadId);
    expect(made).toMatchObject({ ownerId: null, history: true });
    expect(made.receivedAt.toISOString()).toBe("2024-08-01T15:34:56.000Z");
    const [created] = await eventsOf(made.id);
    expect(created?.occurredAt.toISOString()).toBe("2024-08-01T15:34:56.000Z");
  });
});

describe("the same again", () => {
  test("without an id within 15 minutes is a duplicate; later it is the same person's touchpoint", async () => {
    const source = await makeSource();
    const at = new Date("2026-05-01T12:00:00Z");
    const minutes = (count: number) => ({ receivedAt: new Date(at.getTime() + count * 60_000) });
    const first = await settled(source.id, ana, minutes(0));
    const again = await settled(source.id, ana, minutes(14));
    const later = await settled(source.id, ana, minutes(60));
    expect(again).toMatchObject({
      state: "duplicate",
      reason: "same_content",
      duplicateOfId: first.id,
      leadId: first.leadId,
    });
    expect(later).toMatchObject({
      state: "processed",
      outcome: "touched",
      reason: "same_person",
      leadId: first.leadId,
    });
    expect(await database().lead.count({ where: { sourceId: source.id } })).toBe(1);
  });

  test("of another source isn't the same", async () => {
    const [one, other] = [await makeSource(), await makeSource()];
    await settled(one.id, ana);
    expect(await settled(other.id, ana)).toMatchObject({ state: "processed", outcome: "created" });
  });

  test("entry pulled twice is a duplicate however long ago; changed, it updates what nobody edited", async () => {
    const source = await makeSource();
    const item = {
      id: 812,
      created_at: "2026-05-01 10:00:00",
      Nombre: "Ana",
      "E-Mail": "ana@example.com",
      Mensaje: "uno",
    };
    const first = await settled(source.id, ...pulled(item));
    expect(await settled(source.id, ...pulled(item))).toMatchObject({ state: "duplicate", reason: "same_entry" });
    await database().lead.update({ where: { id: idOf(first) }, data: { contactName: "Ana María" } });
    const changed = await settled(source.id, ...pulled({ ...item, Nombre: "Anna", Mensaje: "dos" }));
    expect(changed).toMatchObject({ state: "processed", outcome: "updated", leadId: first.leadId });
    expect(await lead(first.leadId)).toMatchObject({ message: "dos", contactName: "Ana María" });
  });

  test("person with another wish is a touchpoint, also when the phone is written otherwise", async () => {
    const source = await makeSource();
    const first = await settled(source.id, { ...ana, email: "" });
    const second = await settled(source.id, {
      nombre: "A. Pérez",
      telefono: "+54 9 11 4321 8765",
      mensaje: "Otra cosa",
    });
    expect(second).toMatchObject({ outcome: "touched", leadId: first.leadId });
    expect(await lead(first.leadId)).toMatchObject({ contactName: "Ana Pérez", message: "Hola", touchCount: 2 });
    expect((await eventsOf(idOf(first))).at(-1)?.name).toBe("lead.touched");
  });

  test.each([
    [89, "touched"],
    [91, "created"],
  ])("person whose lead was closed %i days ago: %s", async (days, outcome) => {
    const source = await makeSource();
    const first = await settled(source.id, ana);
    const before = await lead(first.leadId);
    await changeStatus(systemCtx("test", { now: () => new Date(Date.now() - days * 86_400_000) }), {
      leadId: before.id,
      statusId: await statusId("not-viable"),
      seenStatusId: before.statusId,
    });
    const back = await settled(source.id, { ...ana, mensaje: "Volví" });
    expect(back.outcome).toBe(outcome);
    const linked = { created: before.id, touched: null }[outcome];
    expect((await lead(back.leadId)).previousLeadId).toBe(linked);
  });
});

describe("the first look", () => {
  test.each([
    "Busco trabajo/ Ofrezco productos o servicios",
    "Busco trabajo / Ofrezco productos o servicios",
    "BUSCO TRABAJO /OFRECÍ productos o servicios".replace("OFRECÍ", "OFREZCO"),
    "búsco trabajo/ofrezco  productos o servicios",
  ])("makes %p negative, and says which rule said so", async (service) => {
    const source = await makeSource();
    const { leadId } = await settled(source.id, { ...ana, "Me interesa el servicio": service });
    const made = await lead(leadId);
    expect(made.statusId).toBe(await statusId("negative"));
    expect(JSON.stringify(made.classification)).toContain("Busco trabajo");
  });

  test("leaves a near miss pending", async () => {
    const source = await makeSource();
    const { leadId } = await settled(source.id, { ...ana, "Me interesa el servicio": "Busco depósito" });
    expect((await lead(leadId)).statusId).toBe(await statusId("pending"));
  });

  test("by a rule on a field that only some forms have doesn't stumble where it is missing", async () => {
    const source = await makeSource();
    const rule = {
      name: "VIP",
      condition: { field: "extra.Rubro", op: "is" as const, value: "Vinos" },
      effect: { priority: "high" as const },
    };
    const rules = await database().classificationRule.findMany({
      where: { sourceId: source.id },
      orderBy: { position: "asc" },
    });
    await saveRules(systemCtx("test"), {
      sourceId: source.id,
      rules: [rule],
      seen: rules.map(({ id, version }) => `${id}:${version}`),
    });
    expect((await lead((await settled(source.id, { ...ana, Rubro: "vinos" })).leadId)).priority).toBe("high");
    expect(
      (await lead((await settled(source.id, { ...ana, email: "b@example.com", telefono: "" })).leadId)).priority,
    ).toBe("normal");
  });
});

describe("settling", () => {
  test("by two at once makes no double of one person", async () => {
    const source = await makeSource();
    const ids = [];
    for (let index = 0; index < 8; index++) ids.push(await arrive(source.id, { ...ana, mensaje: `wish ${index}` }));
    await Promise.all([processReceived(), processReceived(), ...ids.map((id) => processDelivery(id))]);
    await settleAll();
    expect(await database().lead.count({ where: { sourceId: source.id } })).toBe(1);
    const outcomes = await database().delivery.groupBy({
      by: ["outcome"],
      where: { sourceId: source.id },
      _count: true,
    });
    expect(outcomes.sort((a, b) => a._count - b._count)).toMatchObject([
      { outcome: "created", _count: 1 },
      { outcome: "touched", _count: 7 },
    ]);
    expect(await database().event.count({ where: { name: "delivery.read", subjectId: { in: ids } } })).toBe(8);
  });

  test("stopped in the middle leaves nothing half done, and is done by the next", async () => {
    const source = await makeSource();
    const id = await arrive(source.id, ana);
    await expect(
      database().$transaction(async (tx) => {
        await tx.delivery.update({ where: { id }, data: { state: "processed" } });
        throw new Error("killed");
      }),
    ).rejects.toThrow("killed");
    await settleAll();
    expect(await read(id)).toMatchObject({ state: "processed", outcome: "created" });
  });

  test("that can't be done is failed with its reason, holds up nobody, and can be replayed", async () => {
    const source = await makeSource();
    const broken = await makeSource();
    await database().classificationRule.updateMany({
      where: { sourceId: broken.id },
      data: { condition: { nonsense: 1 } },
    });
    const bad = await arrive(broken.id, ana);
    const good = await arrive(source.id, ana);
    await settleAll();
    const failed = await read(bad);
    expect(failed.state).toBe("failed");
    expect(failed.reason).not.toBe("");
    expect((await read(good)).state).toBe("processed");
    await database().classificationRule.deleteMany({ where: { sourceId: broken.id } });
    await replayDelivery(systemCtx("test"), { deliveryId: bad });
    await settleAll();
    expect(await read(bad)).toMatchObject({ state: "processed", outcome: "created", reason: "" });
  });

  test("replayed after the mapping changed reads by the new one and makes no second lead", async () => {
    const source = await makeSource();
    const values = { ...ana, codigo: "Bodega Sur S.A." };
    const first = await settled(source.id, values);
    await updateSource(systemCtx("test"), {
      sourceId: source.id,
      set: { mapping: { codigo: "firm" } },
      seen: { mapping: {} },
    });
    await replayDelivery(systemCtx("test"), { deliveryId: first.id });
    await settleAll();
    expect(await read(first.id)).toMatchObject({ leadId: first.leadId });
    expect((await lead(first.leadId)).firm).toBe("Bodega Sur S.A.");
    expect(await database().lead.count({ where: { sourceId: source.id } })).toBe(1);
    expect(await database().touchpoint.count({ where: { leadId: idOf(first) } })).toBe(1);
  });

  test("replayed with nothing changed ends as before, not as its own duplicate", async () => {
    const source = await makeSource();
    const first = await settled(source.id, ana);
    await replayDelivery(systemCtx("test"), { deliveryId: first.id });
    await settleAll();
    expect(await read(first.id)).toMatchObject({ state: "processed", outcome: "created", leadId: first.leadId });
  });
});
