import { database } from "@/lib/core/db";
import { KEPT_DAYS } from "@/lib/webhooks/schema";

const DAY_MS = 86_400_000;
/** Rows a step, so that nobody waits for it. */
const STEP = 5000;

/** Drops what was sent long ago, and secrets that don't sign any more. */
export async function forgetDeliveries(now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  let dropped = 0;
  for (;;) {
    const count = await database().$executeRawUnsafe(
      `delete from "WebhookDelivery" where id in (select id from "WebhookDelivery" where "createdAt" < $1::timestamptz limit ${STEP})`,
      before,
    );
    dropped += count;
    if (count < STEP) break;
  }
  await database().webhook.updateMany({
    where: { previousUntil: { lt: now } },
    data: { previousSealed: "", previousUntil: null },
  });
  return dropped;
}
