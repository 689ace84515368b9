import { closeDatabase, database } from "@/lib/core/db";
import { systemCtx } from "@/lib/core/ctx";
import { DEFAULT_RULES } from "@/lib/intake/default-rules";
import { processDelivery, processReceived } from "@/lib/intake/processing/commands";
import { saveRules } from "@/lib/intake/rules/commands";
import { previewRules } from "@/lib/intake/rules/preview/queries";
import { currentRules, ruleVersions } from "@/lib/intake/rules/queries";
import { previewRulesInput, saveRulesInput } from "@/lib/intake/rules/schema";
import { arrive, lead, read, settled } from "@/tests/support/arrivals";
import { ctxOf, eventsOf, makeCompany, makeUser, statusId } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";
import type { z } from "zod";

jest.setTimeout(60_000);
afterAll(closeDatabase);

type Draft = Partial<z.input<typeof saveRulesInput>>;
const vinos = { name: "Vinos", condition: { field: "message", op: "contains" as const, value: "vino" }, effect: {} };
const person = (index: number) => ({ nombre: `Persona ${index}`, email: `regla${index}@example.com` });

async function house() {
  const company = await makeCompany();
  const admin = ctxOf(await makeUser("admin", []));
  const source = await makeSource({ companyId: company.id });
  const save = (draft: Draft) =>
    saveRules(admin, saveRulesInput.parse({ sourceId: source.id, rules: [], seen: 1, ...draft }));
  const preview = (draft: Partial<z.input<typeof previewRulesInput>>) =>
    previewRules(admin, previewRulesInput.parse({ sourceId: source.id, rules: [], ...draft }));
  return { company, admin, source, save, preview };
}

const clearShared = () => database().ruleVersion.deleteMany({ where: { sourceId: null } });
beforeEach(clearShared);

