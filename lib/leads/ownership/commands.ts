import { IN } from "@/lib/auth/standing/policy";
import { actorId } from "@/lib/core/ctx";
import { invalid, notFound, precondition } from "@/lib/core/errors";
import { NO_ID, newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { leadAssigned, leadWaiting } from "@/lib/leads/events";
import { BY_ASSIGNMENT, CONFIRMED, UNDO, givesBack } from "@/lib/leads/ownership/schema";
import { fieldConflict, lockLead } from "@/lib/leads/queries";
import { leadLabel } from "@/lib/leads/schema";
import { moveToStatus } from "@/lib/leads/status/commands";
import { moveSpans } from "@/lib/leads/spans/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { Lead } from "@/lib/core/prisma/client";
import type { GivenHow, TakeBackAssignmentInput, Verdict } from "@/lib/leads/ownership/schema";
import type { AssignLeadInput } from "@/lib/leads/schema";

/** The lead as the act left it; `assignmentId` is what an undo names. */
export type Assigned = { assignmentId: string; ownerId: string | null; statusId: string };

/**
 * Gives the lead to a user, or to nobody, unless somebody gave it meanwhile. A pending lead becomes assigned, also where
 * whoever looks at it first is confirmed.
 */
export async function assignLead(ctx: Ctx, input: AssignLeadInput): Promise<Assigned> {
  return mutate(ctx, async (tx, emit) => {
    const once = oneMoment(ctx);
    const lead = await lockLead(once, tx, input.leadId, "lead.assign");
    if (lead.ownerId !== input.seenOwnerId) throw await ownerConflict(tx, lead);
    const isConfirmed = input.ownerId !== null && lead.ownerId === input.ownerId;
    const isPending = isConfirmed && (await tx.status.count({ where: { id: lead.statusId, part: "start" } })) > 0;
    if (lead.ownerId === input.ownerId && !isPending) throw precondition("unchanged");
    await requireOwner(tx, lead.companyId, input.ownerId);
    const method = isConfirmed ? CONFIRMED : "by-hand";
    const given = { ownerId: input.ownerId, method, reason: input.reason };
    const assignmentId = await giveTo(once, tx, emit, lead, given);
    const moved = input.ownerId ? await pendingToAssigned(once, tx, emit, { ...lead, ownerId: input.ownerId }) : null;
    return { assignmentId, ownerId: input.ownerId, statusId: moved ?? lead.statusId };
  });
}

/**
 * Undoes the lead's last assignment: the owner from before, and the status from before if the assignment moved it and
 * nobody has since.
 */
export async function takeBackAssignment(ctx: Ctx, input: TakeBackAssignmentInput): Promise<Assigned> {
  return mutate(ctx, async (tx, emit) => {
    const once = oneMoment(ctx);
    const undone = await tx.assignment.findUnique({ where: { id: input.assignmentId } });
    const lead = await lockLead(once, tx, undone?.leadId ?? NO_ID, "lead.assign");
    if (!undone) throw notFound();
    const latest = await tx.assignment.findFirst({
      where: { leadId: lead.id },
      orderBy: [{ occurredAt: "desc" }, { id: "desc" }],
    });
    if (latest?.id !== undone.id) throw await ownerConflict(tx, lead);
    const { status, ...former } = await before(tx, lead.id, undone.occurredAt);
    const owner = undone.method === CONFIRMED ? lead.ownerId : former.owner;
    if (owner === lead.ownerId && status === null) throw precondition("unchanged");
    await requireOwner(tx, lead.companyId, owner);
    const assignmentId = await giveTo(once, tx, emit, lead, { ownerId: owner, method: UNDO, reason: "" });
    // The clock of a lead that nobody was given hasn't been stopped.
    if (owner === null && lead.assignedAt?.getTime() === undone.occurredAt.getTime())
      await tx.lead.update({ where: { id: lead.id }, data: { assignedAt: null } });
    if (status !== null) await moveToStatus(once, tx, emit, { ...lead, ownerId: owner }, status, { because: "undo" });
    return { assignmentId, ownerId: owner, statusId: status ?? lead.statusId };
  });
}

/** What is written in one act has one moment, by which an undo finds what belonged to it. */
function oneMoment(ctx: Ctx): Ctx {
  const now = ctx.now();
  return { ...ctx, now: () => now };
}

/** The owner until this moment; and the status until then, where it was left at this moment and has stayed so. */
async function before(tx: Tx, leadId: string, at: Date): Promise<{ owner: string | null; status: string | null }> {
  const ended = await tx.leadSpan.findMany({ where: { leadId, to: at } });
  const begun = await tx.leadSpan.findFirst({ where: { leadId, kind: "status", from: at, to: null } });
  const until = (kind: string) => ended.find((span) => span.kind === kind)?.value ?? null;
  return { owner: until("owner"), status: begun ? until("status") : null };
}

/** The owner a lead entered by hand begins with: oneself, or whom the one who assigns names. */
export async function giveEntered(ctx: Ctx, leadId: string, ownerId: string): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const own = ctx.actor.type === "user" && ctx.actor.id === ownerId;
    const lead = own
      ? await tx.lead.findUniqueOrThrow({ where: { id: leadId } })
      : await lockLead(ctx, tx, leadId, "lead.assign");
    await requireOwner(tx, lead.companyId, ownerId);
    await giveTo(ctx, tx, emit, lead, { ownerId, method: "by-hand", reason: "" });
    await pendingToAssigned(ctx, tx, emit, { ...lead, ownerId });
  });
}

