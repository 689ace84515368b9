import { authorize } from "@/lib/core/ctx";
import { notFound, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { deliveryReplayed } from "@/lib/intake/events";
import { askParents } from "@/lib/intake/processing/parts/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { ReplayInput } from "@/lib/intake/deliveries/schema";

/** Has a delivery read once more, by today's mapping and rules. What it already made isn't made twice: its entry is known. */
export async function replayDelivery(ctx: Ctx, input: ReplayInput): Promise<void> {
  authorize(ctx, "intake.manage");
  await mutate(ctx, async (tx, emit) => {
    const delivery = await tx.delivery.findUnique({
      where: { id: input.deliveryId },
      select: {
        state: true,
        reason: true,
        bodySize: true,
        source: { select: { id: true, name: true, companyId: true } },
      },
    });
    if (!delivery) throw notFound();
    // Only the beginning of these was kept.
    if (delivery.reason === "too_large") throw precondition("too_large");
    const { count } = await tx.delivery.updateMany({
      where: { id: input.deliveryId, state: { not: "received" } },
      data: { state: "received", reason: "" },
    });
    if (count === 0) throw precondition("unchanged");
    await askParents(tx, [input.deliveryId]);
    await tx.$queryRawUnsafe("select pg_notify('deliveries', '')::text");
    emit(deliveryReplayed, {
      subjectId: input.deliveryId,
      subjectLabel: delivery.source.name,
      payload: { sourceId: delivery.source.id, state: delivery.state },
      companyIds: [delivery.source.companyId],
    });
  });
}
