import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

const none = z.object({});

export const bulkStarted = defineEvent(
  "bulk.started",
  z.object({ kind: z.string(), query: z.string(), except: z.number(), leads: z.number() }),
);
export const bulkProgressed = defineEvent("bulk.progressed", z.object({ stage: z.string(), leads: z.number() }));
export const bulkFinished = defineEvent("bulk.finished", z.object({ stage: z.string() }));
export const bulkStopped = defineEvent("bulk.stopped", none);
export const bulkResumed = defineEvent("bulk.resumed", none);
export const bulkUndoAsked = defineEvent("bulk.undoAsked", none);
