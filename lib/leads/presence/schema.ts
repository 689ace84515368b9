import { z } from "zod";

/** A note that is being written, beside the fields of a lead. */
export const NOTE = "note";

export const presenceInput = z.object({
  leadId: z.uuid(),
  /** One per window: made up by it. */
  window: z.string().regex(/^[\da-f]{16}$/),
  /** The field that is being edited. */
  field: z
    .string()
    .regex(/^[\w.:-]{1,80}$/)
    .nullable()
    .default(null),
  leaves: z.boolean().default(false),
  /** When it says so by its own clock, later each time. */
  at: z.int().min(0),
});
export type PresenceInput = z.output<typeof presenceInput>;

/** Somebody else who looks at the lead now. */
export type PersonHere = { id: string; name: string; fields: string[] };
