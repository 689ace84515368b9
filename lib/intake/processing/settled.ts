import { submittedAtOf } from "@/lib/intake/processing/arrival";
import type { Ctx } from "@/lib/core/ctx";
import type { Delivery, Prisma } from "@/lib/core/prisma/client";
import type { Understood } from "@/lib/intake/schema";

/** How a delivery ended. */
export type Settled = {
  state: "processed" | "duplicate" | "rejected";
  outcome: "" | "created" | "touched" | "updated";
  reason: string;
  leadId: string | null;
  entryId: string | null;
  duplicateOfId: string | null;
};

export function processed(outcome: "created" | "touched", leadId: string): Settled {
  return { state: "processed", outcome, reason: "", leadId, entryId: null, duplicateOfId: null };
}

export function rejected(reason: string): Settled {
  return { state: "rejected", outcome: "", reason, leadId: null, entryId: null, duplicateOfId: null };
}

/** One entry as it is; of several in one request the first, with the others beside it. */
export function understoodJson(items: Understood[]): Prisma.InputJsonObject {
  const [first, ...others] = items;
  return { ...first, ...(others.length > 0 && { others }) };
}

/** Another process was faster. */
export class AlreadySettled extends Error {}

export function ctxOf(delivery: Delivery, sourceName: string): Ctx {
  return {
    actor: { type: "source", id: delivery.sourceId, name: sourceName },
    requestId: delivery.requestId || delivery.id,
    now: () => new Date(),
    history: delivery.history,
  };
}

/** History happened when it was submitted; everything else happens now. */
export function timeOf(delivery: Delivery, item: Understood): Date {
  return delivery.history ? submittedAtOf(delivery, item) : new Date();
}
