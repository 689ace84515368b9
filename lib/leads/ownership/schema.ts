import { z } from "zod";
import type { Prisma } from "@/lib/core/prisma/client";

export const possibleOwnersInput = z.object({ leadId: z.uuid() });

export const takeBackAssignmentInput = z.object({ assignmentId: z.uuid() });
export type TakeBackAssignmentInput = z.output<typeof takeBackAssignmentInput>;

/** Why somebody is worth looking at first: they had this person before, or get what comes from there. */
export type OwnerHint = "before" | "default";

/** Somebody who can be given a lead. `openLeads`: how many open ones they have already; `invited`: they can't sign in yet. */
export type PossibleOwner = {
  id: string;
  name: string;
  jobTitle: string;
  openLeads: number;
  invited: boolean;
  suggested: OwnerHint | null;
};

/** By a rule of assignment; the one who looks at a new lead first has `rule` or `default-owner`. */
export const BY_ASSIGNMENT = "assignment";
/** By a person who leaves the lead with whoever looks at it first. */
export const CONFIRMED = "confirmed";
/** By an undo of what gave it away; what a merge's undo gives back has `unmerge`. */
export const UNDO = "undo";

/** Whether a lead only came back to whom it was. */
export function givesBack(method: string): boolean {
  return method === UNDO || method === "unmerge";
}

/** How a lead gets its owner, as its assignment keeps it. */
export type GivenHow = { method: string; reason: string; receipt?: Prisma.InputJsonObject };

/** What the rules of assignment say of a lead: whose it becomes, or that it waits since nobody could take it. */
export type Verdict = {
  ownerId: string | null;
  rule: { id: string; name: string; version: number };
  receipt: Prisma.InputJsonObject;
};

/** Under what a user who can own leads of a company is looked up. */
export const ownerKey = (userId: string | null | undefined, companyId: string) => `${userId ?? ""} ${companyId}`;
