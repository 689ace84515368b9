import { systemCtx } from "@/lib/core/ctx";
import { closeDatabase, database } from "@/lib/core/db";
import { replayDelivery } from "@/lib/intake/deliveries/commands";
import { markSpam, sayGenuine } from "@/lib/intake/spam/commands";
import { takeBackRuling } from "@/lib/intake/spam/taking-back/commands";
import { updateLead } from "@/lib/leads/commands";
import { logContact } from "@/lib/leads/contact/commands";
import { mergeLeads } from "@/lib/leads/merging/commands";
import { idOf, lead, read, settled } from "@/tests/support/arrivals";
import { ctxOf, eventsOf, makeLead, makeUser, statusId } from "@/tests/support/house";
import { makeSource, settleAll } from "@/tests/support/intake";
import type { Ctx } from "@/lib/core/ctx";
import type { MarkSpamInput } from "@/lib/intake/spam/schema";

jest.setTimeout(60_000);
afterAll(closeDatabase);

let people = 0;
function somebody() {
  const index = ++people;
  return {
    nombre: `Vuelve Siempre ${index}`,
    email: `vuelve${index}@casa-vuelve${index}.test`,
    mensaje: `Hola ${index}`,
  };
}
const admin = async () => ctxOf(await makeUser("admin"));
const markOf = async (leadId: string) =>
  (await database().leadDue.findUnique({ where: { leadId } }))?.wroteAgainAt ?? null;
const marked = async (ctx: Ctx, input: MarkSpamInput) => ({ rulingId: (await markSpam(ctx, input)).rulingId ?? "" });
const touchesOf = (leadId: string) => database().touchpoint.findMany({ where: { leadId }, orderBy: { id: "asc" } });
/** All of a lead that a further arrival moves. */
async function standing(leadId: string) {
  const { updatedAt: _at, ...rest } = await lead(leadId);
  const tasks = await database().task.findMany({ where: { leadId }, orderBy: { id: "asc" } });
  return {
    ...rest,
    tasks,
    touches: await touchesOf(leadId),
    wroteAgainAt: await markOf(leadId),
  };
}

/** A lead that was answered, or closed, with what arrived for it first; then somebody advertises in their name. */
async function advertised(status: "contacted" | "not-viable" = "not-viable") {
  const source = await makeSource();
  const me = somebody();
  const owner = await makeUser("employee", [source.companyId]);
  const first = await settled(source.id, me);
  const leadId = idOf(first);
  const data = { ownerId: owner.id, statusId: await statusId(status), firstResponseAt: new Date() };
  await database().lead.update({ where: { id: leadId }, data });
  const before = await standing(leadId);
  const spam = await settled(source.id, {
    ...me,
    mensaje: "Comprá ya",
    empresa: "Ofertas",
    telefono: `11 4${String(5_800_000 + people)}`,
  });
  expect(spam).toMatchObject({ state: "processed", outcome: "touched", leadId });
  return { source, me, owner, leadId, before, spam };
}

