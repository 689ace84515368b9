import { defineEvent } from "@/lib/core/events";
import { z } from "zod";

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
