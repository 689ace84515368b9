import { systemCtx } from "@/lib/core/ctx";
import { mutate } from "@/lib/core/mutate";
import { database } from "@/lib/core/db";
import { deliveryReplayed } from "@/lib/intake/events";
import { dueAgain } from "@/lib/intake/processing/retrying/queries";

/**
 * Has read again what failed for the machine's sake, ever more seldom, for about two days; after that it stays failed until
 * somebody reads it again. Answers whether there may be more.
 */
export async function retryFailed(now = new Date()): Promise<boolean> {
  if ((await dueAgain(database(), now)).length === 0) return false;
  return mutate(systemCtx("retry", { now: () => now }), async (tx, emit) => {
    const due = await dueAgain(tx, now);
    if (due.length === 0) throw new TakenMeanwhile();
    await tx.delivery.updateMany({
      where: { id: { in: due.map(({ id }) => id) } },
      data: { state: "received", reason: "" },
    });
    for (const { id, source, sourceId, companyId } of due) {
      const payload = { sourceId, state: "failed" };
      emit(deliveryReplayed, { subjectId: id, subjectLabel: source, companyIds: [companyId], payload });
    }
    await tx.$queryRawUnsafe("select pg_notify('deliveries', '')::text");
    return true;
  }).catch((error: unknown) => {
    if (error instanceof TakenMeanwhile) return false;
    throw error;
  });
}

/** Another process was faster. */
class TakenMeanwhile extends Error {}
