import { z } from "zod";

/** What comes so soon after the last mail waits and is told together. */
export const TOGETHER_MS = 5 * 60_000;
/** What was given so long ago is news to nobody. */
export const TOO_LATE_MS = 12 * 3_600_000;

/** More are only counted. */
export const MOST_NAMED = 20;

/** What `lead.assigned` says of who gave it to whom. */
export const givenInput = z.object({ ownerId: z.string().nullable(), method: z.string(), reason: z.string() });
