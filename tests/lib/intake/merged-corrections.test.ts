import fc from "fast-check";
import { closeDatabase, database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { processDelivery } from "@/lib/intake/processing/commands";
import { updateLead } from "@/lib/leads/commands";
import { written } from "@/lib/leads/custom-fields/value/schema";
import { valuesOf } from "@/lib/leads/custom-fields/values/queries";
import { unmergeLeads } from "@/lib/leads/merging/undoing/commands";
import { settled } from "@/tests/support/arrivals";
import { makeCustomField } from "@/tests/support/custom-fields";
import { ctxOf, eventsOf, makeUser } from "@/tests/support/house";
import { rowOf, twoEntries } from "@/tests/support/merging";
import type { Ctx } from "@/lib/core/ctx";

jest.setTimeout(120_000);
afterAll(closeDatabase);

const OLD = "11 4788-0001";
const NEW = "11 4788-7777";
const THIRD = "11 4788-9999";
const OWN = "11 4321-1000";

/** What identifies nothing but the moment is left out. */
async function standing(id: string): Promise<Record<string, unknown>> {
  const { updatedAt: _, lastActivityAt: __, ...row } = await rowOf(id);
  return row;
}

const byHand = (ctx: Ctx, leadId: string, seen: string, phone: string) =>
  updateLead(ctx, { leadId, set: { phone }, seen: { phone: seen }, country: "AR" });

test("whoever writes from where a merged lead's entry says they are now is known, and after the parting of whose it is", async () => {
  const { source, sayB, idA, idB, merge } = await twoEntries({ telefono: OWN }, { telefono: OLD });
  const part = await merge();
  await sayB({ telefono: NEW, email: "beto.nuevo@norte.test" });
  // The survivor's own stand.
  expect(await rowOf(idA)).toMatchObject({ phone: OWN });
  const from = (email: string) => settled(source.id, { nombre: "Beto", email, mensaje: "¿Y?", entry_id: newId() });
  expect(await from("beto.nuevo@norte.test")).toMatchObject({ outcome: "touched", leadId: idA });
  await part();
  const { otherKeys } = await rowOf(idA);
  expect(otherKeys).not.toContain("+541147887777");
  expect(await settled(source.id, { nombre: "Beto", telefono: NEW, entry_id: newId() })).toMatchObject({
    outcome: "touched",
    leadId: idB,
  });
});

describe("what an entry of the merged lead says meanwhile goes with it when both are parted", () => {
  test.each([
    { case: "its phone filled one that was missing", own: "", take: [] },
    { case: "its phone was chosen over another", own: OWN, take: ["phone" as const] },
    { case: "the other's stayed", own: OWN, take: [] },
    { case: "both said the same", own: OLD, take: [] },
  ])("where $case", async ({ own, take }) => {
    const { sayB, idA, idB, merge } = await twoEntries({ telefono: own }, { telefono: OLD, "Fecha de retiro": "5/12" });
    const before = await standing(idA);
    const part = await merge(take);
    const corrected = { telefono: NEW, "Fecha de retiro": "9/12", Bultos: "7" };
    expect(await sayB(corrected)).toMatchObject({ outcome: "updated", leadId: idA });
    expect(await rowOf(idA)).toMatchObject({ extra: { "Fecha de retiro": "9/12", Bultos: "7" } });
    expect((await part()).kept).toStrictEqual([]);
    expect(await standing(idA)).toStrictEqual(before);
    expect(await rowOf(idB)).toMatchObject({
      phone: NEW,
      phoneKey: "+541147887777",
      extra: { "Fecha de retiro": "9/12", Bultos: "7" },
    });
    // It is told in the history of whose it is, as the form's doing.
    expect((await eventsOf(idB)).at(-1)).toMatchObject({ name: "lead.updated", actorType: "source" });
    const next = await sayB({ ...corrected, telefono: THIRD });
    expect(next).toMatchObject({ outcome: "updated", leadId: idB });
    expect(await rowOf(idB)).toMatchObject({ phone: THIRD });
    expect(await standing(idA)).toStrictEqual(before);
    expect(await database().mergedWord.count({ where: { entryId: String(next.entryId) } })).toBe(0);
  });

  test("what somebody wrote by hand over it stays, and is said", async () => {
    const { ctx, sayB, idA, idB, merge } = await twoEntries({ telefono: "" }, { telefono: OLD });
    const part = await merge(["phone"]);
    await sayB({ telefono: NEW });
    await byHand(ctx, idA, NEW, THIRD);
    expect((await part()).kept).toStrictEqual(["phone"]);
    expect([(await rowOf(idA))["phone"], (await rowOf(idB))["phone"]]).toStrictEqual([THIRD, NEW]);
  });

  test("what the survivor's own entry says stays with it, also where the other's value stood over it", async () => {
    const { sayA, sayB, idA, idB, merge } = await twoEntries(
      { telefono: OWN, Bultos: "1" },
      { telefono: OLD, Bultos: "1", Peso: "3" },
    );
    const part = await merge(["phone"]);
    await sayB({ telefono: NEW, Bultos: "2", Peso: "4" });
    await sayA({ telefono: THIRD, Bultos: "5", Peso: "6" });
    expect(await rowOf(idA)).toMatchObject({ phone: NEW });
    await part();
    expect(await rowOf(idA)).toMatchObject({ phone: THIRD, extra: { Bultos: "5", Peso: "6" } });
    expect(await rowOf(idB)).toMatchObject({ phone: NEW, extra: { Bultos: "2", Peso: "4" } });
  });

  test("both entries corrected to the same leave the same on both", async () => {
    const { sayA, sayB, idA, idB, merge } = await twoEntries({ telefono: OLD }, { telefono: OLD });
    const part = await merge();
    await sayB({ telefono: NEW });
    await sayA({ telefono: NEW });
    await part();
    expect([(await rowOf(idA))["phone"], (await rowOf(idB))["phone"]]).toStrictEqual([NEW, NEW]);
  });

  test.each([
    { case: "the survivor said nothing", own: "" },
    { case: "both said the same", own: "Norte" },
    { case: "each said something else", own: "Sur" },
  ])("in a custom field too, where $case", async ({ own }) => {
    const name = `Zona ${newId().slice(-6)}`;
    const { key } = await makeCustomField(ctxOf(await makeUser("admin")), "text", { takes: [name] });
    const { sayB, idA, idB, merge } = await twoEntries({ [name]: own }, { [name]: "Norte" });
    const said = async (id: string) => written((await valuesOf(database(), [id])).get(id)?.[key]);
    const part = await merge();
    await sayB({ [name]: "Oeste" });
    await part();
    expect([await said(idA), await said(idB)]).toStrictEqual([own, "Oeste"]);
  });

  test("an answer of several parts is on the survivor what it was", async () => {
    const { sayB, idA, idB, merge } = await twoEntries({ Zonas: ["Norte", "Sur"] }, { Zonas: ["Norte", "Sur"] });
    const before = await standing(idA);
    const part = await merge();
    await sayB({ Zonas: ["Oeste"] });
    await part();
    expect(await standing(idA)).toStrictEqual(before);
    expect((await rowOf(idB))["extra"]).not.toStrictEqual(before["extra"]);
  });

  test("a name and a mail that were corrected find the survivor no more", async () => {
    const { sayB, idA, idB, merge } = await twoEntries({}, {});
    const before = await standing(idA);
    const part = await merge(["contactName", "email"]);
    const email = `luna${newId()}@norte.test`;
    await sayB({ nombre: "Beto Luna" });
    await sayB({ nombre: "Beto Luna", email });
    await sayB({ nombre: "Beto Luna Paz", email });
    expect(await rowOf(idA)).toMatchObject({ contactName: "Beto Luna Paz", email });
    await part();
    expect(await standing(idA)).toStrictEqual(before);
    expect(await rowOf(idB)).toMatchObject({ contactName: "Beto Luna Paz", email });
  });
});

test("whoever is kept from phones parts them all the same, and hears only that one was changed", async () => {
  const { ctx, source, sayB, idA, idB, merge } = await twoEntries({ telefono: OWN }, { telefono: OLD });
  await merge(["phone"]);
  await sayB({ telefono: NEW });
  await byHand(ctx, idA, NEW, THIRD);
  await sayB({ telefono: OWN });
  const { id } = await database().leadMerge.findFirstOrThrow({ where: { survivorId: idA } });
  const blind = ctxOf({ ...(await makeUser("manager", [source.companyId])), fields: { phone: "hidden" } });
  const answer = await unmergeLeads(blind, { mergeId: id, touchpointIds: [] });
  expect(answer).toStrictEqual({ number: (await rowOf(idB))["number"], kept: ["phone"] });
  expect([(await rowOf(idA))["phone"], (await rowOf(idB))["phone"]]).toStrictEqual([THIRD, OWN]);
});

test("what a later arrival filled in, and by what it is found, goes to the other with it", async () => {
  const { ctx, source, idA, idB, merge } = await twoEntries({}, { telefono: OLD });
  const before = await standing(idA);
  const { email } = await rowOf(idB);
  await merge();
  const arrival = { nombre: "Beto", email, telefono: NEW, mensaje: "Otra visita" };
  const { id } = await settled(source.id, arrival);
  expect((await rowOf(idA))["phone"]).toBe(NEW);
  const touch = await database().touchpoint.findFirstOrThrow({ where: { deliveryId: id } });
  const merged = await database().leadMerge.findFirstOrThrow({ where: { survivorId: idA } });
  await unmergeLeads(ctx, { mergeId: merged.id, touchpointIds: [touch.id] });
  expect(await standing(idA)).toStrictEqual(before);
  expect(await rowOf(idB)).toMatchObject({ phone: OLD, otherKeys: ["+541147887777"] });
});

test("read once more it changes whose it is", async () => {
  const { sayB, idA, idB, merge } = await twoEntries({}, { telefono: OLD });
  const part = await merge();
  const { id } = await sayB({ telefono: NEW });
  await part();
  await database().delivery.update({ where: { id }, data: { state: "received" } });
  await processDelivery(id);
  expect(await database().delivery.findUniqueOrThrow({ where: { id } })).toMatchObject({ leadId: idB });
  expect((await rowOf(idA))["phone"]).toBe("");
});

const PHONES = ["11 4788-0001", "11 4788-0002", "11 4788-0003"];
const DAYS = ["5/12", "9/12"];
const one = fc.nat(2);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("say" as const), at: one, phone: one, day: fc.nat(1) }) },
  fc.record({ do: fc.constant("merge" as const), into: one, other: one, takes: fc.boolean() }),
  fc.record({ do: fc.constant("part" as const), which: one }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Three leads that say something, merged and parted as the steps say. */
async function world() {
  const { sayA, sayB, idA, idB, merge, sender } = await twoEntries({ telefono: PHONES[0] }, { telefono: PHONES[1] });
  const sayC = sender("caro");
  const ids = [idA, idB, String((await sayC({})).leadId)];
  const says = [sayA, sayB, sayC];
  const last: { phone: string | undefined; day: string | undefined }[] = [
    { phone: PHONES[0], day: undefined },
    { phone: PHONES[1], day: undefined },
    { phone: "", day: undefined },
  ];
  const merges: { into: number; other: number; part: () => Promise<unknown> }[] = [];
  const isGone = (at: number) => merges.some(({ other }) => other === at);
  const acts = {
    say: async ({ at, phone, day }: Extract<Step, { do: "say" }>) => {
      last[at] = { phone: PHONES[phone], day: DAYS[day] };
      await says[at]?.({ telefono: PHONES[phone], "Fecha de retiro": DAYS[day] });
    },
    merge: async ({ into, other, takes }: Extract<Step, { do: "merge" }>) => {
      const [survivorId = "", otherId = ""] = [ids[into], ids[other]];
      if (into === other || isGone(into) || isGone(other)) return;
      merges.push({ into, other, part: await merge(takes ? ["phone"] : [], [survivorId, otherId]) });
    },
    part: async ({ which }: Extract<Step, { do: "part" }>) => {
      const found = merges.filter(({ into }) => !isGone(into))[which];
      if (!found) return;
      merges.splice(merges.indexOf(found), 1);
      await found.part();
    },
  };
  return { ids, last, merges, acts };
}

// Always the same orders: where three values happen to be one, over two merges, it can be another of them that goes back.
test("merged, corrected and parted in any order, each lead says what its own entry said last", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      const { ids, last, merges, acts } = await world();
      for (const each of steps) await acts[each.do](each as never);
      while (merges.length > 0) await acts.part({ do: "part", which: 0 });
      const rows = await Promise.all(ids.map(rowOf));
      const said = rows.map(({ phone, extra }) => ({
        phone,
        day: (extra as Record<string, string>)["Fecha de retiro"],
      }));
      expect(said).toStrictEqual(last);
    }),
    { numRuns: 20, seed: 1 },
  );
});
