import { database } from "@/lib/core/db";
import { changeStatus } from "@/lib/leads/status/commands";
import { correctAnswers } from "@/lib/leads/status/correcting/commands";
import { timeline } from "@/lib/leads/timeline/queries";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import type { ChangeAnswers } from "@/lib/leads/status/schema";

const NOW = new Date("2026-11-23T15:00:00Z");

async function house(to: string, answers: ChangeAnswers = {}) {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const { id: leadId, statusId: seenStatusId } = await makeLead(company.id);
  const ctx = ctxOf(manager, { now: () => NOW });
  await changeStatus(ctx, { leadId, statusId: await statusId(to), seenStatusId, ...answers });
  const correct = async (set: ChangeAnswers, seen: ChangeAnswers = {}) =>
    correctAnswers(ctx, { leadId, seenStatusId: await statusId(to), set, seen });
  return { ctx, leadId, correct };
}

const rowOf = (id: string) => database().lead.findUniqueOrThrow({ where: { id } });
const lastEvent = async (id: string) => (await eventsOf(id)).at(-1);
const reason = async (key: string) => (await database().lostReason.findUniqueOrThrow({ where: { key } })).id;

test("a quote is changed where the lead is: one event with before and after, and no change of status", async () => {
  const { leadId, correct } = await house("quoted", { amountCents: 500 });
  const before = await rowOf(leadId);
  await correct({ amountCents: 400 }, { amountCents: 500 });
  const after = await rowOf(leadId);
  expect(after).toMatchObject({
    amountCents: 400n,
    statusId: before.statusId,
    statusChangedAt: before.statusChangedAt,
  });
  expect(await lastEvent(leadId)).toMatchObject({
    name: "lead.updated",
    changes: { amount: { from: 500, to: 400 } },
  });
});

test("an amount can be said in a status that doesn't ask for one, and taken away again", async () => {
  const { leadId, correct } = await house("contacted");
  await correct({ amountCents: 700 });
  expect(await rowOf(leadId)).toMatchObject({ amountCents: 700n });
  await correct({ amountCents: null }, { amountCents: 700 });
  expect(await rowOf(leadId)).toMatchObject({ amountCents: null });
});

test("what the status requires can't be taken away, what it doesn't ask can't be said, and nothing is written", async () => {
  const quoted = await house("quoted", { amountCents: 500 });
  await expect(quoted.correct({ amountCents: null }, { amountCents: 500 })).rejects.toMatchObject({
    fields: { amountCents: "required" },
  });
  await expect(quoted.correct({ holdUntil: "2026-12-01" })).rejects.toMatchObject({
    fields: { holdUntil: "notAsked" },
  });
  const waiting = await house("on-hold", { holdUntil: "2026-12-01" });
  await expect(waiting.correct({ holdUntil: "2026-11-22" }, { holdUntil: "2026-12-01" })).rejects.toMatchObject({
    fields: { holdUntil: "dayPast" },
  });
  expect(await rowOf(quoted.leadId)).toMatchObject({ amountCents: 500n, holdUntil: null });
  expect(await rowOf(waiting.leadId)).toMatchObject({ holdUntil: new Date("2026-12-01") });
});

test("an amount is corrected although the day it waited for has gone by", async () => {
  const { ctx, leadId, correct } = await house("on-hold", { holdUntil: "2026-11-23" });
  const later = { ...ctx, now: () => new Date("2026-11-25T15:00:00Z") };
  const seenStatusId = await statusId("on-hold");
  await correctAnswers(later, { leadId, seenStatusId, set: { amountCents: 5 }, seen: {} });
  expect(await rowOf(leadId)).toMatchObject({ amountCents: 5n, holdUntil: new Date("2026-11-23") });
  await expect(correct({ holdUntil: "2026-12-31" }, { holdUntil: "2026-11-24" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("of two who correct the same, the second is told who was first and to what; who saw another status too", async () => {
  const { ctx, leadId, correct } = await house("quoted", { amountCents: 500 });
  const [first, second] = await Promise.allSettled([
    correct({ amountCents: 400 }, { amountCents: 500 }),
    correct({ amountCents: 300 }, { amountCents: 500 }),
  ]);
  const refused = [first, second].filter((one) => one.status === "rejected");
  expect(refused).toHaveLength(1);
  expect(refused[0]?.reason).toMatchObject({ code: "CONFLICT", details: { field: "amount", by: "Marta Tester" } });
  const seenStatusId = await statusId("contacted");
  await expect(correctAnswers(ctx, { leadId, seenStatusId, set: { amountCents: 1 }, seen: {} })).rejects.toMatchObject({
    code: "CONFLICT",
    details: { field: "status" },
  });
});

test("the history says it in words: the reason by its name, the amount as a number of cents", async () => {
  const [price, area] = [await reason("price"), await reason("area")];
  const { ctx, leadId, correct } = await house("did-not-advance", { lostReasonId: price });
  await correct({ lostReasonId: area, amountCents: 100 }, { lostReasonId: price });
  const labels = await database().lostReason.findMany({ where: { id: { in: [price, area] } } });
  const labelOf = (id: string) => labels.find((one) => one.id === id)?.labelEs;
  const { entries } = await timeline(ctx, { leadId, filter: "all", before: null, locale: "es" });
  expect(entries.find(({ kind }) => kind === "fields")).toMatchObject({
    kind: "fields",
    changes: [
      { field: "amount", from: "", to: "100" },
      { field: "lostReason", from: labelOf(price), to: labelOf(area) },
    ],
  });
});
