import { z } from "zod";

/** Nobody takes over when there is nothing to. */
export const deactivateAndHandOverInput = z.object({ userId: z.uuid(), toUserId: z.uuid().nullable() });
export type DeactivateAndHandOverInput = z.output<typeof deactivateAndHandOverInput>;

export type HandOver = { openLeads: number; candidates: { id: string; name: string }[] };
