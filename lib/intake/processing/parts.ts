import { createHash } from "node:crypto";
import { submittedAtOf } from "@/lib/intake/processing/arrival";
import { textKeyOf } from "@/lib/intake/spam/queries";
import { understoodJson } from "@/lib/intake/processing/settled";
import type { Tx } from "@/lib/core/db";
import type { Delivery, Prisma } from "@/lib/core/prisma/client";
import type { KeyedDelivery, Settled } from "@/lib/intake/processing/settled";
import type { Understood } from "@/lib/intake/schema";

/*
 * A request may bring several entries. Each is a delivery of its own, so that it is counted, listed, found and linked like
 * any other: the first is the request itself and keeps its bytes, the others name it as their parent and have none.
 */

/** One entry of a delivery: how it was stored, what it says and how it ended. */
export type Part = { delivery: KeyedDelivery; item: Understood; settled: Settled };

/** The id of a request's nth entry: the same on every reading, and of the same moment as the request's own. */
export function partId(deliveryId: string, place: number): string {
  const digest = createHash("sha256").update(deliveryId).digest("hex");
  return `${deliveryId.slice(0, 19)}8${place.toString(16).padStart(3, "0")}-${digest.slice(0, 12)}`;
}

/** A delivery for each of so many entries, as far as it was read before. */
export async function partsOf(tx: Tx, delivery: KeyedDelivery, count: number): Promise<KeyedDelivery[]> {
  if (count < 2) return [delivery];
  const read = await tx.delivery.findMany({ where: { parentId: delivery.id } });
  const known = new Map(read.map((part) => [part.id, part]));
  const others = Array.from({ length: count - 1 }, (_, index): KeyedDelivery => {
    const id = partId(delivery.id, index + 1);
    const { entryId, outcome, understood, ruling } = known.get(id) ?? NEW;
    return { ...delivery, id, parentId: delivery.id, entryId, outcome, understood, ruling };
  });
  return [delivery, ...others];
}

const NEW = { entryId: null, outcome: "", understood: null, ruling: "" };

/** How a delivery's row ends. */
export function endOf({ delivery, item, settled }: Part) {
  return {
    ...settled,
    processedAt: new Date(),
    submittedAt: submittedAtOf(delivery, item),
    textKey: textKeyOf(delivery, item),
    understood: understoodJson([item]),
  };
}

/** Writes the further entries of a request. What an earlier reading found and this one doesn't ends as empty. */
export async function keepParts(tx: Tx, parent: Delivery, parts: Part[]): Promise<void> {
  const ids = parts.map(({ delivery }) => delivery.id);
  const stored = await tx.delivery.findMany({ where: { parentId: parent.id }, select: { id: true } });
  const known = new Set(stored.map(({ id }) => id));
  const fresh = parts.filter(({ delivery }) => !known.has(delivery.id));
  await tx.delivery.createMany({
    data: fresh.map((part) => ({ ...envelopeOf(parent, part), ...endOf(part), attempts: 1 })),
  });
  for (const part of parts) {
    if (!known.has(part.delivery.id)) continue;
    await tx.delivery.updateMany({
      where: { id: part.delivery.id },
      data: { ...endOf(part), attempts: { increment: 1 } },
    });
  }
  await tx.delivery.updateMany({
    where: { parentId: parent.id, state: "received", id: { notIn: ids } },
    data: { state: "rejected", reason: "empty", processedAt: new Date() },
  });
}

function envelopeOf(parent: Delivery, { delivery }: Part): Prisma.DeliveryCreateManyInput {
  const { sourceId, via, receivedAt, method, path, ip, requestId, history, apiKeyId } = parent;
  return {
    ...{
      id: delivery.id,
      parentId: parent.id,
      sourceId,
      via,
      receivedAt,
      method,
      path,
      ip,
      requestId,
      history,
      apiKeyId,
    },
    headers: {},
    body: new Uint8Array(),
    bodySize: 0,
  };
}

const ASK_PARENTS = `
  update "Delivery" p set state = 'received', reason = '' from "Delivery" d
   where d.id = any($1::uuid[]) and p.id = d."parentId" and p.state <> 'received'`;

/** One entry of several is read once more with the request that it came in. */
export async function askParents(tx: Tx, ids: string[]): Promise<void> {
  await tx.$executeRawUnsafe(ASK_PARENTS, ids);
}
