import { IN } from "@/lib/auth/standing/policy";
import { actorId, authorize } from "@/lib/core/ctx";
import { invalid, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { updateRows } from "@/lib/core/rows";
import { audienceOf } from "@/lib/leads/audience";
import { leadAssigned } from "@/lib/leads/events";
import { openLeadsOf, takers } from "@/lib/leads/hand-over/queries";
import { leadLabel } from "@/lib/leads/schema";
import { tellTask } from "@/lib/leads/tasks/telling/commands";
import { deactivateUser } from "@/lib/users/commands";
import { moveSpans } from "@/lib/leads/spans/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { DeactivateAndHandOverInput } from "@/lib/leads/hand-over/schema";

const METHOD = "hand-over";

/** Deactivates a user and gives all of their open leads to one person or to several in turn, together or not at all. */
export async function deactivateAndHandOver(
  ctx: Ctx,
  input: DeactivateAndHandOverInput,
): Promise<{ handedOver: number }> {
  return mutate(ctx, async (tx, emit) => {
    // First: it locks the user, and whoever may not see them hears of nothing else.
    await deactivateUser({ ...ctx, tx }, { userId: input.userId });
    const toUserIds = [...new Set(input.toUserIds)];
    const taken = await handOverLeads(ctx, tx, emit, input.userId, toUserIds);
    await handOverTasks(ctx, tx, emit, { userId: input.userId, toUserIds, taken });
    return { handedOver: taken.size };
  });
}

/** Who took which lead over. */
type Taken = ReadonlyMap<string, string>;
type Leaving = { userId: string; toUserIds: readonly string[]; taken: Taken };

/**
 * What one user still had to do: to who takes the lead over or has their turn, else to whoever's lead it is about, who made it or who lets them go;
 * nothing stays where nobody looks.
 */
async function handOverTasks(ctx: Ctx, tx: Tx, emit: Emit, { userId, toUserIds, taken }: Leaving): Promise<void> {
  const tasks = await tx.task.findMany({
    where: { assigneeId: userId, doneAt: null },
    include: { lead: true },
    orderBy: { id: "asc" },
  });
  const takersOf = ({ lead, createdById }: (typeof tasks)[number], index: number) =>
    [taken.get(lead?.id ?? "") ?? inTurn(toUserIds, index), lead?.ownerId, createdById, actorId(ctx.actor)].filter(
      (id) => typeof id === "string",
    );
  // Who was just deactivated is none of them, nor is anybody whom the directory put out.
  const people = await tx.user.findMany({
    where: { id: { in: tasks.flatMap(takersOf) }, ...IN },
    select: { id: true },
  });
  const active = new Set(people.map(({ id }) => id));
  for (const [index, found] of tasks.entries()) {
    const assigneeId = takersOf(found, index).find((id) => active.has(id));
    if (assigneeId === undefined) continue;
    const { lead, ...task } = found;
    const after = await tx.task.update({ where: { id: task.id }, data: { assigneeId } });
    tellTask(emit, "changed", after, lead, {}, { assigneeId: { from: userId, to: assigneeId } });
  }
}

const inTurn = (people: readonly string[], index: number) => people[index % Math.max(1, people.length)];

/** Every open lead of one user to others in turn, among whoever can have leads of its company; each with its assignment, span and event; inside a transaction. */
async function handOverLeads(
  ctx: Ctx,
  tx: Tx,
  emit: Emit,
  fromUserId: string,
  toUserIds: readonly string[],
): Promise<Taken> {
  await tx.$queryRawUnsafe(`select 1 from "Lead" where "ownerId" = $1::uuid order by id for update`, fromUserId);
  const leads = await tx.lead.findMany({
    where: openLeadsOf(fromUserId),
    select: { id: true, number: true, companyId: true },
    orderBy: { number: "asc" },
  });
  if (leads.length === 0) return new Map();
  if (toUserIds.length === 0) throw precondition("leadsLeft");
  authorize(ctx, "lead.assign");
  const turns = await turnsOf(ctx, tx, { fromUserId, toUserIds });

  const now = ctx.now();
  const by = actorId(ctx.actor);
  const taken = new Map(leads.map(({ id, companyId }): [string, string] => [id, turns(companyId)]));
  const rows = [...taken].map(([id, ownerId]) => ({ id, ownerId, lastActivityAt: now, updatedAt: now }));
  await updateRows(tx, "Lead", rows);
  await moveSpans(ctx, tx, "owner", taken, now);
  const assignments = leads.map((lead) => ({ id: newId(), lead, toUserId: taken.get(lead.id) ?? "" }));
  await tx.assignment.createMany({
    data: assignments.map(({ id, lead, toUserId }) => ({
      id,
      leadId: lead.id,
      ownerId: toUserId,
      actorId: by,
      method: METHOD,
      reason: "",
      occurredAt: now,
    })),
  });
  for (const { id, lead, toUserId } of assignments) {
    emit(leadAssigned, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: { assignmentId: id, ownerId: toUserId, previousOwnerId: fromUserId, method: METHOD, reason: "" },
      changes: { owner: { from: fromUserId, to: toUserId } },
      ...audienceOf({ companyId: lead.companyId, ownerId: toUserId }, { ownerId: fromUserId }),
    });
  }
  return taken;
}

/** Whose turn it is for a lead of a company: of those who can have it, whoever got the fewest so far. */
async function turnsOf(
  ctx: Ctx,
  tx: Tx,
  { fromUserId, toUserIds }: { fromUserId: string; toUserIds: readonly string[] },
): Promise<(companyId: string) => string> {
  const people = await takers(ctx, tx, { id: { in: toUserIds.filter((id) => id !== fromUserId) } });
  if (people.length < toUserIds.length) throw invalid({ toUserIds: "outOfReach" });
  const got = new Map(toUserIds.map((id) => [id, 0]));
  const inOrder = toUserIds.flatMap((id) => people.find((person) => person.id === id) ?? []);
  return (companyId) => {
    const [first, ...others] = inOrder.filter(({ reaches }) => reaches(companyId));
    if (!first) throw invalid({ toUserIds: "notAllReached" });
    const next = others.reduce(
      (least, one) => ((got.get(one.id) ?? 0) < (got.get(least.id) ?? 0) ? one : least),
      first,
    );
    got.set(next.id, (got.get(next.id) ?? 0) + 1);
    return next.id;
  };
}
