import { z } from "zod";
import type { FieldView } from "@/lib/leads/custom-fields/field/schema";
import type { FieldValue } from "@/lib/leads/custom-fields/value/schema";

const key = z.string().min(1).max(80);

/** What somebody typed or chose for a field of a lead, and what they saw there. Nothing said empties it. */
export const setValueInput = z.object({
  leadId: z.uuid(),
  key,
  said: z.union([z.string().max(100_000, "tooLong"), z.array(z.string().max(80)).max(200)]),
  /** As it is written, see value.ts. */
  seen: z.string().max(110_000),
  /** The decimal sign of their language. */
  decimal: z.enum([",", "."]).optional(),
});
export type SetValueInput = z.output<typeof setValueInput>;

/** A field of a lead's type, or one in which the lead says something all the same. */
export type LeadField = FieldView & { value: FieldValue | null };
