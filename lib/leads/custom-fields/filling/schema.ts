import { z } from "zod";
import { FIELD_KINDS } from "@/lib/leads/custom-fields/field/schema";
import { addFieldInput } from "@/lib/leads/custom-fields/schema";
import type { FieldKind } from "@/lib/leads/custom-fields/field/schema";

const name = z.string().min(1, "required").max(300, "tooLong");

export const extraInput = z.object({ name });

/** What would become of the leads, with a field as it is drafted or one that is there. */
export const tryFillingInput = z.object({
  name,
  kind: z.enum(FIELD_KINDS),
  options: addFieldInput.shape.options,
  fieldId: z.uuid().optional(),
});
export type TryFillingInput = z.output<typeof tryFillingInput>;

/** A new field, and the extra value that it is made of. */
export const makeFieldInput = z.object({ name, field: addFieldInput });
export type MakeFieldInput = z.output<typeof makeFieldInput>;

export const fillInput = z.object({ fieldId: z.uuid(), name });
export type FillInput = z.output<typeof fillInput>;

export const fillingInput = z.object({ fillingId: z.uuid() });
export type FillingInput = z.output<typeof fillingInput>;

/** An extra value that forms send: in how many of the newest leads, and what some of them say. */
export type SeenExtra = { name: string; leads: number; examples: string[] };

export type ExtraGuess = { name: string; kind: FieldKind; options: string[] };

/** `unread`: some of what can't be read. `kept`: of leads that say something in the field already. */
export type FillingTrial = { filled: number; unreadable: number; unread: string[]; kept: number };

export type FillingProgress = {
  id: string;
  fieldId: string;
  name: string;
  state: "working" | "stopped" | "done" | "failed";
  reason: string;
  total: number;
  filled: number;
  unreadable: number;
  kept: number;
};
