import { IN } from "@/lib/auth/standing/policy";
import { actorId, authorize, hasRights, scopeOf } from "@/lib/core/ctx";
import { invalid, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { updateRows } from "@/lib/core/rows";
import { audienceOf } from "@/lib/leads/audience";
import { leadAssigned } from "@/lib/leads/events";
import { openLeadsOf, openTasksOf, peopleWithSight, takers } from "@/lib/leads/hand-over/queries";
import { leadLabel } from "@/lib/leads/schema";
import { tellTask } from "@/lib/leads/tasks/telling/commands";
import { companies } from "@/lib/settings/queries";
import { deactivateUser } from "@/lib/users/commands";
import { moveSpans } from "@/lib/leads/spans/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { DeactivateAndHandOverInput, HandedOver } from "@/lib/leads/hand-over/schema";

const METHOD = "hand-over";

/** Deactivates a user and gives all of their open leads and tasks to one person or to several in turn, together or not at all. */
export async function deactivateAndHandOver(ctx: Ctx, input: DeactivateAndHandOverInput): Promise<HandedOver> {
  return mutate(ctx, async (tx, emit) => {
    // First: it locks the user, and whoever may not see them hears of nothing else.
    await deactivateUser({ ...ctx, tx }, { userId: input.userId });
    const heirs = await heirsOf(ctx, tx, input);
    const taken = await handOverLeads(ctx, tx, emit, input.userId, heirs);
    const tasks = await handOverTasks(ctx, tx, emit, { userId: input.userId, heirs, taken });
    return { leads: taken.size, tasks };
  });
}

type Taker = Awaited<ReturnType<typeof takers>>[number];
/** Who takes which lead over. */
type Taken = ReadonlyMap<string, string>;
type Leaving = { userId: string; heirs: readonly Taker[]; taken: Taken };

/** Those chosen, in the order they were chosen in. */
async function heirsOf(ctx: Ctx, tx: Tx, { userId, toUserIds }: DeactivateAndHandOverInput): Promise<Taker[]> {
  const chosen = [...new Set(toUserIds)];
  const people = await takers(ctx, tx, { id: { in: chosen.filter((id) => id !== userId) } });
  if (people.length < chosen.length) throw invalid({ toUserIds: "outOfReach" });
  return chosen.flatMap((id) => people.find((person) => person.id === id) ?? []);
}

/**
 * What one user still had to do: to who takes the lead over or, of those chosen who see the lead it is about, has their
 * turn; a closed lead stays whose it was. What none of them sees, to whoever's lead it is or who made it, where they see
 * it, or to who lets them go; nothing stays where nobody looks.
 */
async function handOverTasks(ctx: Ctx, tx: Tx, emit: Emit, { userId, heirs, taken }: Leaving): Promise<number> {
  const tasks = await tx.task.findMany({ where: openTasksOf(userId), include: { lead: true }, orderBy: { id: "asc" } });
  if (heirs.length === 0) await requireNoTaker(ctx, tx, tasks);
  const turn = turnsOf(heirs);
  // Who was just deactivated is none of them, nor is anybody whom the directory put out.
  const others = await peopleWithSight(tx, { id: { in: tasks.flatMap((task) => elseTo(ctx, task)) }, ...IN });
  let given = 0;
  for (const found of tasks) {
    const { lead, ...task } = found;
    const elsewhere = elseTo(ctx, found).flatMap((id) => others.find((one) => one.id === id) ?? []);
    const assigneeId =
      (lead && taken.get(lead.id)) ??
      turn(({ sees }) => sees(lead)) ??
      (elsewhere.find(({ sees }) => sees(lead)) ?? elsewhere.at(-1))?.id;
    if (assigneeId === undefined) continue;
    const after = await tx.task.update({ where: { id: task.id }, data: { assigneeId } });
    tellTask(emit, "changed", after, lead, {}, { assigneeId: { from: userId, to: assigneeId } });
    given += 1;
  }
  return given;
}

type Left = { lead: { companyId: string; ownerId: string | null } | null; createdById: string | null };

const elseTo = ({ actor }: Ctx, { lead, createdById }: Left): string[] =>
  [lead?.ownerId, createdById, actorId(actor)].filter((id) => typeof id === "string");

/** They go elsewhere unasked only where there is nobody to be asked for. */
async function requireNoTaker(ctx: Ctx, tx: Tx, tasks: readonly Left[]): Promise<void> {
  if (tasks.length === 0) return;
  const people = await takers(ctx, tx, {});
  if (tasks.some(({ lead }) => people.some(({ sees }) => sees(lead)))) throw precondition("tasksLeft");
}

/** Every open lead of one user to others in turn, among whoever can have leads of its company; each with its assignment, span and event; inside a transaction. */
async function handOverLeads(
  ctx: Ctx,
  tx: Tx,
  emit: Emit,
  fromUserId: string,
  heirs: readonly Taker[],
): Promise<Taken> {
  await tx.$queryRawUnsafe(`select 1 from "Lead" where "ownerId" = $1::uuid order by id for update`, fromUserId);
  const leads = await tx.lead.findMany({
    where: openLeadsOf(fromUserId),
    select: { id: true, number: true, companyId: true },
    orderBy: { number: "asc" },
  });
  if (leads.length === 0) return new Map();
  if (heirs.length === 0) throw precondition("leadsLeft");
  authorize(ctx, "lead.assign");
  const turn = turnsOf(heirs);

  const now = ctx.now();
  const by = actorId(ctx.actor);
  const taken = new Map<string, string>();
  const unreached = leads.filter(({ companyId }) => !heirs.some(({ reaches }) => reaches(companyId)));
  if (unreached.length > 0) throw await notAllReached(ctx, tx, unreached);
  for (const { id, companyId } of leads) {
    const next = turn(({ reaches }) => reaches(companyId));
    if (next !== undefined) taken.set(id, next);
  }
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

/** Which companies' leads none of those chosen can have; a company that the actor doesn't know isn't named. */
async function notAllReached(ctx: Ctx, tx: Tx, leads: readonly { companyId: string }[]) {
  const { actor } = ctx;
  const everywhere = !hasRights(actor) || scopeOf(actor, "user.manage") === "any";
  const count = (companyId: string) => leads.filter((lead) => lead.companyId === companyId).length;
  const named = (await companies({ tx }))
    .filter(({ id }) => count(id) > 0 && (everywhere || actor.companyIds.includes(id)))
    .map(({ id, name }) => ({ name, count: count(id) }));
  const unnamed = leads.length - named.reduce((sum, one) => sum + one.count, 0);
  return precondition("notAllReached", {
    companies: named.map((one) => `${one.name} (${one.count})`).join(", "),
    unnamed: String(unnamed),
    named: String(named.length),
  });
}

/** Whose turn it is for something: of those who can have it, whoever got the fewest so far. */
function turnsOf(heirs: readonly Taker[]): (can: (heir: Taker) => boolean) => string | undefined {
  const got = new Map(heirs.map(({ id }) => [id, 0]));
  const count = ({ id }: Taker) => got.get(id) ?? 0;
  return (can) => {
    const [first, ...others] = heirs.filter(can);
    if (!first) return undefined;
    const next = others.reduce((least, one) => (count(one) < count(least) ? one : least), first);
    got.set(next.id, count(next) + 1);
    return next.id;
  };
}
