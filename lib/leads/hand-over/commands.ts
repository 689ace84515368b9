import { IN } from "@/lib/auth/standing/policy";
import { actorId, authorize } from "@/lib/core/ctx";
import { invalid, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { leadAssigned } from "@/lib/leads/events";
import { openLeadsOf, reaching } from "@/lib/leads/hand-over/queries";
import { leadLabel } from "@/lib/leads/schema";
import { tellTask } from "@/lib/leads/tasks/telling/commands";
import { deactivateUser } from "@/lib/users/commands";
import { visibleUsers } from "@/lib/users/policy";
import { moveSpans } from "@/lib/leads/spans/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { DeactivateAndHandOverInput } from "@/lib/leads/hand-over/schema";

const METHOD = "hand-over";

/** Deactivates a user and gives all of their open leads to one person, together or not at all. */
export async function deactivateAndHandOver(
  ctx: Ctx,
  input: DeactivateAndHandOverInput,
): Promise<{ handedOver: number }> {
  return mutate(ctx, async (tx, emit) => {
    // First: it locks the user, and whoever may not see them hears of nothing else.
    await deactivateUser({ ...ctx, tx }, { userId: input.userId });
    const handedOver = await handOverLeads(ctx, tx, emit, input.userId, input.toUserId);
    await handOverTasks(ctx, tx, emit, input);
    return { handedOver };
  });
}

/**
 * What one user still had to do: to who takes over, else to whoever's lead it is about, who made it or who lets them go;
 * nothing stays where nobody looks.
 */
async function handOverTasks(ctx: Ctx, tx: Tx, emit: Emit, input: DeactivateAndHandOverInput): Promise<void> {
  const tasks = await tx.task.findMany({
    where: { assigneeId: input.userId, doneAt: null },
    include: { lead: true },
    orderBy: { id: "asc" },
  });
  const takersOf = ({ lead, createdById }: (typeof tasks)[number]) =>
    [input.toUserId, lead?.ownerId, createdById, actorId(ctx.actor)].filter((id) => typeof id === "string");
  // Who was just deactivated is none of them, nor is anybody whom the directory put out.
  const people = await tx.user.findMany({
    where: { id: { in: tasks.flatMap(takersOf) }, ...IN },
    select: { id: true },
  });
  const active = new Set(people.map(({ id }) => id));
  for (const found of tasks) {
    const assigneeId = takersOf(found).find((id) => active.has(id));
    if (assigneeId === undefined) continue;
    const { lead, ...task } = found;
    const after = await tx.task.update({ where: { id: task.id }, data: { assigneeId } });
    tellTask(emit, "changed", after, lead, {}, { assigneeId: { from: input.userId, to: assigneeId } });
  }
}

/** Every open lead of one user to another, each with its assignment, span and event; inside a transaction. */
async function handOverLeads(ctx: Ctx, tx: Tx, emit: Emit, fromUserId: string, toUserId: string | null) {
  await tx.$queryRawUnsafe(`select 1 from "Lead" where "ownerId" = $1::uuid order by id for update`, fromUserId);
  const leads = await tx.lead.findMany({
    where: openLeadsOf(fromUserId),
    select: { id: true, number: true, companyId: true },
  });
  if (leads.length === 0) return 0;
  if (toUserId === null) throw precondition("leadsLeft");
  authorize(ctx, "lead.assign");
  await requireTaker(ctx, tx, fromUserId, toUserId, [...new Set(leads.map((lead) => lead.companyId))]);

  const now = ctx.now();
  const by = actorId(ctx.actor);
  const leadIds = leads.map((lead) => lead.id);
  await tx.lead.updateMany({ where: { id: { in: leadIds } }, data: { ownerId: toUserId, lastActivityAt: now } });
  await moveSpans(ctx, tx, "owner", new Map(leadIds.map((leadId) => [leadId, toUserId])), now);
  const assignments = leads.map((lead) => ({ id: newId(), lead }));
  await tx.assignment.createMany({
    data: assignments.map(({ id, lead }) => ({
      id,
      leadId: lead.id,
      ownerId: toUserId,
      actorId: by,
      method: METHOD,
      reason: "",
      occurredAt: now,
    })),
  });
  for (const { id, lead } of assignments) {
    emit(leadAssigned, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: { assignmentId: id, ownerId: toUserId, previousOwnerId: fromUserId, method: METHOD, reason: "" },
      changes: { owner: { from: fromUserId, to: toUserId } },
      ...audienceOf({ companyId: lead.companyId, ownerId: toUserId }, { ownerId: fromUserId }),
    });
  }
  return leads.length;
}

async function requireTaker(ctx: Ctx, tx: Tx, fromUserId: string, toUserId: string, companyIds: string[]) {
  const taker = await tx.user.findFirst({
    where: { AND: [{ id: toUserId }, { id: { not: fromUserId } }, visibleUsers(ctx.actor), reaching(companyIds)] },
    select: { id: true },
  });
  if (!taker) throw invalid({ toUserId: "outOfReach" });
}
