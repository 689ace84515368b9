import { authorize } from "@/lib/core/ctx";
import { notFound, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { audienceOf, reachesLead } from "@/lib/leads/audience";
import { leadDuplicateDismissed } from "@/lib/leads/events";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { DismissPairsInput } from "@/lib/leads/duplicates/pairs/schema";

/** These aren't the same: they aren't suggested again. */
export async function dismissPairs(ctx: Ctx, input: DismissPairsInput): Promise<{ dismissed: number }> {
  authorize(ctx, "lead.merge");
  const reaches = reachesLead(ctx.actor, "lead.merge");
  return mutate(ctx, async (tx, emit) => {
    const ids = [...new Set(input.pairIds)];
    await tx.$queryRawUnsafe(`select 1 from "DuplicatePair" where id = any($1::uuid[]) order by id for update`, ids);
    const pairs = await tx.duplicatePair.findMany({ where: { id: { in: ids } }, orderBy: { id: "asc" } });
    const leads = await tx.lead.findMany({
      where: { id: { in: pairs.flatMap(({ leadAId, leadBId }) => [leadAId, leadBId]) } },
      select: { id: true, number: true, companyId: true, ownerId: true },
    });
    const reached = new Map(leads.filter(reaches).map((lead) => [lead.id, lead]));
    const seen = pairs.flatMap((pair) => {
      const [a, b] = [reached.get(pair.leadAId), reached.get(pair.leadBId)];
      return a && b ? [{ pair, a, b }] : [];
    });
    if (seen.length < ids.length) throw notFound();
    const open = seen.filter(({ pair }) => pair.state === "open");
    if (open.length === 0) throw precondition("unchanged");
    await tx.duplicatePair.updateMany({
      where: { id: { in: open.map(({ pair }) => pair.id) } },
      data: { state: "dismissed", settledAt: ctx.now() },
    });
    for (const { pair, a, b } of open) {
      emit(leadDuplicateDismissed, {
        subjectId: a.id,
        subjectLabel: leadLabel(a.number),
        payload: { pairId: pair.id, otherId: b.id, otherLabel: leadLabel(b.number) },
        ...audienceOf(a, b),
      });
    }
    return { dismissed: open.length };
  });
}

/** What became of two leads, whether they had been suggested or not; joins the transaction. */
export async function settlePair(
  tx: Tx,
  one: string,
  other: string,
  state: "merged" | "dismissed",
  at: Date,
): Promise<void> {
  const [leadAId = "", leadBId = ""] = [one, other].sort();
  await tx.duplicatePair.upsert({
    where: { leadAId_leadBId: { leadAId, leadBId } },
    create: { id: newId(), leadAId, leadBId, strength: 0, reasons: [], state, foundAt: at, settledAt: at },
    update: { state, settledAt: at },
  });
}
