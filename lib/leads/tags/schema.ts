import { z } from "zod";
import { TONES } from "@/lib/leads/vocabulary/schema";

/** As long as a rule may write one. */
const name = z.string().trim().min(1, "required").max(60, "tooLong");
const tone = z.enum(TONES, "notValid");

export const addTagInput = z.object({ name, tone: tone.default("gray") });
export type AddTagInput = z.output<typeof addTagInput>;
export const updateTagInput = z.object({ name, set: z.object({ name, tone }).partial() });
export type UpdateTagInput = z.output<typeof updateTagInput>;
export const mergeTagsInput = z.object({ name, into: name });
export type MergeTagsInput = z.output<typeof mergeTagsInput>;
export const tagInput = z.object({ name });
export type TagInput = z.output<typeof tagInput>;

export const tagLeadInput = z.object({
  leadId: z.uuid(),
  add: z.array(name).max(20).default([]),
  remove: z.array(name).max(20).default([]),
});
export type TagLeadInput = z.output<typeof tagLeadInput>;

/** A tag as its settings have it. `id` is its name. */
export type TagTerm = {
  id: string;
  name: string;
  tone: string;
  active: boolean;
  successor: string | null;
  leads: number;
};

export type TagChoice = { name: string; tone: string };
