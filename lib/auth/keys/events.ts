import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

export const apiKeyCreated = defineEvent(
  "apiKey.created",
  z.object({
    prefix: z.string(),
    permissions: z.record(z.string(), z.string()),
    sourceId: z.string().nullable(),
    expiresAt: z.string().nullable(),
  }),
);
export const apiKeyRevoked = defineEvent("apiKey.revoked", z.object({ prefix: z.string() }));
