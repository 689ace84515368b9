import { z } from "zod";

/** Nobody takes over when there is nothing to; several take equal shares. */
export const deactivateAndHandOverInput = z.object({ userId: z.uuid(), toUserIds: z.array(z.uuid()).max(50) });
export type DeactivateAndHandOverInput = z.output<typeof deactivateAndHandOverInput>;

/**
 * `openLeads` of a candidate: how many they have already, as far as whoever asks may see them. Of `among` leads they can
 * take `takes`: those of their companies.
 */
export type Candidate = {
  id: string;
  name: string;
  jobTitle: string;
  openLeads: number;
  takes: number;
  among: number;
};
/** `keys`: of programs, made by whoever leaves, which stop with them. */
export type HandOver = { openLeads: number; candidates: Candidate[]; keys: number };
