import { z } from "zod";
import { findingSchema } from "@/lib/audit/schema";
import { defineEvent } from "@/lib/core/events";

/**
 * Personal values were erased from events about a subject. `rows`: by number the hash of what was there and of what is
 * there now, so that a verification can tell this from tampering.
 */
export const logErased = defineEvent(
  "log.erased",
  z.object({
    subjectType: z.string(),
    subjectId: z.string(),
    reason: z.string(),
    rows: z.record(z.string(), z.string().regex(/^[\da-f]{64}:[\da-f]{64}$/)),
    /** Of the rest: whoever writes such an event into the database has no pretext by it. */
    signature: z.string(),
  }),
);
/** Events that aren't kept any longer are gone; which, as ranges of numbers. */
export const logDropped = defineEvent(
  "log.dropped",
  z.object({
    kind: z.string(),
    name: z.string(),
    before: z.string(),
    rows: z.int(),
    first: z.number(),
    last: z.number(),
    ranges: z.string(),
    signature: z.string(),
  }),
);
/** Somebody said that the database is meant to be older than what was noted of it. `head` is the seal that it ends with. */
export const logBegunAgain = defineEvent("log.begunAgain", z.object({ reason: z.string(), head: z.string() }));
/** A verification found the log not as it was written. */
export const logFoundWrong = defineEvent(
  "log.foundWrong",
  z.object({ checkId: z.string(), count: z.int(), findings: z.array(findingSchema) }),
);
export const logRetentionSet = defineEvent("log.retentionSet", z.object({}));
/** Somebody took entries out: which, as the address of the screen says it. */
export const logExported = defineEvent("log.exported", z.object({ query: z.string() }));
export const logCheckAsked = defineEvent("log.checkAsked", z.object({}));