describe("a further arrival that is spam", () => {
  test("leaves its lead as it was without it, is kept with the reason, and stays spam; the lists learn", async () => {
    const ctx = await admin();
    const { source, me, leadId, before, spam } = await advertised();
    const after = await standing(leadId);
    expect(after).toMatchObject({ touchCount: 2, firm: "Ofertas" });
    expect([after.tasks.length, after.wroteAgainAt !== null, after.otherKeys.length]).toStrictEqual([1, true, 0]);
    await markSpam(ctx, { deliveryId: spam.id, block: ["phone"] });
    expect(await standing(leadId)).toStrictEqual(before);
    expect(await read(spam.id)).toMatchObject({ state: "spam", reason: "spam_by_hand", ruling: "spam", leadId: null });
    expect((await eventsOf(leadId)).map(({ name }) => name).slice(-3)).toStrictEqual([
      "lead.taskRemoved",
      "lead.updated",
      "lead.touchRemoved",
    ]);
    await replayDelivery(ctx, { deliveryId: spam.id });
    await settleAll();
    expect(await read(spam.id)).toMatchObject({ state: "spam", reason: "spam_by_hand" });
    expect(
      await settled(source.id, { ...somebody(), telefono: `11 4${String(5_800_000 + people - 1)}` }),
    ).toMatchObject({
      reason: "spam_blocked",
    });
    expect(await settled(source.id, { ...me, mensaje: "De verdad" })).toMatchObject({ outcome: "touched", leadId });
  });

  test("taken back it stands where it stood, with its mark, its task and what it had filled in", async () => {
    const ctx = await admin();
    const { leadId, spam } = await advertised();
    const [with_, delivery] = [await standing(leadId), await read(spam.id)];
    const said = await marked(ctx, { deliveryId: spam.id, block: ["email"] });
    await takeBackRuling(ctx, said);
    expect(await standing(leadId)).toStrictEqual(with_);
    expect(await read(spam.id)).toStrictEqual(delivery);
    expect(await database().spamEntry.count({ where: { deliveryId: spam.id } })).toBe(0);
    expect((await eventsOf(leadId)).filter(({ name }) => name === "lead.touched")).toHaveLength(1);
    expect((await eventsOf(leadId)).at(-1)).toMatchObject({ name: "lead.touchRestored" });
    await expect(takeBackRuling(ctx, said)).rejects.toMatchObject({
      details: { reason: "saidSince" },
    });
  });

  test("takes nothing that people did since: their words stay, what they answered isn't asked again", async () => {
    const ctx = await admin();
    const { owner, leadId, spam } = await advertised("contacted");
    const set = { firm: "Norte S.A." };
    await updateLead(ctx, { leadId, set, seen: { firm: "Ofertas" }, country: "AR" });
    const said = await marked(ctx, { deliveryId: spam.id, block: [] });
    expect(await standing(leadId)).toMatchObject({ firm: "Norte S.A.", touchCount: 1, phone: "", wroteAgainAt: null });
    await logContact(ctxOf(owner), { leadId, channel: "call", outcome: "answered", note: "" } as never);
    await takeBackRuling(ctx, said);
    expect(await standing(leadId)).toMatchObject({ firm: "Norte S.A.", touchCount: 2, wroteAgainAt: null });
  });

  test("leaves the mark to the next one that wrote", async () => {
    const ctx = await admin();
    const { source, me, leadId, spam } = await advertised("contacted");
    await settled(source.id, { ...me, mensaje: "¿Y?" });
    const mark = await markOf(leadId);
    const said = await marked(ctx, { deliveryId: spam.id, block: [] });
    const next = await markOf(leadId);
    expect(Number(next)).toBeGreaterThan(Number(mark));
    await takeBackRuling(ctx, said);
    expect(await markOf(leadId)).toStrictEqual(mark);
  });

  test("comes back on the lead that its own was merged into", async () => {
    const ctx = await admin();
    const { source, leadId, spam } = await advertised();
    const said = await marked(ctx, { deliveryId: spam.id, block: [] });
    const other = await makeLead(source.companyId, { contactName: "Otra Persona" });
    const merge = { survivorId: other.id, otherId: leadId, take: [], seen: { survivor: {}, other: {} } };
    await mergeLeads(systemCtx("test"), merge);
    await takeBackRuling(ctx, said);
    expect(await read(spam.id)).toMatchObject({ state: "processed", outcome: "touched", leadId: other.id });
    expect(await lead(other.id)).toMatchObject({ touchCount: 3 });
  });

  test("read as no spam it is added anew, and that taken back it is spam again", async () => {
    const ctx = await admin();
    const { leadId, before, spam } = await advertised();
    await markSpam(ctx, { deliveryId: spam.id, block: [] });
    const said = await sayGenuine(ctx, { deliveryId: spam.id });
    await settleAll();
    expect(await read(spam.id)).toMatchObject({ outcome: "touched", leadId });
    await takeBackRuling(ctx, said);
    expect(await read(spam.id)).toMatchObject({ state: "spam", ruling: "spam", reason: "spam_by_hand" });
    expect(await standing(leadId)).toStrictEqual(before);
  });

  test("is said once of two at the same time, by whoever manages sources and nobody else", async () => {
    const ctx = await admin();
    const { source, leadId, before, spam } = await advertised();
    const manager = ctxOf(await makeUser("manager", [source.companyId]));
    const said = { deliveryId: spam.id, block: [] };
    await expect(markSpam(manager, said)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const both = await Promise.allSettled([markSpam(ctx, said), markSpam(await admin(), said)]);
    expect(both.filter(({ status }) => status === "rejected")).toHaveLength(1);
    expect(await standing(leadId)).toStrictEqual(before);
    expect((await eventsOf(leadId)).filter(({ name }) => name === "lead.touchRemoved")).toHaveLength(1);
  });
});
