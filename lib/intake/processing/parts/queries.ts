import { submittedAtOf } from "@/lib/intake/processing/arrival";
import { understoodJson } from "@/lib/intake/processing/settled";
import { textKeyOf } from "@/lib/intake/spam/queries";
import { partId } from "@/lib/intake/processing/parts/schema";
import type { Tx } from "@/lib/core/db";
import type { Part } from "@/lib/intake/processing/parts/schema";
import type { KeyedDelivery } from "@/lib/intake/processing/settled";

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