/** What the rules of assignment say of a lead already locked: it gets its owner and leaves the start, or waits. */
export async function giveByVerdict(
  ctx: Ctx,
  tx: Tx,
  emit: Emit,
  lead: Lead,
  { ownerId, rule, receipt }: Verdict,
): Promise<void> {
  if (ownerId === null) {
    await tx.waitingLead.create({
      data: { leadId: lead.id, since: ctx.now(), ruleId: rule.id, version: rule.version, receipt },
    });
    emit(leadWaiting, waitingEvent(lead, rule));
    return;
  }
  const given = { ownerId, method: BY_ASSIGNMENT, reason: rule.name, receipt };
  await giveTo(ctx, tx, emit, lead, given);
  await pendingToAssigned(ctx, tx, emit, { ...lead, ownerId });
}

type Told = Pick<Lead, "id" | "number" | "companyId" | "ownerId">;

/** That a lead waits, by which rule. */
export function waitingEvent(lead: Told, rule: Verdict["rule"]) {
  return {
    subjectId: lead.id,
    subjectLabel: leadLabel(lead.number),
    payload: { ruleId: rule.id, rule: rule.name, version: rule.version },
    ...audienceOf(lead),
  };
}

/** The change itself, for a lead already locked: row, assignment, span, event. */
export async function giveTo(
  ctx: Ctx,
  tx: Tx,
  emit: Emit,
  lead: Lead,
  to: GivenHow & { ownerId: string | null },
): Promise<string> {
  const now = ctx.now();
  const assignmentId = newId();
  await tx.lead.update({
    where: { id: lead.id },
    data: {
      ownerId: to.ownerId,
      assignedAt: to.ownerId ? (lead.assignedAt ?? now) : lead.assignedAt,
      lastActivityAt: now,
    },
  });
  await tx.assignment.create({
    data: {
      id: assignmentId,
      leadId: lead.id,
      ownerId: to.ownerId,
      actorId: actorId(ctx.actor),
      method: to.method,
      reason: to.reason,
      receipt: to.receipt ?? {},
      occurredAt: now,
    },
  });
  if (to.ownerId !== lead.ownerId) await moveSpans(ctx, tx, "owner", new Map([[lead.id, to.ownerId]]), now);
  if (to.ownerId === null) await leaveToNobody(tx, [lead.id], to.method);
  emit(leadAssigned, {
    subjectId: lead.id,
    subjectLabel: leadLabel(lead.number),
    payload: { assignmentId, ownerId: to.ownerId, previousOwnerId: lead.ownerId, method: to.method, reason: to.reason },
    changes: { owner: { from: lead.ownerId, to: to.ownerId } },
    ...audienceOf({ companyId: lead.companyId, ownerId: to.ownerId }, { ownerId: lead.ownerId }),
  });
  return assignmentId;
}

