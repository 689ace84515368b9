import { matches } from "@/lib/core/condition/evaluate";
import { reader } from "@/lib/core/db";
import { conflict, forbidden, notFound, precondition } from "@/lib/core/errors";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import { visibleLeads } from "@/lib/leads/policy";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Lead } from "@/lib/core/prisma/client";

type WritePermission = "lead.update" | "lead.changeStatus" | "lead.logContact" | "lead.assign" | "lead.merge";

/** The lead, locked until the transaction ends, for an actor who may see it and may do this to it. */
export async function lockLead(ctx: Ctx, tx: Tx, leadId: string, permission: WritePermission): Promise<Lead> {
  await tx.$queryRawUnsafe(`select 1 from "Lead" where id = $1::uuid for update`, leadId);
  const lead = await tx.lead.findUnique({ where: { id: leadId } });
  if (!lead || !reaches(ctx, lead, "lead.read")) throw notFound();
  if (!reaches(ctx, lead, permission)) throw forbidden();
  return lead;
}

/** The lead, held, or who merged it into which a moment ago. */
export async function lockStandingLead(ctx: Ctx, tx: Tx, leadId: string, permission: WritePermission): Promise<Lead> {
  // Waits for whoever is at it.
  await tx.$queryRawUnsafe(`select 1 from "Lead" where id = $1::uuid for update`, leadId);
  const gone = await tx.leadMerge.findFirst({ where: { leadId, undoneAt: null } });
  if (!gone) return lockLead(ctx, tx, leadId, permission);
  const into = await lockLead(ctx, tx, gone.survivorId, permission);
  const details = { label: leadLabel(gone.number), into: leadLabel(into.number), by: gone.actorLabel };
  throw precondition("mergedAlready", details);
}

/** For reading what hangs on a lead: NOT_FOUND unless the actor may see it, FORBIDDEN unless they may do this to it. */
export async function requireLead(ctx: Ctx, leadId: string, permission?: WritePermission): Promise<Lead> {
  const lead = await reader(ctx).lead.findUnique({ where: { id: leadId } });
  if (!lead || !reaches(ctx, lead, "lead.read")) throw notFound();
  if (permission && !reaches(ctx, lead, permission)) throw forbidden();
  return lead;
}

/** The lead if the actor may see it. */
export async function findLead(ctx: Ctx, leadId: string): Promise<Lead | null> {
  const lead = await reader(ctx).lead.findUnique({ where: { id: leadId } });
  return lead && reaches(ctx, lead, "lead.read") ? lead : null;
}

function reaches(ctx: Ctx, lead: Lead, permission: WritePermission | "lead.read"): boolean {
  return matches(visibleLeads(ctx.actor, permission), lead, leadFieldCatalogue, { now: ctx.now(), timeZone: "UTC" });
}

/** Somebody changed the field first: who, and to what, in the words the field's values have; `toId` where it is a row. */
export async function fieldConflict(tx: Tx, leadId: string, field: string, to: string, toId?: string) {
  const by = await lastChangeOf(tx, leadId, field);
  return conflict({ field, to, ...(toId !== undefined && { toId }), ...(by !== undefined && { by }) });
}

/** Who changed a field last, by the name they had then. */
export async function lastChangeOf(
  tx: Pick<Tx, "$queryRawUnsafe">,
  leadId: string,
  field: string,
): Promise<string | undefined> {
  const [last] = await tx.$queryRawUnsafe<{ actorLabel: string }[]>(
    `select "actorLabel" from "Event" where "subjectType" = 'lead' and "subjectId" = $1::uuid and changes ? $2 order by seq desc limit 1`,
    leadId,
    field,
  );
  return last?.actorLabel;
}
