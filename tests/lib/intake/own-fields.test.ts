import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { enterLead } from "@/lib/intake/entering/commands";
import { enterLeadInput } from "@/lib/intake/entering/schema";
import { undoImport } from "@/lib/intake/importing/commands";
import { processDelivery } from "@/lib/intake/processing/commands";
import { saveRules } from "@/lib/intake/rules/commands";
import { saveRulesInput } from "@/lib/intake/rules/schema";
import { updateSource } from "@/lib/intake/sources/commands";
import { updateField } from "@/lib/leads/custom-fields/commands";
import { valuesOf } from "@/lib/leads/custom-fields/values/queries";
import { makeCustomField, option, say, the } from "@/tests/support/custom-fields";
import { ana, arrive, lead, settled } from "@/tests/support/arrivals";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { bring, rowsOf, stepAll } from "@/tests/support/imports";
import { makeSource, settleAll } from "@/tests/support/intake";

jest.setTimeout(60_000);

const admin = async () => ctxOf(await makeUser("admin"));
const said = async (leadId: string | null) => (await valuesOf(database(), [the(leadId)])).get(the(leadId)) ?? {};

describe("what a form sends", () => {
  test("goes to the field its source maps it to; what can't be read is an extra value, and no lead is lost", async () => {
    const { key } = await makeCustomField(await admin(), "number");
    const source = await makeSource();
    const set = { mapping: { "peso-kg": `field.${key}` } };
    await updateSource(systemCtx("test"), { sourceId: source.id, set, seen: { mapping: {} } });
    const good = await settled(source.id, { ...ana, "peso-kg": "1.250,5" });
    expect([await said(good.leadId), (await lead(good.leadId)).extra]).toStrictEqual([{ [key]: 1250.5 }, {}]);
    const bad = await settled(source.id, { ...ana, email: "b@example.com", telefono: "", "peso-kg": "mucho" });
    expect([await said(bad.leadId), (await lead(bad.leadId)).extra]).toStrictEqual([{}, { "peso-kg": "mucho" }]);
  });

  test("fills a field that takes its extra value by itself, together or one by one, in any source", async () => {
    const name = `Retiro ${newId().slice(-6)}`;
    const { key } = await makeCustomField(await admin(), "date", { takes: [name] });
    const [one, two] = [await makeSource(), await makeSource()];
    const first = await settled(one.id, { ...ana, [name]: "28/11/2026" });
    await arrive(two.id, { ...ana, email: "c@example.com", telefono: "", [name]: "1/12/2026" });
    await settleAll();
    const second = await database().lead.findFirstOrThrow({ where: { sourceId: two.id } });
    expect([await said(first.leadId), await said(second.id)]).toStrictEqual([
      { [key]: "2026-11-28" },
      { [key]: "2026-12-01" },
    ]);
    expect((await lead(first.leadId)).extra).toStrictEqual({ [name]: "28/11/2026" });
  });

  test("by a known person fills what is empty, and never overwrites what somebody typed", async () => {
    const ctx = await admin();
    const [a, b] = [`A ${newId().slice(-6)}`, `B ${newId().slice(-6)}`];
    const one = await makeCustomField(ctx, "text", { takes: [a] });
    const two = await makeCustomField(ctx, "text", { takes: [b] });
    const source = await makeSource();
    const { leadId } = await settled(source.id, { ...ana, [a]: "del formulario" });
    await say(ctx, the(leadId), one.key, "a mano", "del formulario");
    await settled(source.id, { ...ana, mensaje: "otra vez", [a]: "otra", [b]: "nuevo" });
    expect(await said(leadId)).toStrictEqual({ [one.key]: "a mano", [two.key]: "nuevo" });
  });

  test("corrected under its entry's id, the field follows unless somebody changed it", async () => {
    const ctx = await admin();
    const { key } = await makeCustomField(ctx, "text");
    const source = await makeSource();
    const set = { mapping: { carga: `field.${key}` } };
    await updateSource(systemCtx("test"), { sourceId: source.id, set, seen: { mapping: {} } });
    const send = (carga: string) => settled(source.id, { ...ana, entry_id: "77", carga });
    const { leadId } = await send("uno");
    await send("dos");
    expect(await said(leadId)).toStrictEqual({ [key]: "dos" });
    await say(ctx, the(leadId), key, "a mano", "dos");
    await send("tres");
    expect(await said(leadId)).toStrictEqual({ [key]: "a mano" });
  });

  test("is asked by a rule under the field's name, as a number too", async () => {
    const { key } = await makeCustomField(await admin(), "number");
    const source = await makeSource();
    const set = { mapping: { peso: `field.${key}` } };
    await updateSource(systemCtx("test"), { sourceId: source.id, set, seen: { mapping: {} } });
    const condition = { field: `fieldNumber.${key}`, op: "gt" as const, value: 1000 };
    const rules = [{ name: "Pesado", condition, effect: { priority: "high" as const } }];
    await saveRules(systemCtx("test"), saveRulesInput.parse({ sourceId: source.id, rules, seen: 1 }));
    const heavy = await settled(source.id, { ...ana, peso: "1.500" });
    const light = await settled(source.id, { ...ana, email: "d@example.com", telefono: "", peso: "15" });
    expect([(await lead(heavy.leadId)).priority, (await lead(light.leadId)).priority]).toStrictEqual([
      "high",
      "normal",
    ]);
  });

  test("for a field that was retired is an extra value again", async () => {
    const ctx = await admin();
    const { id, key } = await makeCustomField(ctx, "text");
    const source = await makeSource();
    const set = { mapping: { carga: `field.${key}` } };
    await updateSource(systemCtx("test"), { sourceId: source.id, set, seen: { mapping: {} } });
    await updateField(ctx, { fieldId: id, set: { active: false }, seen: { active: true } });
    const deliveryId = await arrive(source.id, { ...ana, carga: "cajas" });
    await processDelivery(deliveryId);
    const { leadId } = await database().delivery.findUniqueOrThrow({ where: { id: deliveryId } });
    expect((await lead(leadId)).extra).toStrictEqual({ carga: "cajas" });
  });
});

