import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { addField, orderFields, updateField } from "@/lib/leads/custom-fields/commands";
import { makeField, startFilling, stopFilling } from "@/lib/leads/custom-fields/filling/commands";
import { guessExtra, seenExtras, tryFilling } from "@/lib/leads/custom-fields/filling/queries";
import { fieldTerms } from "@/lib/leads/custom-fields/queries";
import { addFieldInput } from "@/lib/leads/custom-fields/schema";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { makeCustomField, option, say, the } from "@/tests/support/custom-fields";
import { cameTo } from "@/tests/support/came-to";
import { announced } from "@/tests/support/people";
import type { Ctx } from "@/lib/core/ctx";

const admin = async () => ctxOf(await makeUser("admin"));
const input = (more: object) =>
  addFieldInput.parse({ kind: "text", labelEn: newId(), labelEs: `${newId()} es`, ...more });

describe("a field", () => {
  test("is added after the others under a key that never changes, announced once", async () => {
    const ctx = await admin();
    const word = newId().slice(-8);
    const { id, key } = await addField(ctx, input({ labelEn: `Pick-up day ${word}`, labelEs: `Retiro ${word}` }));
    expect(key).toBe(`pick-up-day-${word}`);
    expect(await eventsOf(id)).toMatchObject([{ name: "customField.created", payload: { key, kind: "text" } }]);
    expect((await fieldTerms(ctx)).filter(({ active }) => active).at(-1)).toMatchObject({ id, leads: 0 });
    const rename = { fieldId: id, set: { labelEn: `Day ${word}` }, seen: { labelEn: `Pick-up day ${word}` } };
    expect(await announced(id, () => updateField(ctx, rename))).toStrictEqual(["customField.updated"]);
    expect((await fieldTerms(ctx)).find((one) => one.id === id)).toMatchObject({ key, labelEn: `Day ${word}` });
  });

  test("can't be called like another one, like what every lead has, or like one that two make at once", async () => {
    const ctx = await admin();
    const { labelEn } = { labelEn: `Weight ${newId()}` };
    await addField(ctx, input({ labelEn }));
    const taken = (fields: object) => ({ code: "INVALID", fields });
    await expect(addField(ctx, input({ labelEn: labelEn.toUpperCase() }))).rejects.toMatchObject(
      taken({ labelEn: "taken" }),
    );
    await expect(addField(ctx, input({ labelEs: "Estado" }))).rejects.toMatchObject(taken({ labelEs: "taken" }));
    const same = input({});
    const both = await Promise.allSettled([addField(ctx, same), addField(ctx, same)]);
    expect(both.map(({ status }) => status).sort()).toStrictEqual(["fulfilled", "rejected"]);
  });

  test("becomes only what keeps all that leads say in it", async () => {
    const ctx = await admin();
    const lead = await makeLead((await makeCompany()).id);
    const { id, key } = await makeCustomField(ctx, "choice", { options: [option("Cold"), option("Dry")] });
    const become = (kind: "text" | "choices" | "choice", seen: string) =>
      updateField(ctx, { fieldId: id, set: { kind }, seen: { kind: seen } });
    await become("text", "choice");
    await become("choice", "text");
    await say(ctx, lead.id, key, "cold");
    await expect(become("text", "choice")).rejects.toMatchObject({ fields: { kind: "hasValues" } });
    await become("choices", "choice");
    await expect(say(ctx, lead.id, key, ["cold", "dry"], "cold")).resolves.toStrictEqual({ value: "cold,dry" });
    await expect(become("choice", "choices")).rejects.toMatchObject({ fields: { kind: "hasValues" } });
  });

  test("keeps an option that was taken away, retired, and gives a new one a key of its own", async () => {
    const ctx = await admin();
    const { id } = await makeCustomField(ctx, "choice", { options: [option("Cold"), option("Dry")] });
    const now = async () => the((await fieldTerms(ctx)).find((one) => one.id === id)).options;
    const before = await now();
    const cold = the(before[0]);
    const chilled = { ...cold, labelEn: "Chilled", labelEs: "Refrigerada" };
    const set = { options: [chilled, option("Cold")] };
    await updateField(ctx, { fieldId: id, set, seen: { options: before } });
    expect(await now()).toMatchObject([
      { key: "cold", labelEn: "Chilled", active: true },
      { key: "cold-2", labelEn: "Cold", active: true },
      { key: "dry", active: false },
    ]);
    const none = updateField(ctx, { fieldId: id, set: { options: [] }, seen: { options: await now() } });
    await expect(none).rejects.toMatchObject({ fields: { options: "required" } });
  });

  test("a stale edit is a conflict that says who was first, and changes nothing", async () => {
    const ctx = await admin();
    const { id } = await makeCustomField(ctx, "text");
    const [seen] = (await fieldTerms(ctx)).filter((one) => one.id === id);
    const edit = (helpEn: string) => updateField(ctx, { fieldId: id, set: { helpEn }, seen: { helpEn: seen?.helpEn } });
    await edit("First");
    await expect(edit("Second")).rejects.toMatchObject({
      code: "CONFLICT",
      details: { by: "admin Tester", to: "First" },
    });
  });

  test("in another order only over the order that was seen", async () => {
    const ctx = await admin();
    await makeCustomField(ctx, "text");
    await makeCustomField(ctx, "text");
    const order = async () => (await fieldTerms(ctx)).filter(({ active }) => active).map(({ id }) => id);
    const seen = await order();
    await orderFields(ctx, { ids: seen.toReversed(), seen });
    expect(await order()).toStrictEqual(seen.toReversed());
    await expect(orderFields(ctx, { ids: seen, seen })).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

const ACTS: Record<string, (ctx: Ctx, target: { fieldId: string; leadId: string; key: string }) => Promise<unknown>> = {
  "add a field": (ctx) => addField(ctx, input({})),
  "edit a field": (ctx, { fieldId }) => updateField(ctx, { fieldId, set: { helpEn: newId() }, seen: { helpEn: "" } }),
  "list fields": (ctx) => fieldTerms(ctx),
  "see extras": (ctx) => seenExtras(ctx),
  "guess an extra": (ctx) => guessExtra(ctx, { name: "Peso" }),
  "try a filling": (ctx) => tryFilling(ctx, { name: "Peso", kind: "number", options: [] }),
  "make a field": (ctx) => makeField(ctx, { name: newId(), field: input({}) }),
  "fill a field": (ctx, { fieldId }) => startFilling(ctx, { fieldId, name: newId() }),
  "say something": (ctx, { leadId, key }) => say(ctx, leadId, key, "x"),
};

// Written by hand from the domain's table of roles; the lead is of the actor's company, and nobody's.
// prettier-ignore
const RIGHTS: [act: string, admin: string, manager: string, employee: string, executive: string][] = [
  ["add a field",    "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["edit a field",   "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["list fields",    "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["see extras",     "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["guess an extra", "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["try a filling",  "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["make a field",   "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["fill a field",   "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["say something",  "yes", "yes",       "NOT_FOUND", "FORBIDDEN"],
];

test.each(RIGHTS)("who may: %s", async (act, ...expected) => {
  const company = await makeCompany();
  for (const [place, roleKey] of (["admin", "manager", "employee", "executive"] as const).entries()) {
    const { id: fieldId, key } = await makeCustomField(await admin(), "text");
    const lead = await makeLead(company.id);
    const ctx = ctxOf(await makeUser(roleKey, [company.id]));
    const came = await cameTo(ACTS[act], ctx, { fieldId, leadId: lead.id, key });
    expect([roleKey, came]).toStrictEqual([roleKey, expected[place]]);
  }
  // What runs in the background belongs to another test.
  const ctx = await admin();
  for (const { id } of await database().fieldFilling.findMany({ where: { state: "working" } }))
    await stopFilling(ctx, { fillingId: id });
});
