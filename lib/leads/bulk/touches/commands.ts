import { mutate } from "@/lib/core/mutate";
import { insertRows } from "@/lib/core/rows";
import { aboutLead, touchRow } from "@/lib/leads/bulk/telling";
import { leadTouched, leadTouchRemoved } from "@/lib/leads/events";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { BulkLead, BulkTouch } from "@/lib/leads/bulk/schema";

/** Later arrivals of known people. */
export async function touchLeads(ctx: Ctx, leads: Map<string, BulkLead>, touches: readonly BulkTouch[]): Promise<void> {
  if (touches.length === 0) return;
  await mutate(ctx, async (tx, emit) => {
    await insertRows(tx, "Touchpoint", touches.map(touchRow));
    await recountTouches(
      tx,
      touches.map(({ leadId }) => leadId),
    );
    for (const { leadId, touchpointId, sourceId } of touches) {
      const lead = leads.get(leadId);
      if (lead) emit(leadTouched, { ...aboutLead(lead), payload: { touchpointId, sourceId } });
    }
  });
}

/** Takes arrivals back that came by mistake. */
export async function removeTouches(
  ctx: Ctx,
  leads: Map<string, BulkLead>,
  touches: readonly { leadId: string; touchpointId: string }[],
): Promise<void> {
  if (touches.length === 0) return;
  await mutate(ctx, async (tx, emit) => {
    await tx.touchpoint.deleteMany({ where: { id: { in: touches.map(({ touchpointId }) => touchpointId) } } });
    await recountTouches(
      tx,
      touches.map(({ leadId }) => leadId),
    );
    for (const { leadId, touchpointId } of touches) {
      const lead = leads.get(leadId);
      if (lead) emit(leadTouchRemoved, { ...aboutLead(lead), payload: { touchpointId } });
    }
  });
}

async function recountTouches(tx: Tx, leadIds: string[]): Promise<void> {
  await tx.$executeRawUnsafe(
    `update "Lead" l set "touchCount" = t.count, "lastTouchAt" = t.last
       from (select "leadId", count(*)::int as count, max("occurredAt") as last from "Touchpoint" where "leadId" = any($1::uuid[]) group by 1) t
      where l.id = t."leadId"`,
    leadIds,
  );
}
