import { database } from "@/lib/core/db";
import { changeStatus, takeBackStatus } from "@/lib/leads/status/commands";
import { mergeLeads } from "@/lib/leads/merging/commands";
import { unmergeLeads } from "@/lib/leads/merging/undoing/commands";
import { leadPage } from "@/lib/leads/page/queries";
import { timeline } from "@/lib/leads/timeline/queries";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";
import type { ChangeAnswers } from "@/lib/leads/status/schema";

const NOW = new Date("2026-11-23T15:00:00Z");

async function house() {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const lead = await makeLead(company.id);
  return { company, manager, lead };
}

const rowOf = (id: string) => database().lead.findUniqueOrThrow({ where: { id } });
const reason = async (key: string) => (await database().lostReason.findUniqueOrThrow({ where: { key } })).id;

async function move(actor: UserActor, leadId: string, to: string, more: ChangeAnswers & { history?: boolean } = {}) {
  const { history = false, ...answers } = more;
  const { statusId: seenStatusId } = await rowOf(leadId);
  const ctx = ctxOf(actor, { history, now: () => NOW });
  return changeStatus(ctx, { leadId, statusId: await statusId(to), seenStatusId, ...answers });
}

describe("what a status asks", () => {
  test("must be answered, by name of what is missing; nothing is written before", async () => {
    const { manager, lead } = await house();
    const before = await eventsOf(lead.id);
    await expect(move(manager, lead.id, "not-viable")).rejects.toMatchObject({
      code: "INVALID",
      fields: { lostReasonId: "required" },
    });
    await expect(move(manager, lead.id, "on-hold")).rejects.toMatchObject({ fields: { holdUntil: "required" } });
    await expect(move(manager, lead.id, "quoted")).rejects.toMatchObject({ fields: { amountCents: "required" } });
    expect(await rowOf(lead.id)).toStrictEqual(lead);
    expect(await eventsOf(lead.id)).toStrictEqual(before);
  });

  test("lands in the lead's columns and in the one event; what it left goes with the status", async () => {
    const { manager, lead } = await house();
    const price = await reason("price");
    await move(manager, lead.id, "on-hold", { holdUntil: "2026-12-31" });
    expect(await rowOf(lead.id)).toMatchObject({ holdUntil: new Date("2026-12-31"), lostReasonId: null });
    await move(manager, lead.id, "quoted", { amountCents: 125_050 });
    expect(await rowOf(lead.id)).toMatchObject({ holdUntil: null, amountCents: 125_050n, currency: "ARS" });
    await move(manager, lead.id, "did-not-advance", { lostReasonId: price });
    expect(await rowOf(lead.id)).toMatchObject({ lostReasonId: price, amountCents: 125_050n });
    const events = (await eventsOf(lead.id)).filter(({ name }) => name === "lead.statusChanged");
    expect(events.map(({ changes }) => changes)).toMatchObject([
      { holdUntil: { from: null, to: "2026-12-31" } },
      { holdUntil: { from: "2026-12-31", to: null }, amount: { from: null, to: 125_050 } },
      { lostReason: { from: null, to: price } },
    ]);
  });

  test("an amount that the lead has needn't be said again", async () => {
    const { manager, lead } = await house();
    await move(manager, lead.id, "quoted", { amountCents: 500 });
    await move(manager, lead.id, "to-quote");
    await move(manager, lead.id, "quoted");
    expect(await rowOf(lead.id)).toMatchObject({ amountCents: 500n });
  });

  test("is refused where it can't be: a day gone by, a retired reason, what nobody asked", async () => {
    const { manager, lead } = await house();
    const area = await reason("area");
    await database().lostReason.update({ where: { id: area }, data: { active: false } });
    const refused = async (to: string, answers: ChangeAnswers, fields: object) => {
      await expect(move(manager, lead.id, to, answers)).rejects.toMatchObject({ code: "INVALID", fields });
    };
    await refused("on-hold", { holdUntil: "2026-11-22" }, { holdUntil: "dayPast" });
    await refused("not-viable", { lostReasonId: area }, { lostReasonId: "notValid" });
    await refused("contacted", { amountCents: 5 }, { amountCents: "notAsked" });
    await move(manager, lead.id, "on-hold", { holdUntil: "2026-11-23" });
    await database().lostReason.update({ where: { id: area }, data: { active: true } });
  });

  test("isn't asked of what is told only now", async () => {
    const { manager, lead } = await house();
    await move(manager, lead.id, "not-viable", { history: true });
    expect(await rowOf(lead.id)).toMatchObject({ statusId: await statusId("not-viable"), lostReasonId: null });
  });
});

describe("the ways between statuses", () => {
  test("a barred one is refused by the command, and told as such; history went it already", async () => {
    const { manager, lead } = await house();
    await expect(move(manager, lead.id, "new-customer")).rejects.toMatchObject({
      code: "PRECONDITION",
      details: { reason: "wayBarred", from: "pending", to: "new-customer" },
    });
    await move(manager, lead.id, "new-customer", { history: true });
    await expect(move(manager, lead.id, "pending")).rejects.toMatchObject({ code: "PRECONDITION" });
  });
});