/**
 * Whoever gives leads to nobody means that: they don't go on waiting for somebody by a rule. What an undo makes nobody's
 * again waits as it did.
 */
export async function leaveToNobody(tx: Tx, leadIds: string[], method: string): Promise<void> {
  if (leadIds.length > 0 && !givesBack(method)) await tx.waitingLead.deleteMany({ where: { leadId: { in: leadIds } } });
}

async function pendingToAssigned(ctx: Ctx, tx: Tx, emit: Emit, lead: Lead): Promise<string | null> {
  const statuses = await tx.status.findMany({ where: { part: { in: ["start", "assigned"] } } });
  const start = statuses.find((status) => status.part === "start");
  const assigned = statuses.find((status) => status.part === "assigned");
  if (!assigned || lead.statusId !== start?.id) return null;
  await moveToStatus(ctx, tx, emit, lead, assigned.id);
  return assigned.id;
}

/** An owner is an active user who can work leads: of the lead's company, or with a role that reaches every company. */
async function requireOwner(tx: Tx, companyId: string, ownerId: string | null): Promise<void> {
  if (!(await mayOwn(tx, companyId, ownerId))) throw invalid({ ownerId: "notValid" });
}

/** Whether a lead of the company can be this user's now; it can always be nobody's. */
export async function mayOwn(tx: Tx, companyId: string, ownerId: string | null): Promise<boolean> {
  return (await ownersAmong(tx, [ownerId]))(companyId, ownerId);
}

/**
 * The same for many leads. Until the transaction ends none of these people is put out or loses a company: whoever
 * does that locks them before their leads, so this comes before the leads too.
 */
export async function ownersHeld(tx: Tx, ownerIds: readonly (string | null)[]): Promise<MayOwn> {
  const ids = ownerIds.filter((id) => id !== null);
  await tx.$queryRawUnsafe(`select 1 from "User" where id = any($1::uuid[]) order by id for share`, ids);
  return ownersAmong(tx, ids);
}

export type MayOwn = (companyId: string, ownerId: string | null) => boolean;

async function ownersAmong(tx: Tx, ownerIds: readonly (string | null)[]): Promise<MayOwn> {
  const users = await tx.user.findMany({
    where: { id: { in: ownerIds.filter((id) => id !== null) }, ...IN },
    select: {
      id: true,
      companies: { select: { companyId: true } },
      role: { select: { permissions: { where: { permission: { in: ["lead.read", "lead.update"] } } } } },
    },
  });
  const working = users.filter(({ role }) => role.permissions.some(({ permission }) => permission === "lead.update"));
  return (companyId, ownerId) => {
    if (!ownerId) return true;
    const user = working.find(({ id }) => id === ownerId);
    const everywhere = user?.role.permissions.some(
      ({ permission, scope }) => permission === "lead.read" && scope === "any",
    );
    return everywhere === true || (user?.companies ?? []).some((one) => one.companyId === companyId);
  };
}

async function ownerConflict(tx: Tx, lead: Lead) {
  return fieldConflict(tx, lead.id, "owner", await nameOf(tx, lead.ownerId), lead.ownerId ?? "");
}

async function nameOf(tx: Tx, userId: string | null): Promise<string> {
  if (!userId) return "";
  const user = await tx.user.findUnique({ where: { id: userId }, select: { firstName: true, lastName: true } });
  return `${user?.firstName ?? ""} ${user?.lastName ?? ""}`.trim();
}
