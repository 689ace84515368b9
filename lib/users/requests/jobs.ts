import { z } from "zod";
import { DOORS } from "@/lib/core/from-where";
import { defineJob } from "@/lib/core/queue";
import { askForAccessInput } from "@/lib/users/requests/schema";

/** Somebody asked for access; whether they have it already is looked up only here. */
export const accessAskedJob = defineJob(
  "users.accessAsked",
  askForAccessInput.extend({
    requestId: z.string(),
    sender: z.string().default(""),
    from: z.object({ via: z.enum(DOORS), address: z.string(), userAgent: z.string() }).optional(),
  }),
  { retryLimit: 3, expireInSeconds: 60 },
);
