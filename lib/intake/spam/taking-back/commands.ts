import { authorize } from "@/lib/core/ctx";
import { notFound, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { deliveryRulingTakenBack } from "@/lib/intake/events";
import { lockSettling } from "@/lib/intake/processing/queries";
import { putOnLead, takeOffLead } from "@/lib/intake/spam/effects/commands";
import { lockLists } from "@/lib/intake/spam/lessons/commands";
import { putBack } from "@/lib/intake/spam/rulings/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Taken } from "@/lib/intake/spam/effects/commands";
import type { Before } from "@/lib/intake/spam/rulings/commands";
import type { RulingInput } from "@/lib/intake/spam/schema";

/**
 * What somebody said of a delivery is as if nobody had said it: the delivery stands as it stood, with its reasons, and the
 * lists too. What was no spam and is again leaves its lead, as long as nobody did anything with one that it made; what was
 * taken off a lead as spam is there again.
 */
export async function takeBackRuling(ctx: Ctx, { rulingId }: RulingInput): Promise<void> {
  authorize(ctx, "intake.manage");
  await mutate(ctx, async (tx, emit) => {
    await lockSettling(tx);
    await lockLists(tx);
    const { ruling, delivery } = await lastSaid(tx, rulingId);
    if (delivery.ruling !== ruling.ruling) throw precondition("saidSince");
    const { before, taken } = ruling;
    const leadId = ruling.ruling === "genuine" ? before.leadId : await putOnLead({ ...ctx, tx }, tx, delivery, taken);
    // Still waiting, told twice or unreadable, it did nothing to a lead.
    if (ruling.ruling === "genuine" && delivery.state === "processed") await takeOffLead({ ...ctx, tx }, tx, delivery);
    await putBack(tx, { ...ruling, before: { ...before, leadId } });
    const { source } = delivery;
    emit(deliveryRulingTakenBack, {
      subjectId: delivery.id,
      subjectLabel: source.name,
      payload: { sourceId: source.id, ruling: ruling.ruling },
      companyIds: [source.companyId],
    });
  });
}

/** What was said, as long as nobody said anything else of the delivery since. */
async function lastSaid(tx: Tx, rulingId: string) {
  const ruling = await tx.spamRuling.findUnique({ where: { id: rulingId } });
  if (!ruling) throw precondition("saidSince");
  const [last] = await tx.spamRuling.findMany({
    where: { deliveryId: ruling.deliveryId },
    orderBy: [{ saidAt: "desc" }, { id: "desc" }],
    take: 1,
    select: { id: true },
  });
  if (last?.id !== rulingId) throw precondition("saidSince");
  const delivery = await tx.delivery.findUnique({ where: { id: ruling.deliveryId }, select: DELIVERY });
  if (!delivery) throw notFound();
  const before = ruling.before as unknown as Before;
  const taken = ruling.taken as unknown as Taken | null;
  return { ruling: { ...ruling, before, taken }, delivery };
}

const DELIVERY = {
  id: true,
  state: true,
  outcome: true,
  leadId: true,
  entryId: true,
  ruling: true,
  requestId: true,
  source: { select: { id: true, name: true, companyId: true, defaultCountry: true } },
} as const;
