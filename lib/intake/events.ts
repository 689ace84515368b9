import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

const none = z.object({});

/** A delivery was read and ended in a state. */
export const deliveryRead = defineEvent(
  "delivery.read",
  z.object({
    sourceId: z.string(),
    state: z.string(),
    outcome: z.string(),
    reason: z.string(),
    leadId: z.string().nullable(),
  }),
);
/** Somebody wants it read once more. */
export const deliveryReplayed = defineEvent("delivery.replayed", z.object({ sourceId: z.string(), state: z.string() }));

export const sourceCreated = defineEvent("source.created", z.object({ kind: z.string() }));
export const sourceUpdated = defineEvent("source.updated", none);
export const sourceSecretsSet = defineEvent("source.secretsSet", z.object({ which: z.array(z.string()) }));
export const sourceTokenRotated = defineEvent("source.tokenRotated", z.object({ previousUntil: z.string() }));
export const sourcePaused = defineEvent("source.paused", none);
export const sourceResumed = defineEvent("source.resumed", none);
export const sourceRulesSaved = defineEvent("source.rulesSaved", z.object({ count: z.number() }));
export const sourcePullAsked = defineEvent("source.pullAsked", none);
export const sourcePullStopped = defineEvent("source.pullStopped", none);
/** A pull ended. Told only when it brought something, or ended otherwise than the one before. */
export const sourcePulled = defineEvent(
  "source.pulled",
  z.object({ state: z.string(), reason: z.string(), seen: z.number(), fresh: z.number() }),
);
