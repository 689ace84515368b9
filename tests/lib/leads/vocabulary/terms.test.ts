import { database } from "@/lib/core/db";
import { changeStatus } from "@/lib/leads/status/commands";
import { assignLead } from "@/lib/leads/ownership/commands";
import { addStatus, allowMove, givePart, updateStatus } from "@/lib/leads/vocabulary/commands";
import { addTerm, orderTerms, updateTerm } from "@/lib/leads/vocabulary/terms/commands";
import { lostReasonTerms, statusTerms } from "@/lib/leads/vocabulary/terms/queries";
import { vocabulary } from "@/lib/leads/vocabulary/queries";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { announced } from "@/tests/support/people";
import type { AddStatusInput } from "@/lib/leads/vocabulary/schema";

const admin = async () => ctxOf(await makeUser("admin"));

async function input(labels: { labelEn: string; labelEs: string }): Promise<AddStatusInput> {
  const group = await database().statusGroup.findFirstOrThrow({ where: { key: "started" } });
  const asks = { asksReason: "no", asksDate: "optional", asksAmount: "no" } as const;
  return { ...labels, groupId: group.id, standing: "won", tone: "green", ...asks };
}

describe("a status", () => {
  test("is added after the others under a key of its own, from and to everywhere, announced once", async () => {
    const ctx = await admin();
    const { id } = await addStatus(ctx, await input({ labelEn: "Visit planned", labelEs: "Visita acordada" }));
    expect(await database().event.findMany({ where: { subjectId: id } })).toMatchObject([{ name: "status.created" }]);
    const last = (await statusTerms(ctx)).statuses.at(-1);
    expect(last).toMatchObject({
      key: "visit-planned",
      phase: "closed",
      outcome: "won",
      asks: { date: "optional" },
      barred: [],
    });
    const words = (await vocabulary("es")).groups.flatMap(({ statuses }) => statuses);
    expect(words.find((status) => status.id === id)?.label).toBe("Visita acordada");
  });

  test("can't be called like another in use, also by two at once", async () => {
    const ctx = await admin();
    await expect(addStatus(ctx, await input({ labelEn: "Fresh", labelEs: "COTIZADO" }))).rejects.toMatchObject({
      fields: { labelEs: "taken" },
    });
    const same = await input({ labelEn: "Twice", labelEs: "Dos veces" });
    const both = await Promise.allSettled([addStatus(ctx, same), addStatus(ctx, same)]);
    expect(both.map(({ status }) => status).sort()).toStrictEqual(["fulfilled", "rejected"]);
  });

  test("is edited field by field: a stale edit is a conflict, one with a part stays open", async () => {
    const ctx = await admin();
    const id = await statusId("to-quote");
    const rename = (labelEs: string, seen: string) =>
      updateStatus(ctx, { statusId: id, set: { labelEs }, seen: { labelEs: seen } });
    expect(await announced(id, () => rename("Por cotizar", "Falta cotizar"))).toStrictEqual(["status.updated"]);
    await expect(rename("Otra cosa", "Falta cotizar")).rejects.toMatchObject({
      code: "CONFLICT",
      details: { by: "admin Tester", to: "Por cotizar" },
    });
    await rename("Falta cotizar", "Por cotizar");
    const close = updateStatus(ctx, {
      statusId: await statusId("pending"),
      set: { standing: "lost" },
      seen: { standing: "cold" },
    });
    await expect(close).rejects.toMatchObject({ fields: { standing: "partOpen" } });
  });

  test("nothing of it is a manager's to change", async () => {
    const ctx = ctxOf(await makeUser("manager"));
    const [quoted, pending] = [await statusId("quoted"), await statusId("pending")];
    const fresh = await input({ labelEn: "x", labelEs: "x" });
    const attempts = [
      () => addStatus(ctx, fresh),
      () => updateStatus(ctx, { statusId: quoted, set: { tone: "red" }, seen: { tone: "teal" } }),
      () => allowMove(ctx, { fromId: quoted, toId: pending, allowed: true }),
      () => givePart(ctx, { part: "start", statusId: quoted, seenStatusId: pending }),
      () => orderTerms(ctx, { kind: "status", ids: [quoted], seen: [quoted] }),
      () => addTerm(ctx, { kind: "lostReason", labelEn: "x", labelEs: "x" }),
      () => statusTerms(ctx),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

test("a way that is barred is refused from then on, and allowed again when it is opened", async () => {
  const ctx = await admin();
  const company = await makeCompany();
  const manager = ctxOf(await makeUser("manager", [company.id]));
  const lead = await makeLead(company.id);
  const [pending, interested] = [await statusId("pending"), await statusId("interested")];
  const move = () =>
    changeStatus(manager, { leadId: lead.id, statusId: interested, seenStatusId: pending, amountCents: null });
  const allow = (allowed: boolean) => allowMove(ctx, { fromId: pending, toId: interested, allowed });
  expect(await announced(pending, () => allow(false))).toStrictEqual(["status.moveAllowed"]);
  await expect(move()).rejects.toMatchObject({ details: { reason: "wayBarred" } });
  await expect(allow(false)).rejects.toMatchObject({ details: { reason: "unchanged" } });
  await allow(true);
  await expect(move()).resolves.toMatchObject({ statusId: interested });
});

test("assigning gives the status whose part that is", async () => {
  const ctx = await admin();
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id]);
  const lead = await makeLead(company.id);
  const [assigned, toQuote] = [await statusId("assigned"), await statusId("to-quote")];
  await givePart(ctx, { part: "assigned", statusId: toQuote, seenStatusId: assigned });
  const given = await assignLead(ctxOf(manager), {
    ...{ leadId: lead.id, ownerId: manager.id, seenOwnerId: null, reason: "" },
  });
  expect(given.statusId).toBe(toQuote);
  const stale = givePart(ctx, { part: "assigned", statusId: assigned, seenStatusId: assigned });
  await expect(stale).rejects.toMatchObject({ code: "CONFLICT" });
  await givePart(ctx, { part: "assigned", statusId: assigned, seenStatusId: toQuote });
  const closed = givePart(ctx, {
    part: "start",
    statusId: await statusId("negative"),
    seenStatusId: await statusId("pending"),
  });
  await expect(closed).rejects.toMatchObject({ fields: { statusId: "partOpen" } });
});

describe("lost reasons", () => {
  test("are put in order together; whoever saw another order is told", async () => {
    const ctx = await admin();
    const ids = (await lostReasonTerms(ctx)).map(({ id }) => id);
    const [first = "", ...rest] = ids;
    await orderTerms(ctx, { kind: "lostReason", ids: [...rest, first], seen: ids });
    expect((await lostReasonTerms(ctx)).map(({ id }) => id)).toStrictEqual([...rest, first]);
    await expect(orderTerms(ctx, { kind: "lostReason", ids, seen: ids })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(orderTerms(ctx, { kind: "lostReason", ids: rest, seen: [...rest, first] })).rejects.toMatchObject({
      code: "INVALID",
    });
    await orderTerms(ctx, { kind: "lostReason", ids, seen: [...rest, first] });
  });

  test("a retired one is offered no more, and still names what was said", async () => {
    const ctx = await admin();
    const { id } = await addTerm(ctx, { kind: "lostReason", labelEn: "Holidays", labelEs: "Vacaciones" });
    const set = (active: boolean) =>
      updateTerm(ctx, { kind: "lostReason", id, set: { active }, seen: { active: !active } });
    expect(await announced(id, () => set(false))).toStrictEqual(["lostReason.updated"]);
    const { reasons } = await vocabulary("en");
    expect(reasons.find((reason) => reason.id === id)).toMatchObject({ label: "Holidays", active: false });
    await set(true);
  });
});
