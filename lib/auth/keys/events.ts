import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

export const apiKeyCreated = defineEvent(
  "apiKey.created",
  z.object({
    prefix: z.string(),
    permissions: z.record(z.string(), z.string()),
    fields: z.record(z.string(), z.string()).optional(),
    sourceId: z.string().nullable(),
    expiresAt: z.string().nullable(),
  }),
);
export const apiKeyRevoked = defineEvent("apiKey.revoked", z.object({ prefix: z.string() }));
/** Requests with keys that open nothing, from one place in one time. */
export const apiKeyRefused = defineEvent(
  "apiKey.refused",
  z.object({ requests: z.int(), from: z.string(), to: z.string() }),
);
/** What a program asked for in one time, and how many leads it was given. */
export const apiKeyUsed = defineEvent(
  "apiKey.used",
  z.object({ requests: z.int(), leads: z.int(), from: z.string(), to: z.string() }),
);
