import { z } from "zod";

export const possibleOwnersInput = z.object({ leadId: z.uuid() });

/** Somebody who can be given a lead. `openLeads`: how many open ones they have already. */
export type PossibleOwner = { id: string; name: string; jobTitle: string; openLeads: number };
