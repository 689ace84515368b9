import { closeDatabase, database } from "@/lib/core/db";
import { systemCtx } from "@/lib/core/ctx";
import { processDelivery, processReceived } from "@/lib/intake/processing/commands";
import { replayDelivery } from "@/lib/intake/deliveries/commands";
import { saveRules } from "@/lib/intake/rules/commands";
import { saveRulesInput } from "@/lib/intake/rules/schema";
import { updateSource } from "@/lib/intake/sources/commands";
import { ana, arrive, idOf, lead, read, settled } from "@/tests/support/arrivals";
import { statusId } from "@/tests/support/house";
import { makeSource, settleAll } from "@/tests/support/intake";

jest.setTimeout(30_000);
afterAll(closeDatabase);

describe("the first look", () => {
  test.each([
    "Busco trabajo/ Ofrezco productos o servicios",
    "Busco trabajo / Ofrezco productos o servicios",
    "BUSCO TRABAJO /OFRECÍ productos o servicios".replace("OFRECÍ", "OFREZCO"),
    "búsco trabajo/ofrezco  productos o servicios",
    "Busco trabajo - Ofrezco productos o servicios",
    "Busco trabajo &#47; Ofrezco productos o servicios",
    "Busco trabajo/ Ofrezco productos o servicios.",
    "Busco trabajo/ Ofrezco productos o servicios, Transporte",
    "Transporte, Busco trabajo/ Ofrezco productos o servicios",
    "Transporte||Busco trabajo/ Ofrezco productos o servicios",
  ])("makes %p negative, and says which rule said so", async (service) => {
    const source = await makeSource();
    const { leadId } = await settled(source.id, { ...ana, "Me interesa el servicio": service });
    const made = await lead(leadId);
    expect(made.statusId).toBe(await statusId("negative"));
    expect(JSON.stringify(made.classification)).toContain("Busco trabajo");
  });

  test.each([
    { "Me interesa el servicio": "Busco depósito" },
    { "Me interesa el servicio": "No busco trabajo ni ofrezco productos o servicios: necesito fletes" },
    { "Me interesa el servicio": "Transporte", Mensaje: "¿Qué es “Busco trabajo/ Ofrezco productos o servicios”?" },
    { Mensaje: "Busco trabajo/ Ofrezco productos o servicios" },
  ])("leaves a near miss pending: %j", async (values) => {
    const source = await makeSource();
    const { leadId } = await settled(source.id, { ...ana, ...values });
    expect((await lead(leadId)).statusId).toBe(await statusId("pending"));
  });

  test("by a rule on a field that only some forms have doesn't stumble where it is missing", async () => {
    const source = await makeSource();
    const rule = {
      name: "VIP",
      condition: { field: "extra.Rubro", op: "is" as const, value: "Vinos" },
      effect: { priority: "high" as const },
    };
    await saveRules(systemCtx("test"), saveRulesInput.parse({ sourceId: source.id, rules: [rule], seen: 1 }));
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
    await database().ruleVersion.updateMany({
      where: { sourceId: broken.id },
      data: { rules: [{ nonsense: 1 }] },
    });
    const bad = await arrive(broken.id, ana);
    const good = await arrive(source.id, ana);
    await settleAll();
    const failed = await read(bad);
    expect(failed.state).toBe("failed");
    expect(failed.reason).not.toBe("");
    expect((await read(good)).state).toBe("processed");
    await database().ruleVersion.deleteMany({ where: { sourceId: broken.id } });
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
    // It says what it once made, so that taking it back takes that back.
    const again = { outcome: "created", reason: "read_anew", leadId: first.leadId };
    expect(await read(first.id)).toMatchObject(again);
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
