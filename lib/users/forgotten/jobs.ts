import { z } from "zod";
import { defineJob } from "@/lib/core/queue";

/** Somebody said that they have forgotten their password; whether there is such an account is looked up only here. */
export const forgottenJob = defineJob(
  "users.forgotten",
  z.object({ email: z.string(), address: z.string(), userAgent: z.string(), requestId: z.string() }),
  { retryLimit: 3, expireInSeconds: 60 },
);
