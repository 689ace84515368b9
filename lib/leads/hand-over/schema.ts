import { z } from "zod";
import type { BulkOwner } from "@/lib/leads/bulk/changing/schema";

/** Nobody takes over when there is nothing to; several take equal shares. */
export const deactivateAndHandOverInput = z.object({ userId: z.uuid(), toUserIds: z.array(z.uuid()).max(50) });
export type DeactivateAndHandOverInput = z.output<typeof deactivateAndHandOverInput>;

/**
 * What somebody leaves behind and who can take it over: `takes` is of the leads where there are any, else of the tasks.
 * `apart`: tasks about leads that don't go over, such as closed ones, by who of the candidates sees those leads.
 * `keys`: of programs, made by whoever leaves, which stop with them.
 */
export type HandOver = {
  openLeads: number;
  openTasks: number;
  apart: { count: number; seenBy: string[] }[];
  candidates: BulkOwner[];
  keys: number;
};
/** How much went to others. */
export type HandedOver = { leads: number; tasks: number };
