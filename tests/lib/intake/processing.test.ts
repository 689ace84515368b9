import { closeDatabase, database } from "@/lib/core/db";
import { systemCtx } from "@/lib/core/ctx";
import { replayDelivery } from "@/lib/intake/deliveries/commands";
import { changeStatus } from "@/lib/leads/status/commands";
import { ana, idOf, lead, pulled, read, settled } from "@/tests/support/arrivals";
import { eventsOf, makeCompany, makeUser, statusId } from "@/tests/support/house";
import { makeSource, settleAll } from "@/tests/support/intake";

jest.setTimeout(30_000);
afterAll(closeDatabase);

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

  const TIMES: [string, (version: string, at: string) => Record<string, unknown>][] = [
    [
      "Formidable",
      (mensaje, updated_at) => ({
        ...{ id: "9", item_key: "abc12", form_id: "2", is_draft: "0", created_at: "2026-05-01 12:00:00", updated_at },
        ...{ nombre: "Ana", email: "ana@example.com", mensaje },
      }),
    ],
    [
      "Gravity Forms",
      (message, date_updated) => ({
        ...{ id: "9", form_id: "2", date_created: "2026-05-01 12:00:00", date_updated },
        ...{ "1": "ana@example.com", "2": `Buenos días, quisiera saber del precio:\n${message}` },
      }),
    ],
    [
      "Fluent Forms",
      (mensaje, updated_at) => ({
        ...{ nombre: "Ana", email: "ana@example.com", mensaje },
        __submission: { id: "9", form_id: "2", created_at: "2026-05-01 12:00:00", updated_at },
      }),
    ],
    [
      "one nobody knows",
      (mensaje, updated_at) => ({ entry_id: 9, nombre: "Ana", email: "ana@example.com", mensaje, updated_at }),
    ],
  ];
  test.each(TIMES)(
    "entry's late older copy changes nothing where its time of change is told: %s",
    async (_, version) => {
      const source = await makeSource();
      const { leadId } = await settled(source.id, version("dos", "2026-05-01 14:00:00"));
      const old = await settled(source.id, version("uno", "2026-05-01 13:00:00"));
      expect(old).toMatchObject({ state: "duplicate", reason: "older_version", leadId });
      // The copy left no trace: the newer one once more is the same, and a newer one still counts.
      const again = await settled(source.id, version("dos", "2026-05-01 14:00:00"));
      expect(again).toMatchObject({ state: "duplicate", reason: "same_entry" });
      expect((await lead(leadId)).message).toMatch(/dos$/);
      const newer = await settled(source.id, version("tres", "2026-05-01 15:00:00"));
      expect(newer).toMatchObject({ state: "processed", outcome: "updated" });
      expect((await lead(leadId)).message).toMatch(/tres$/);
    },
  );

  test("entry whose first version is read once more doesn't take back what a newer one said", async () => {
    const source = await makeSource();
    const version = (mensaje: string, updated_at: string) => ({ ...ana, entry_id: 9, mensaje, updated_at });
    const first = await settled(source.id, version("uno", "2026-05-01 13:00:00"));
    await settled(source.id, version("dos", "2026-05-01 14:00:00"));
    await replayDelivery(systemCtx("test"), { deliveryId: first.id });
    await settleAll();
    expect(await read(first.id)).toMatchObject({ state: "processed", leadId: first.leadId });
    expect((await lead(first.leadId)).message).toBe("dos");
  });

  test("entry whose site says a time that hasn't come yet is believed no less later", async () => {
    const source = await makeSource();
    const version = (mensaje: string, updated_at: string) => ({ ...ana, entry_id: 9, mensaje, updated_at });
    const { leadId } = await settled(source.id, version("uno", "2099-05-01 13:00:00"));
    await settled(source.id, version("dos", "2026-05-01 14:00:00"));
    expect((await lead(leadId)).message).toBe("dos");
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
      lostReasonId: (await database().lostReason.findFirstOrThrow({ where: { active: true } })).id,
      seenStatusId: before.statusId,
    });
    const back = await settled(source.id, { ...ana, mensaje: "Volví" });
    expect(back.outcome).toBe(outcome);
    const linked = { created: before.id, touched: null }[outcome];
    expect((await lead(back.leadId)).previousLeadId).toBe(linked);
  });
});
