import { z } from "zod";
import { visible } from "@/lib/core/text";
import { TONES } from "@/lib/leads/vocabulary/schema";

/** More on one lead says nothing any more. */
export const MOST_TAGS = 50;

/** As long as a rule may write one. */
export const tagName = z.string().overwrite(visible).trim().min(1, "required").max(60, "tooLong");
/** One that is there is named as it is, with whatever it was made. */
export const standingTag = z.string().trim().min(1, "required").max(60, "tooLong");
const tone = z.enum(TONES, "notValid");

export const addTagInput = z.object({ name: tagName, tone: tone.default("gray") });
export type AddTagInput = z.output<typeof addTagInput>;
export const updateTagInput = z.object({ name: standingTag, set: z.object({ name: tagName, tone }).partial() });
export type UpdateTagInput = z.output<typeof updateTagInput>;
export const mergeTagsInput = z.object({ name: standingTag, into: standingTag });
export type MergeTagsInput = z.output<typeof mergeTagsInput>;
export const tagInput = z.object({ name: standingTag });
export type TagInput = z.output<typeof tagInput>;

export const tagLeadInput = z.object({
  leadId: z.uuid(),
  add: z.array(tagName).max(20).default([]),
  remove: z.array(standingTag).max(20).default([]),
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
