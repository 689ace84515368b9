import { z } from "zod";

/** What differs between two leads and can be taken from either; clocks, tags and further answers are joined by themselves. */
export const MERGE_FIELDS = [
  "contactName",
  "firm",
  "email",
  "phone",
  "service",
  "message",
  "managementMessage",
  "priority",
  "amountCents",
  "leadTypeId",
  "statusId",
  "ownerId",
] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

const seen = z.partialRecord(z.enum(MERGE_FIELDS), z.string().nullable());

export const mergeLeadsInput = z.object({
  survivorId: z.uuid(),
  otherId: z.uuid(),
  /** The fields whose value is taken from the other lead. */
  take: z.array(z.enum(MERGE_FIELDS)).default([]),
  /** What the person saw of both while choosing. */
  seen: z.object({ survivor: seen, other: seen }),
});
export type MergeLeadsInput = z.output<typeof mergeLeadsInput>;

export const unmergeLeadsInput = z.object({
  mergeId: z.uuid(),
  /** Arrivals from after the merge that go to the lead that is brought back. */
  touchpointIds: z.array(z.uuid()).max(500).default([]),
});
export type UnmergeLeadsInput = z.output<typeof unmergeLeadsInput>;

export const mergeInput = z.object({ mergeId: z.uuid() });

/** A lead that was merged into the one shown. */
export type MergedLead = {
  mergeId: string;
  leadId: string;
  number: number;
  label: string;
  title: string;
  by: string;
  at: string;
};

/** An arrival from after a merge, and whether it speaks with the merged lead's mail or phone. */
export type LaterArrival = { id: string; at: string; person: string; message: string; ofOther: boolean };

/** Fields that somebody changed after the merge and that stay as they are. */
export type Unmerged = { number: number; kept: MergeField[] };
