import { createHash } from "node:crypto";
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
