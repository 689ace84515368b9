import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

export const webhookCreated = defineEvent(
  "webhook.created",
  z.object({ events: z.array(z.string()), everyCompany: z.boolean(), allowsPrivate: z.boolean() }),
);
export const webhookUpdated = defineEvent("webhook.updated", z.object({}));
export const webhookSwitchedOn = defineEvent("webhook.switchedOn", z.object({}));
/** `because`: by hand, since it answered 410, or since every try failed for days. */
export const webhookSwitchedOff = defineEvent(
  "webhook.switchedOff",
  z.object({ because: z.enum(["hand", "gone", "failing"]), failingSince: z.string().nullable() }),
);
export const webhookSecretRotated = defineEvent("webhook.secretRotated", z.object({ previousUntil: z.string() }));
export const webhookRemoved = defineEvent("webhook.removed", z.object({}));
export const webhookTestAsked = defineEvent("webhook.testAsked", z.object({ deliveryId: z.string() }));
/** `count`: how many of what had failed are sent again. */
export const webhookSentAgain = defineEvent(
  "webhook.sentAgain",
  z.object({ deliveryId: z.string().nullable(), count: z.int() }),
);
