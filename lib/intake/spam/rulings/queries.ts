import { reader } from "@/lib/core/db";
import type { Ctx } from "@/lib/core/ctx";

export type LastRuling = { id: string; ruling: string; by: string };

/**
 * What was said last of a delivery that was just read under the reader's rights, if it can be taken back: a lead that went
 * as spam is gone.
 */
export async function lastRuling(ctx: Ctx, deliveryId: string): Promise<LastRuling | null> {
  const found = await reader(ctx).spamRuling.findFirst({
    where: { deliveryId },
    orderBy: [{ saidAt: "desc" }, { id: "desc" }],
    select: { id: true, ruling: true, saidBy: true, taken: true },
  });
  if (!found || (found.ruling === "spam" && found.taken === null)) return null;
  return { id: found.id, ruling: found.ruling, by: found.saidBy };
}
