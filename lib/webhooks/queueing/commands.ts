import { newId } from "@/lib/core/id";
import { openWebhooks } from "@/lib/webhooks/hearing/queries";
import { isWanted } from "@/lib/webhooks/reach";
import type { Tx } from "@/lib/core/db";
import type { StoredEvent } from "@/lib/core/events";

/**
 * Writes down, in the reader's own transaction, what each address is to be sent of these events: so each event is a delivery
 * once, whatever is killed when. What came as history is told to nobody.
 */
export async function queueDeliveries(events: StoredEvent[], tx: Tx): Promise<void> {
  const open = await openWebhooks({ tx });
  if (open.length === 0) return;
  const now = new Date();
  const rows = events
    .filter(({ history }) => !history)
    .flatMap((event) =>
      open
        .filter((webhook) => BigInt(event.xid) > BigInt(webhook.fromXid) && isWanted(webhook, event))
        .map(({ id }) => ({
          ...{ id: newId(), webhookId: id, eventSeq: BigInt(event.seq), type: event.name },
          ...{ createdAt: now, nextAt: now },
        })),
    );
  if (rows.length === 0) return;
  await tx.webhookDelivery.createMany({ data: rows });
  await tx.$queryRawUnsafe(`select pg_notify('webhooks', '')::text`);
}