describe("typed in by hand", () => {
  test("a field is read in the language of who types; what can't be read is refused at its field, and nothing is made", async () => {
    const ctx = await admin();
    const company = await makeCompany();
    const weight = await makeCustomField(ctx, "number");
    const cargo = await makeCustomField(ctx, "choices", { options: [option("Cold"), option("Dry")] });
    const type = await database().leadType.findFirstOrThrow({ where: { key: "transport" } });
    const form = (fields: object, decimal: string) =>
      enterLeadInput.parse({ companyId: company.id, leadTypeId: type.id, firm: "Norte SA", fields, decimal });
    const refused = enterLead(ctx, form({ [weight.key]: "mucho" }, ","));
    await expect(refused).rejects.toMatchObject({ fields: { [`fields.${weight.key}`]: "notNumber" } });
    expect(await database().lead.count({ where: { companyId: company.id } })).toBe(0);
    const { number } = await enterLead(ctx, form({ [weight.key]: "1.234", [cargo.key]: ["dry", "cold"] }, "."));
    const made = await database().lead.findUniqueOrThrow({ where: { number } });
    expect(await said(made.id)).toStrictEqual({ [weight.key]: 1.234, [cargo.key]: ["cold", "dry"] });
  });
});

describe("brought in a file", () => {
  test("a column goes to the field it is called as; a known lead is filled in, and all of it is undone", async () => {
    const ctx = await admin();
    const label = `Peso ${newId().slice(-6)}`;
    const { key } = await makeCustomField(ctx, "number", { labelEn: `${label} en`, labelEs: label });
    const company = await makeCompany();
    const actor = await makeUser("manager", [company.id]);
    const known = await makeLead(company.id, { email: "known@x.example" });
    const file = `Nombre;Mail;${label}\nAna;known@x.example;12,5\nBeto;beto@x.example;1.000\nCarla;carla@x.example;mucho\n`;
    const importId = await bring(actor, file, { onMatch: "fill" });
    const rows = await rowsOf(importId);
    expect(rows.map(({ outcome }) => outcome)).toStrictEqual(["updated", "new", "new"]);
    expect(rows[2]?.notes).toStrictEqual([{ reason: "own_unreadable", detail: `${label}: mucho` }]);
    const [, beto, carla] = rows;
    expect([await said(known.id), await said(the(beto).leadId), await said(the(carla).leadId)]).toStrictEqual([
      { [key]: 12.5 },
      { [key]: 1000 },
      {},
    ]);
    expect((await lead(the(carla).leadId)).extra).toStrictEqual({ [label]: "mucho" });
    await undoImport(ctxOf(actor), { importId });
    await stepAll();
    expect(await said(known.id)).toStrictEqual({});
    const changes = (await eventsOf(known.id)).flatMap((event) => Object.entries(event.changes as object));
    expect(changes).toStrictEqual([
      ...changes.slice(0, -2),
      [`field.${key}`, { from: "", to: "12.5" }],
      [`field.${key}`, { from: "12.5", to: "" }],
    ]);
  });

  test("a field that says something is overwritten only where that was asked for", async () => {
    const ctx = await admin();
    const label = `Bultos ${newId().slice(-6)}`;
    const { key } = await makeCustomField(ctx, "number", { labelEn: `${label} en`, labelEs: label });
    const company = await makeCompany();
    const actor = await makeUser("manager", [company.id]);
    const known = await makeLead(company.id, { email: "known@x.example" });
    await say(ctx, known.id, key, "1");
    const file = (bultos: number) => `Nombre;Mail;${label}\nAna;known@x.example;${bultos}\n`;
    await bring(actor, file(2), { onMatch: "fill" });
    expect(await said(known.id)).toStrictEqual({ [key]: 1 });
    await bring(actor, file(3), { onMatch: "overwrite", overwrite: ["ownFields"] });
    expect(await said(known.id)).toStrictEqual({ [key]: 3 });
  });
});
