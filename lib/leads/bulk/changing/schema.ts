import { z } from "zod";
import { dayInput } from "@/lib/core/day";
import { changeAnswers } from "@/lib/leads/status/schema";
import { standingTag, tagName } from "@/lib/leads/tags/schema";
import type { TagChoice } from "@/lib/leads/tags/schema";

/** By hand; of all that a list lets through as many as a change can have. */
const MOST_CHOSEN = 2000;
export const MOST_CHANGED = 100_000;
const MOST_EXCEPTED = 1000;

const bulkSet = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("owner"), ownerId: z.uuid().nullable(), reason: z.string().max(500).default("") }),
  z.object({ kind: z.literal("status"), statusId: z.uuid(), ...changeAnswers }),
  z.object({ kind: z.literal("tags"), add: z.array(tagName).max(20), remove: z.array(standingTag).max(20) }),
  z.object({
    kind: z.literal("task"),
    title: z.string().trim().min(1, "required").max(200, "tooLong"),
    day: dayInput,
  }),
]);
export type BulkChangeSet = z.output<typeof bulkSet>;

/** Leads chosen one by one, or all of the list that a query describes but these. */
const selection = z.union([
  z.object({ ids: z.array(z.uuid()).min(1).max(MOST_CHOSEN) }),
  z.object({ query: z.string().max(20_000), except: z.array(z.uuid()).max(MOST_EXCEPTED).optional() }),
]);
export type Selection = z.output<typeof selection>;

export const bulkOwnersInput = selection;
export const bulkTagsInput = selection;

/** Tags that can be given, and those that the leads chosen have, with how many of them have each. */
export type BulkTags = { offered: TagChoice[]; standing: (TagChoice & { leads: number })[] };

/** Somebody who can be given `takes` of the leads chosen, which are `among`. */
export type BulkOwner = {
  id: string;
  name: string;
  jobTitle: string;
  openLeads: number;
  /** They can't sign in yet. */
  invited: boolean;
  takes: number;
  among: number;
};

export const bulkInput = z.object({ selection, set: bulkSet });
export type BulkInput = z.output<typeof bulkInput>;

export const bulkChangeInput = z.object({ changeId: z.uuid() });
export type BulkChangeInput = z.output<typeof bulkChangeInput>;

/** Why a lead isn't changed. */
export type SkipReason = Exclude<(typeof NOT_CHANGED)[number], "same"> | "moved" | "gone";

/** What keeps a lead as it is, as far as that can be told before. */
export const NOT_CHANGED = [
  "same",
  "notAllowed",
  "notTheirs",
  "ownerFirst",
  "wayBarred",
  "noAmount",
  "tooManyTags",
] as const;
type Planned = "change" | (typeof NOT_CHANGED)[number];
/** What would become of the leads chosen; of another status also by the one they have: how many go, and how many may not. */
export type BulkPreview = Record<Planned, number> & { from: { statusId: string; goes: number; stays: number }[] };

export type BulkProgress = {
  id: string;
  kind: BulkChangeSet["kind"];
  stage: "run" | "undo";
  state: "working" | "stopped" | "done" | "failed";
  total: number;
  /** Lines that are settled. */
  settled: number;
  changed: number;
  same: number;
  skipped: { reason: SkipReason; count: number }[];
  undone: number;
  kept: number;
};

export type SkippedLead = { number: number; reason: SkipReason | "changed" | "ownerLost" };
