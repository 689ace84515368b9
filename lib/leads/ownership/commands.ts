import { actorId } from "@/lib/core/ctx";
import { invalid, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { leadAssigned } from "@/lib/leads/events";
import { fieldConflict, lockLead } from "@/lib/leads/queries";
import { leadLabel } from "@/lib/leads/schema";
import { moveToStatus } from "@/lib/leads/status/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { Lead } from "@/lib/core/prisma/client";
import type { AssignLeadInput } from "@/lib/leads/schema";

/** Gives the lead to a user, or to nobody, unless somebody gave it meanwhile. A pending lead becomes assigned. */
export async function assignLead(ctx: Ctx, input: AssignLeadInput): Promise<{ ownerId: string | null }> {
  return mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, input.leadId, "lead.assign");
    if (lead.ownerId !== input.seenOwnerId)
      throw await fieldConflict(tx, lead.id, "owner", await nameOf(tx, lead.ownerId));
    if (lead.ownerId === input.ownerId) throw precondition("unchanged");
    await requireOwner(tx, lead.companyId, input.ownerId);
    await giveTo(ctx, tx, emit, lead, { ownerId: input.ownerId, method: "by-hand", reason: input.reason });
    if (input.ownerId) await pendingToAssigned(ctx, tx, emit, { ...lead, ownerId: input.ownerId });
    return { ownerId: input.ownerId };
  });
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

/** The change itself, for a lead already locked: row, assignment, span, event. */
export async function giveTo(
  ctx: Ctx,
  tx: Tx,
  emit: Emit,
  lead: Lead,
  to: { ownerId: string | null; method: string; reason: string },
): Promise<void> {
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
      occurredAt: now,
    },
  });
  await tx.leadSpan.updateMany({ where: { leadId: lead.id, kind: "owner", to: null }, data: { to: now } });
  if (to.ownerId) {
    await tx.leadSpan.create({
      data: { id: newId(), leadId: lead.id, kind: "owner", value: to.ownerId, from: now, actorId: actorId(ctx.actor) },
    });
  }
  emit(leadAssigned, {
    subjectId: lead.id,
    subjectLabel: leadLabel(lead.number),
    payload: { assignmentId, ownerId: to.ownerId, previousOwnerId: lead.ownerId, method: to.method, reason: to.reason },
    changes: { owner: { from: lead.ownerId, to: to.ownerId } },
    ...audienceOf({ companyId: lead.companyId, ownerId: to.ownerId }, { ownerId: lead.ownerId }),
  });
}

async function pendingToAssigned(ctx: Ctx, tx: Tx, emit: Emit, lead: Lead): Promise<void> {
  const statuses = await tx.status.findMany({ where: { key: { in: ["pending", "assigned"] } } });
  const pending = statuses.find((status) => status.key === "pending");
  const assigned = statuses.find((status) => status.key === "assigned");
  if (assigned?.active && lead.statusId === pending?.id) await moveToStatus(ctx, tx, emit, lead, assigned.id);
}

/** An owner is an active user of the lead's company, or one whose role reaches every company. */
async function requireOwner(tx: Tx, companyId: string, ownerId: string | null): Promise<void> {
  if (!ownerId) return;
  const user = await tx.user.findUnique({
    where: { id: ownerId },
    select: {
      deactivatedAt: true,
      companies: { where: { companyId } },
      role: { select: { permissions: { where: { permission: "lead.read", scope: "any" } } } },
    },
  });
  const reachesCompany = user && (user.companies.length > 0 || user.role.permissions.length > 0);
  if (!user || user.deactivatedAt || !reachesCompany) throw invalid({ ownerId: "notValid" });
}

async function nameOf(tx: Tx, userId: string | null): Promise<string> {
  if (!userId) return "";
  const user = await tx.user.findUnique({ where: { id: userId }, select: { firstName: true, lastName: true } });
  return `${user?.firstName ?? ""} ${user?.lastName ?? ""}`.trim();
}
