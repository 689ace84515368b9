import { actorId } from "@/lib/core/ctx";
import { invalid, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { leadStatusChanged } from "@/lib/leads/events";
import { fieldConflict, lockLead } from "@/lib/leads/queries";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { Lead } from "@/lib/core/prisma/client";
import type { ChangeStatusInput } from "@/lib/leads/schema";

/** What assigning makes of a pending lead; without an owner it would say what isn't so. */
const ASSIGNED = "assigned";

/** Moves the lead to a status, unless it moved meanwhile. */
export async function changeStatus(ctx: Ctx, input: ChangeStatusInput): Promise<{ statusId: string }> {
  return mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, input.leadId, "lead.changeStatus");
    const wanted = await tx.status.findUnique({ where: { id: input.statusId } });
    if (!wanted?.active) throw invalid({ statusId: "notValid" });
    if (lead.statusId !== input.seenStatusId) {
      const now = await tx.status.findUnique({ where: { id: lead.statusId } });
      throw await fieldConflict(tx, lead.id, "status", now?.key ?? "");
    }
    if (lead.statusId === wanted.id) throw precondition("unchanged");
    if (wanted.key === ASSIGNED && !lead.ownerId) throw precondition("ownerFirst");
    await moveToStatus(ctx, tx, emit, lead, wanted.id);
    return { statusId: wanted.id };
  });
}

/** The change itself, for a lead already locked: row, span, event. */
export async function moveToStatus(
  ctx: Ctx,
  tx: Tx,
  emit: Emit,
  lead: Pick<Lead, "id" | "number" | "companyId" | "ownerId" | "statusId">,
  statusId: string,
): Promise<void> {
  const now = ctx.now();
  await tx.lead.update({ where: { id: lead.id }, data: { statusId, statusChangedAt: now, lastActivityAt: now } });
  await tx.leadSpan.updateMany({ where: { leadId: lead.id, kind: "status", to: null }, data: { to: now } });
  await tx.leadSpan.create({
    data: { id: newId(), leadId: lead.id, kind: "status", value: statusId, from: now, actorId: actorId(ctx.actor) },
  });
  emit(leadStatusChanged, {
    subjectId: lead.id,
    subjectLabel: leadLabel(lead.number),
    payload: { statusId, previousStatusId: lead.statusId },
    changes: { status: { from: lead.statusId, to: statusId } },
    ...audienceOf(lead),
  });
}
