import { z } from "zod";

export const possibleOwnersInput = z.object({ leadId: z.uuid() });

export const takeBackAssignmentInput = z.object({ assignmentId: z.uuid() });
export type TakeBackAssignmentInput = z.output<typeof takeBackAssignmentInput>;

/** Why somebody is worth looking at first: they had this person before, or get what comes from there. */
export type OwnerHint = "before" | "default";

/** Somebody who can be given a lead. `openLeads`: how many open ones they have already. */
export type PossibleOwner = {
  id: string;
  name: string;
  jobTitle: string;
  openLeads: number;
  suggested: OwnerHint | null;
};