describe("saving rules", () => {
  test("keeps every version with who saved it; whoever saw an older one is told; one event each", async () => {
    const { admin, source, save } = await house();
    await save({ rules: [vinos], otherwise: { priority: "low" } });
    const [first] = (await currentRules(admin, { sourceId: source.id })).rules;
    await save({ rules: [{ ...vinos, id: first?.id, name: "Bodegas" }], seen: 2, restoredFrom: 1 });
    const versions = await ruleVersions(admin, { sourceId: source.id });
    expect(versions.map(({ version, rules }) => [version, rules.length])).toStrictEqual([
      [3, 1],
      [2, 1],
      [1, DEFAULT_RULES.length],
    ]);
    expect(versions[0]).toMatchObject({ savedBy: "admin Tester", restoredFrom: 1, otherwise: {} });
    expect(versions[0]?.rules[0]).toMatchObject({ id: first?.id, name: "Bodegas" });
    expect(versions[1]).toMatchObject({ otherwise: { priority: "low" } });
    await expect(save({ seen: 2 })).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await eventsOf(source.id)).filter(({ name }) => name === "source.rulesSaved")).toHaveLength(2);
  });

  test("refuses what can't be read, an owner who isn't there, and whoever may not", async () => {
    const { company, source, save } = await house();
    const bad = { ...vinos, condition: { field: "nothing", op: "is" as const, value: "x" } };
    await expect(save({ rules: [bad] })).rejects.toMatchObject({ fields: { "rules.0.condition": "condition" } });
    const gone = { ...vinos, effect: { ownerId: source.id } };
    await expect(save({ rules: [gone] })).rejects.toMatchObject({ code: "INVALID", fields: { rules: "owner" } });
    expect(() =>
      saveRulesInput.parse({ sourceId: null, seen: 0, rules: [{ ...vinos, effect: { points: 101 } }] }),
    ).toThrow();
    const manager = ctxOf(await makeUser("manager", [company.id]));
    const empty = saveRulesInput.parse({ sourceId: null, rules: [], seen: 0 });
    await expect(saveRules(manager, empty)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const stranger = ctxOf(await makeUser("manager", [(await makeCompany()).id]));
    await expect(ruleVersions(stranger, { sourceId: source.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("of the list for every source counts from the next delivery on, whichever source it is of", async () => {
    const { admin, source } = await house();
    const other = await makeSource();
    const vip = { ...vinos, effect: { priority: "urgent" as const, points: 40, tags: ["vip"] } };
    const before = await settled(source.id, { ...person(1), mensaje: "vino" });
    const input = saveRulesInput.parse({ sourceId: null, rules: [vip], seen: 0 });
    await Promise.allSettled([saveRules(admin, input), saveRules(admin, input)]);
    expect(await ruleVersions(admin, { sourceId: null })).toHaveLength(1);
    for (const one of [source, other]) {
      const made = await lead((await settled(one.id, { ...person(2), mensaje: "Vino tinto" })).leadId);
      expect(made).toMatchObject({ priority: "urgent", score: 40, tags: ["vip"] });
      expect(made.classification).toMatchObject({ rules: [{ name: "Vinos", version: 1, points: 40 }] });
    }
    expect(await lead(before.leadId)).toMatchObject({ priority: "normal", score: 0 });
  });

  test("may name who looks at a lead first; it stays pending, alone and among many; who has left doesn't count", async () => {
    const { company, source, save } = await house();
    const owner = await makeUser("employee", [company.id]);
    await save({ rules: [{ ...vinos, effect: { ownerId: owner.id } }] });
    const alone = await arrive(source.id, { ...person(11), mensaje: "vino" });
    await processDelivery(alone);
    const among = [12, 13].map((index) => arrive(source.id, { ...person(index), mensaje: "vino" }));
    const ids = [alone, ...(await Promise.all(among))];
    await processReceived();
    for (const id of ids) {
      const { leadId } = await read(id);
      const made = await lead(leadId);
      expect(made).toMatchObject({ ownerId: owner.id, statusId: await statusId("pending") });
      const given = await database().assignment.findMany({ where: { leadId: made.id } });
      expect(given).toMatchObject([{ method: "rule", reason: "Vinos", ownerId: owner.id }]);
    }
    await database().user.update({ where: { id: owner.id }, data: { deactivatedAt: new Date() } });
    expect((await lead((await settled(source.id, { ...person(14), mensaje: "vino" })).leadId)).ownerId).toBeNull();
  });

  test("gives nobody a lead that they couldn't be assigned: of another company, with a role that only reads, or moved since", async () => {
    const { company, source, save } = await house();
    const elsewhere = await makeCompany();
    const [stranger, executive] = [
      await makeUser("employee", [elsewhere.id]),
      await makeUser("executive", [company.id]),
    ];
    const give = (effect: object) => save({ rules: [{ ...vinos, effect }] });
    const refused = { code: "PRECONDITION", details: { reason: "ruleOwner", company: company.name } };
    await expect(give({ ownerId: stranger.id })).rejects.toMatchObject(refused);
    await expect(give({ ownerId: executive.id })).rejects.toMatchObject(refused);
    await give({ ownerId: stranger.id, companyKey: elsewhere.key });
    const sent = { ...person(15), mensaje: "vino" };
    expect(await lead((await settled(source.id, sent)).leadId)).toMatchObject({
      ownerId: stranger.id,
      companyId: elsewhere.id,
    });
    await database().userCompany.updateMany({ where: { userId: stranger.id }, data: { companyId: company.id } });
    expect(await lead((await settled(source.id, { ...person(16), mensaje: "vino" })).leadId)).toMatchObject({
      ownerId: null,
      companyId: elsewhere.id,
    });
  });
});

describe("a preview", () => {
  const negative = { ...vinos, effect: { statusKey: "negative" } };

  test("says how many would be marked otherwise, which, and changes nothing", async () => {
    const { admin, source, preview } = await house();
    for (const index of [21, 22, 23]) await settled(source.id, { ...person(index), mensaje: "vino" });
    const kept = await settled(source.id, { ...person(24), mensaje: "fletes" });
    const old = await settled(source.id, { ...person(25), mensaje: "vino" });
    await database().delivery.update({
      where: { id: old.id },
      data: { receivedAt: new Date(Date.now() - 91 * 86_400_000) },
    });
    const said = await preview({ rules: [negative] });
    expect(said).toMatchObject({
      looked: 4,
      changed: 3,
      next: null,
      counts: [{ field: "status", from: "pending", to: "negative", count: 3 }],
    });
    expect(said.examples.map(({ who }) => who)).toStrictEqual(["Persona 23", "Persona 22", "Persona 21"]);
    expect(said.examples.map(({ deliveryId }) => deliveryId)).not.toContain(kept.id);
    expect((await currentRules(admin, { sourceId: source.id })).version).toBe(1);
    expect(await preview({ rules: [vinos] })).toMatchObject({ looked: 4, changed: 0, examples: [] });
  });

  test("of the list for every source looks at every source, and goes on from where it ended", async () => {
    const { source, preview } = await house();
    const other = await makeSource();
    const [first] = [await settled(source.id, { ...person(31), mensaje: "vino" })];
    await settled(other.id, { ...person(32), mensaje: "vino" });
    const ids = async (draft: Partial<z.input<typeof previewRulesInput>>) =>
      (await preview({ rules: [negative], sourceId: null, ...draft })).examples.map(({ deliveryId }) => deliveryId);
    const all = await ids({});
    expect(all.length).toBeGreaterThanOrEqual(2);
    expect(all).toContain(first.id);
    const from = all.indexOf(first.id);
    const after = { id: first.id, receivedAt: first.receivedAt.toISOString() };
    expect(await ids({ after })).toStrictEqual(all.slice(from + 1));
  });

  test("is for whoever may save, and refuses what can't be read", async () => {
    const { company, source, preview } = await house();
    const manager = ctxOf(await makeUser("manager", [company.id]));
    const input = previewRulesInput.parse({ sourceId: source.id, rules: [] });
    await expect(previewRules(manager, input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const bad = { ...vinos, condition: { field: "hour", op: "contains" as const, value: "1" } };
    await expect(preview({ rules: [bad] })).rejects.toMatchObject({ code: "INVALID" });
    await expect(previewRules(systemCtx("test"), { ...input, sourceId: company.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
