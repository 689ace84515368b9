import { z } from "zod";
import { defineJob } from "@/lib/core/queue";

/** Tells the demo, in a few minutes; taken up again where it stopped when the process ended in the middle. */
export const demoJob = defineJob(
  "demo.load",
  z.object({ now: z.iso.datetime(), leads: z.number().int().positive(), requestId: z.string() }),
  { retryLimit: 5, retryDelaySeconds: 5, expireInSeconds: 3600 },
);
