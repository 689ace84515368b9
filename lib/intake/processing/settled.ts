import { submittedAtOf } from "@/lib/intake/processing/arrival";
import { spamReason } from "@/lib/intake/spam/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Delivery, Prisma } from "@/lib/core/prisma/client";
import type { Understood } from "@/lib/intake/schema";
import type { SpamReason } from "@/lib/intake/spam/schema";

/** How a delivery ended. */
export type Settled = {
  state: "processed" | "duplicate" | "rejected" | "spam";
  outcome: "" | "created" | "touched" | "updated";
  reason: string;
  leadId: string | null;
  entryId: string | null;
  duplicateOfId: string | null;
};

/** It is kept, and makes no lead; `reasons` has the strongest first. */
export function takenForSpam(reasons: readonly SpamReason[], entryId: string): Settled {
  const [first] = reasons;
  return { ...rejected(first ? spamReason(first.check) : ""), state: "spam", entryId };
}

export function processed(outcome: "created" | "touched", leadId: string): Settled {
  return { state: "processed", outcome, reason: "", leadId, entryId: null, duplicateOfId: null };
}

/**
 * Why a submission makes no lead. A program that posts is told what it lacks and can say it again; a visitor can't, so a
 * form's is a lead also when nobody can be reached by it.
 */
export function refusalOf({ via }: { via: string }, { kind, reason }: Understood): string | null {
  if (kind !== "lead" && kind !== "lead_partial") return reason ?? kind;
  return via === "api" && reason === "no_contact" ? reason : null;
}

export function rejected(reason: string): Settled {
  return { state: "rejected", outcome: "", reason, leadId: null, entryId: null, duplicateOfId: null };
}

/** One entry as it is; of several in one request the first, with the others beside it. */
export function understoodJson(items: Understood[]): Prisma.InputJsonObject {
  const [first, ...others] = items;
  return { ...first, ...(others.length > 0 && { others }) };
}

/** A delivery with the name of the key that it was posted with. */
export const WITH_KEY = { apiKey: { select: { id: true, name: true } } } as const;
export type KeyedDelivery = Delivery & { apiKey: { id: string; name: string } | null };

/** Another process was faster. */
export class AlreadySettled extends Error {}

export function ctxOf(delivery: KeyedDelivery, sourceName: string): Ctx {
  const { apiKey } = delivery;
  return {
    actor: { type: "source", id: delivery.sourceId, name: sourceName, ...(apiKey && { key: apiKey }) },
    requestId: delivery.requestId || delivery.id,
    now: () => new Date(),
    history: delivery.history,
  };
}

/** History happened when it was submitted; everything else happens now. */
export function timeOf(delivery: Delivery, item: Understood): Date {
  return delivery.history ? submittedAtOf(delivery, item) : new Date();
}

/** Why a delivery failed that only the machine failed: it is tried again by itself. */
export const TRY_AGAIN = "try_again";
