import { endOf } from "@/lib/intake/processing/parts/queries";
import { partId } from "@/lib/intake/processing/parts/schema";
import type { Tx } from "@/lib/core/db";
import type { Delivery, Prisma } from "@/lib/core/prisma/client";
import type { Part } from "@/lib/intake/processing/parts/schema";

/** Writes further entries of a request. */
export async function keepParts(tx: Tx, parent: Delivery, parts: Part[]): Promise<void> {
  const ids = parts.map(({ delivery }) => delivery.id);
  const stored = await tx.delivery.findMany({ where: { id: { in: ids } }, select: { id: true } });
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
}

/** What an earlier reading found and this one doesn't ends as empty. */
export async function endMissingParts(tx: Tx, parentId: string, total: number): Promise<void> {
  const ids = Array.from({ length: total - 1 }, (_, index) => partId(parentId, index + 1));
  await tx.delivery.updateMany({
    where: { parentId, state: "received", id: { notIn: ids } },
    data: { state: "rejected", reason: "empty", processedAt: new Date() },
  });
}

function envelopeOf(parent: Delivery, { delivery }: Part): Prisma.DeliveryCreateManyInput {
  const { sourceId, via, receivedAt, method, path, ip, requestId, history, apiKeyId } = parent;
  return {
    ...{ id: delivery.id, parentId: parent.id, sourceId, via, receivedAt, method, path },
    ...{ ip, requestId, history, apiKeyId },
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
