import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { arrivingValues } from "@/lib/leads/custom-fields/arriving/schema";
import { changeField, makeField, resumeFilling, stopFilling } from "@/lib/leads/custom-fields/filling/commands";
import { fillings, guessExtra, seenExtras, tryFilling } from "@/lib/leads/custom-fields/filling/queries";
import { stepFillings } from "@/lib/leads/custom-fields/filling/stepping/commands";
import { allFields } from "@/lib/leads/custom-fields/queries";
import { addFieldInput } from "@/lib/leads/custom-fields/schema";
import { valuesOf } from "@/lib/leads/custom-fields/values/queries";
import { leadPage } from "@/lib/leads/page/queries";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { say, the } from "@/tests/support/custom-fields";
import type { Ctx } from "@/lib/core/ctx";

const said = async (leadId: string) => (await valuesOf(database(), [leadId])).get(leadId) ?? {};
async function toTheEnd(): Promise<void> {
  while (await stepFillings());
}
const field = (name: string, kind = "number") =>
  addFieldInput.parse({ kind, labelEn: `${name} en`, labelEs: `${name} es` });

describe("an extra value becomes a field", () => {
  let ctx: Ctx;
  let companyId: string;
  beforeEach(async () => {
    ctx = ctxOf(await makeUser("admin"));
    companyId = (await makeCompany()).id;
  });

  test("dry run and run agree: what can be read is filled in, what can't keeps its extra value", async () => {
    const name = `Peso ${newId()}`;
    const leads = [];
    for (const peso of ["500", "1.200 kg", "mucho", ["7"], "40"])
      leads.push(await makeLead(companyId, { extra: { [name]: peso, Otra: "x" } }));
    expect((await seenExtras(ctx)).extras).toContainEqual({
      name,
      leads: 5,
      examples: expect.arrayContaining(["40"]) as unknown,
    });
    expect(await guessExtra(ctx, { name })).toMatchObject({ name });
    const trial = await tryFilling(ctx, { name, kind: "number", options: [] });
    expect(trial).toStrictEqual({ filled: 4, unreadable: 1, unread: ["mucho"], kept: 0 });

    const { id, leads: found } = await makeField(ctx, { name, field: field(name) });
    expect(found).toBe(5);
    await toTheEnd();
    const [progress] = (await fillings(ctx)).filter(({ fieldId }) => fieldId === id);
    expect(progress).toMatchObject({ state: "done", total: 5, filled: 4, unreadable: 1, kept: 0 });
    const values = await Promise.all(leads.map(async (lead) => Object.values(await said(lead.id))));
    expect(values).toStrictEqual([[500], [1200], [], [7], [40]]);
    const [first, , unread] = leads;
    const told = (await eventsOf(the(first).id)).filter(({ name: event }) => event === "lead.updated");
    expect(told).toHaveLength(1);
    // What stands in the field isn't said twice; what can't be read still is.
    const page = async (lead: typeof first) =>
      (await leadPage(ctx, { number: the(lead).number, locale: "es" })).lead.extra.map((extra) => extra.name).sort();
    expect(await page(first)).toStrictEqual(["Otra"]);
    expect(await page(unread)).toStrictEqual(["Otra", name]);
  });

  test("a nested value is one too, by its path; and nobody's word is overwritten", async () => {
    const step = newId();
    const name = `Carga › ${step}`;
    const one = await makeLead(companyId, { extra: { Carga: { [step]: "12" } } });
    const two = await makeLead(companyId, { extra: { Carga: { [step]: "13" } } });
    const { id } = await makeField(ctx, { name, field: field(step) });
    const { key } = await database().customField.findUniqueOrThrow({ where: { id } });
    await say(ctx, two.id, key, "99");
    await toTheEnd();
    expect([await said(one.id), await said(two.id)]).toStrictEqual([{ [key]: 12 }, { [key]: 99 }]);
    const [progress] = (await fillings(ctx)).filter(({ fieldId }) => fieldId === id);
    expect(progress).toMatchObject({ filled: 1, kept: 1 });
  });

  test("is stopped, gone on with, and does each lead once, however many processes there are", async () => {
    const name = `Bultos ${newId()}`;
    const lead = await makeLead(companyId, { extra: { [name]: "3" } });
    const { id } = await makeField(ctx, { name, field: field(name) });
    const { id: fillingId } = await database().fieldFilling.findFirstOrThrow({ where: { fieldId: id } });
    await stopFilling(ctx, { fillingId });
    await toTheEnd();
    expect(await said(lead.id)).toStrictEqual({});
    await expect(stopFilling(ctx, { fillingId })).rejects.toMatchObject({ details: { reason: "bulkNotRunning" } });
    await resumeFilling(ctx, { fillingId });
    await Promise.all([toTheEnd(), toTheEnd(), toTheEnd()]);
    expect(Object.values(await said(lead.id))).toStrictEqual([3]);
    expect((await eventsOf(lead.id)).filter(({ name: event }) => event === "lead.updated")).toHaveLength(1);
    const told = (await eventsOf(id)).map(({ name: event }) => event);
    expect(told.filter((event) => event === "customField.fillingFinished")).toHaveLength(1);
  });

  test("a form's other spelling of it fills the field there is, on the leads that say nothing in it yet and on those to come", async () => {
    const name = `Provincia ${newId()}`;
    const other = name.toLowerCase();
    const one = await makeLead(companyId, { extra: { [name]: "Salta" } });
    const { id } = await makeField(ctx, { name, field: field(name, "text") });
    const both = await makeLead(companyId, { extra: { [other]: "Chaco" } });
    const two = await makeLead(companyId, { extra: { [other]: "Jujuy" } });
    const { key } = await database().customField.findUniqueOrThrow({ where: { id } });
    await say(ctx, both.id, key, "Formosa");
    const trial = await tryFilling(ctx, { name: other, kind: "text", options: [], fieldId: id });
    expect(trial).toMatchObject({ filled: 1, kept: 1, unreadable: 0 });
    // While it is still being filled from the first one.
    await changeField(ctx, { fieldId: id, set: { takes: [name, other] }, seen: { takes: [name] } });
    expect((await fillings(ctx)).find(({ fieldId }) => fieldId === id)).toMatchObject({
      name: other,
      state: "working",
    });
    await toTheEnd();
    const values = await Promise.all([one, both, two].map(async (lead) => (await said(lead.id))[key]));
    expect(values).toStrictEqual(["Salta", "Formosa", "Jujuy"]);
    const definitions = (await allFields(database())).filter((one) => one.id === id);
    const hints = { currency: "ARS" };
    expect(arrivingValues({ extra: { [other]: "Salta" } }, definitions, hints).values).toMatchObject([
      { value: "Salta" },
    ]);
    // What only loses a name, or stays as it is, fills nothing again.
    await changeField(ctx, { fieldId: id, set: { takes: [other] }, seen: { takes: [name, other] } });
    expect(await database().fieldFilling.count({ where: { fieldId: id } })).toBe(2);
    const { id: otherId } = await makeField(ctx, { name: `Otra ${name}`, field: field(`Otra ${name}`, "text") });
    const taking = { fieldId: otherId, set: { takes: [`Otra ${name}`, other] }, seen: { takes: [`Otra ${name}`] } };
    await expect(changeField(ctx, taking)).rejects.toMatchObject({ fields: { takes: "taken" } });
    await toTheEnd();
  });

  test("two fields can't be filled from one value", async () => {
    const name = `Único ${newId()}`;
    await makeField(ctx, { name, field: field(`${name} a`) });
    await expect(makeField(ctx, { name, field: field(`${name} b`) })).rejects.toMatchObject({
      fields: { takes: "taken" },
    });
    await toTheEnd();
  });
});
