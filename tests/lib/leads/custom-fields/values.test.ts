import { database } from "@/lib/core/db";
import { updateField } from "@/lib/leads/custom-fields/commands";
import { valuesOf } from "@/lib/leads/custom-fields/values/queries";
import { mergeLeads } from "@/lib/leads/merging/commands";
import { unmergeLeads } from "@/lib/leads/merging/undoing/commands";
import { leadPage } from "@/lib/leads/page/queries";
import { timelineOf } from "@/lib/leads/timeline/queries";
import { timelineInput } from "@/lib/leads/timeline/schema";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { makeCustomField, option, say } from "@/tests/support/custom-fields";

async function house() {
  const company = await makeCompany();
  const ctx = ctxOf(await makeUser("admin"));
  const manager = ctxOf(await makeUser("manager", [company.id]));
  return { company, ctx, manager, lead: await makeLead(company.id) };
}
const WHO: Record<string, string> = { uno: "manager Tester", dos: "admin Tester" };
const said = async (leadId: string) => (await valuesOf(database(), [leadId])).get(leadId) ?? {};

describe("a value", () => {
  test("is one typed row, told once with before and after, and emptied without a trace in the table", async () => {
    const { ctx, manager, lead } = await house();
    const { key } = await makeCustomField(ctx, "number");
    await say(manager, lead.id, key, "1.234,5");
    expect(await said(lead.id)).toStrictEqual({ [key]: 1234.5 });
    await say(manager, lead.id, key, "2", "1234.5");
    await say(manager, lead.id, key, "", "2");
    expect(await database().leadValue.count({ where: { leadId: lead.id } })).toBe(0);
    const told = (await eventsOf(lead.id)).filter(({ name }) => name === "lead.updated").map(({ changes }) => changes);
    expect(told).toStrictEqual([
      { [`field.${key}`]: { from: "", to: "1234.5" } },
      { [`field.${key}`]: { from: "1234.5", to: "2" } },
      { [`field.${key}`]: { from: "2", to: "" } },
    ]);
  });

  test("whoever is second is told who changed it to what, and nothing is lost", async () => {
    const { ctx, manager, lead } = await house();
    const { key } = await makeCustomField(ctx, "text");
    const both = await Promise.allSettled([say(manager, lead.id, key, "uno"), say(ctx, lead.id, key, "dos")]);
    expect(both.map(({ status }) => status).sort()).toStrictEqual(["fulfilled", "rejected"]);
    const [first] = Object.values(await said(lead.id));
    const refused = both.find((one) => one.status === "rejected");
    expect(refused?.reason).toMatchObject({
      code: "CONFLICT",
      details: { field: `field.${key}`, to: first, by: WHO[first as string] },
    });
  });

  test("that can't be read is refused by what it should be; another type's field and a retired one aren't there", async () => {
    const { ctx, manager, company, lead } = await house();
    const day = await makeCustomField(ctx, "date");
    await expect(say(manager, lead.id, day.key, "pronto")).rejects.toMatchObject({ fields: { said: "notDate" } });
    const other = await database().leadType.findUniqueOrThrow({ where: { key: "fulfilment" } });
    const elsewhere = await makeCustomField(ctx, "text", { typeIds: [other.id] });
    await expect(say(manager, lead.id, elsewhere.key, "x")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await say(manager, lead.id, day.key, "2026-11-28");
    await updateField(ctx, { fieldId: day.id, set: { active: false }, seen: { active: true } });
    await expect(say(manager, lead.id, day.key, "", "2026-11-28")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await said(lead.id)).toStrictEqual({});
    await updateField(ctx, { fieldId: day.id, set: { active: true }, seen: { active: false } });
    expect(await said(lead.id)).toStrictEqual({ [day.key]: "2026-11-28" });
    const stranger = ctxOf(await makeUser("manager", [(await makeCompany()).id]));
    await expect(say(stranger, lead.id, day.key, "")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await makeLead(company.id)).id).not.toBe(lead.id);
  });

  test("is on the lead's page, and its history in words of the field it was", async () => {
    const { ctx, manager, lead } = await house();
    const { key } = await makeCustomField(ctx, "choice", {
      labelEn: `Cargo ${lead.number}`,
      labelEs: `Carga ${lead.number}`,
      options: [option("Cold"), option("Dry")],
    });
    await say(manager, lead.id, key, "cold");
    const { fields } = await leadPage(manager, { number: lead.number, locale: "es" });
    expect(fields.find((one) => one.key === key)).toMatchObject({ label: `Carga ${lead.number}`, value: "cold" });
    const { entries } = await timelineOf(manager, { ...timelineInput.parse({ leadId: lead.id }), locale: "es" });
    expect(entries[0]).toMatchObject({
      kind: "fields",
      changes: [{ from: "", to: "cold", own: { label: `Carga ${lead.number}`, kind: "choice" } }],
    });
  });
});

describe("two leads merged", () => {
  test("the survivor says what the other said where it said nothing; taken apart, each says what it did", async () => {
    const { ctx, manager, company, lead } = await house();
    const other = await makeLead(company.id);
    const [one, two, three] = [
      await makeCustomField(ctx, "text"),
      await makeCustomField(ctx, "number"),
      await makeCustomField(ctx, "text"),
    ];
    await say(manager, lead.id, one.key, "suyo");
    await say(manager, other.id, one.key, "ajeno");
    await say(manager, other.id, two.key, "7");
    await say(manager, other.id, three.key, "queda");
    const seen = { survivor: {}, other: {} };
    const { mergeId } = await mergeLeads(manager, { survivorId: lead.id, otherId: other.id, take: [], seen });
    expect(await said(lead.id)).toStrictEqual({ [one.key]: "suyo", [two.key]: 7, [three.key]: "queda" });
    await say(manager, lead.id, three.key, "cambiado", "queda");
    await unmergeLeads(manager, { mergeId, touchpointIds: [] });
    expect(await said(lead.id)).toStrictEqual({ [one.key]: "suyo", [three.key]: "cambiado" });
    expect(await said(other.id)).toStrictEqual({ [one.key]: "ajeno", [two.key]: 7, [three.key]: "queda" });
  });
});