describe("taking a change of status back", () => {
  test("puts the lead where it was with what had been answered, whatever way is open", async () => {
    const { manager, lead } = await house();
    const price = await reason("price");
    await move(manager, lead.id, "contacted");
    await move(manager, lead.id, "did-not-advance", { lostReasonId: price });
    const { changeId } = await move(manager, lead.id, "interested");
    const back = await takeBackStatus(ctxOf(manager, { now: () => NOW }), { leadId: lead.id, changeId });
    expect(back.statusId).toBe(await statusId("did-not-advance"));
    expect(await rowOf(lead.id)).toMatchObject({ statusId: back.statusId, lostReasonId: price });
    const open = await database().leadSpan.findMany({ where: { leadId: lead.id, kind: "status", to: null } });
    expect(open).toMatchObject([{ value: back.statusId }]);
  });

  test("leaves the lead where it stood since it stood there: the mistake is counted nowhere, and told in the log", async () => {
    const { manager, lead } = await house();
    const at = (hour: number) => new Date(NOW.getTime() + hour * 3_600_000);
    const go = async (to: string, hour: number) => {
      const { statusId: seenStatusId } = await rowOf(lead.id);
      const ctx = ctxOf(manager, { now: () => at(hour) });
      return changeStatus(ctx, { leadId: lead.id, statusId: await statusId(to), seenStatusId });
    };
    await go("contacted", 1);
    const before = await database().leadSpan.findMany({ where: { leadId: lead.id }, orderBy: { id: "asc" } });
    const { changeId } = await go("new-customer", 2);
    await takeBackStatus(ctxOf(manager, { now: () => at(2.1) }), { leadId: lead.id, changeId });
    expect(await rowOf(lead.id)).toMatchObject({ statusChangedAt: at(1), lastActivityAt: at(2) });
    const after = await database().leadSpan.findMany({ where: { leadId: lead.id }, orderBy: { id: "asc" } });
    expect(after).toStrictEqual(before);
    const told = (await eventsOf(lead.id)).filter(({ name }) => name === "lead.statusChanged");
    expect(told).toHaveLength(3);
    // A move there and back by hand is one that happened.
    await go("interested", 3);
    await go("contacted", 4);
    expect(await rowOf(lead.id)).toMatchObject({ statusChangedAt: at(4), lastActivityAt: at(4) });
  });

  test("is for who made it, while it stands, for a while", async () => {
    const { company, manager, lead } = await house();
    const { changeId } = await move(manager, lead.id, "contacted");
    const other = await makeUser("manager", [company.id]);
    const take = (actor: UserActor, now = NOW) =>
      takeBackStatus(ctxOf(actor, { now: () => now }), { leadId: lead.id, changeId });
    await expect(take(other)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(take(await makeUser("manager", [(await makeCompany()).id]))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(take(manager, new Date("2026-11-23T16:00:00Z"))).rejects.toMatchObject({
      details: { reason: "undoTooLate" },
    });
    await move(other, lead.id, "to-quote");
    await expect(take(manager)).rejects.toMatchObject({ code: "CONFLICT", details: { to: "to-quote" } });
  });
});

test("a merge takes the other's status with its reason, and gives both back", async () => {
  const { company, manager, lead } = await house();
  const other = await makeLead(company.id, { contactName: "Beto" });
  const admin = await makeUser("admin");
  const price = await reason("price");
  await move(manager, other.id, "did-not-advance", { lostReasonId: price });
  const merge = await mergeLeads(ctxOf(admin), {
    survivorId: lead.id,
    otherId: other.id,
    take: ["statusId"],
    seen: { survivor: {}, other: {} },
  });
  expect(await rowOf(lead.id)).toMatchObject({ lostReasonId: price });
  await unmergeLeads(ctxOf(admin), { mergeId: merge.mergeId, touchpointIds: [] });
  expect(await rowOf(lead.id)).toMatchObject({ statusId: lead.statusId, lostReasonId: null });
  expect(await rowOf(other.id)).toMatchObject({ lostReasonId: price });
});

test("the lead's page and its history say what was answered, in the reader's words", async () => {
  const { manager, lead } = await house();
  await move(manager, lead.id, "not-viable", { lostReasonId: await reason("price") });
  const page = await leadPage(ctxOf(manager), { number: lead.number, locale: "es" });
  expect(page.vocabulary.reasons.find(({ id }) => id === page.lead.lostReasonId)?.label).toBe("Precio");
  const { entries } = await timeline(ctxOf(manager), { leadId: lead.id, filter: "all", before: null, locale: "es" });
  expect(entries.find(({ kind }) => kind === "status")).toMatchObject({ answers: { reason: "Precio" }, because: null });
});

test("who chose over another status is told whose and which; going on over it is an ordinary change", async () => {
  const { company, manager, lead } = await house();
  const other = await makeUser("manager", [company.id], { firstName: "Olga" });
  const [pending, contacted] = [await statusId("pending"), await statusId("contacted")];
  await move(other, lead.id, "contacted");
  const mine = { leadId: lead.id, statusId: await statusId("not-viable"), lostReasonId: await reason("price") };
  await expect(changeStatus(ctxOf(manager), { ...mine, seenStatusId: pending })).rejects.toMatchObject({
    code: "CONFLICT",
    details: { field: "status", to: "contacted", toId: contacted, by: expect.stringContaining("Olga") as string },
  });
  expect(await rowOf(lead.id)).toMatchObject({ statusId: contacted, lostReasonId: null });
  const { changeId } = await changeStatus(ctxOf(manager), { ...mine, seenStatusId: contacted });
  await takeBackStatus(ctxOf(manager), { leadId: lead.id, changeId });
  expect(await rowOf(lead.id)).toMatchObject({ statusId: contacted, lostReasonId: null });
});
