import { mutate } from "@/lib/core/mutate";
import { deliveryRead } from "@/lib/intake/events";
import { lockSettling } from "@/lib/intake/processing/queries";
import { AlreadySettled, rejected, understoodJson } from "@/lib/intake/processing/settled";
import { settleItems } from "@/lib/intake/processing/settling/commands";
import { rehearsedIn } from "@/lib/intake/rehearsing/queries";
import { REHEARSED } from "@/lib/intake/rehearsing/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { KeyedDelivery } from "@/lib/intake/processing/settled";
import type { Rehearsed } from "@/lib/intake/rehearsing/schema";
import type { Understood } from "@/lib/intake/schema";

type DeliveryOfSource = KeyedDelivery & { source: { name: string; companyId: string } };
type Tried = { rehearsed: Rehearsed; items: Understood[] };

/** Carries the result out of a transaction that must not be. */
class TriedOut extends Error {
  readonly tried: Tried;

  constructor(tried: Tried) {
    super("tried out");
    this.tried = tried;
  }
}

/**
 * Does with a test what would be done with a submission, in a transaction that is taken back: the lead is written, classified
 * and given to its owner, looked at, and has never been. Only what was seen is kept, with the delivery.
 */
export async function rehearse(ctx: Ctx, delivery: DeliveryOfSource): Promise<void> {
  const { rehearsed, items } = await tryOut(ctx, delivery);
  await mutate(ctx, async (tx, emit) => {
    const { count } = await tx.delivery.updateMany({
      where: { id: delivery.id, state: "received" },
      data: {
        state: "rejected",
        reason: REHEARSED,
        attempts: { increment: 1 },
        processedAt: new Date(),
        submittedAt: delivery.receivedAt,
        understood: understoodJson(items),
        rehearsed,
      },
    });
    if (count === 0) throw new AlreadySettled();
    const { sourceId, source } = delivery;
    emit(deliveryRead, {
      subjectId: delivery.id,
      subjectLabel: source.name,
      payload: { sourceId, state: "rejected", outcome: "", reason: REHEARSED, leadId: null },
      companyIds: [source.companyId],
    });
  });
}

async function tryOut(ctx: Ctx, delivery: KeyedDelivery): Promise<Tried> {
  try {
    return await mutate(ctx, async (tx) => {
      await lockSettling(tx);
      const { parts } = await settleItems(tx, delivery, { sources: new Map() });
      const { settled } = parts[0] ?? { settled: rejected("empty") };
      throw new TriedOut({ rehearsed: await rehearsedIn(tx, settled), items: parts.map(({ item }) => item) });
    });
  } catch (error) {
    if (error instanceof TriedOut) return error.tried;
    throw error;
  }
}
