import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

const clock = z.enum(["assign", "respond"]);

/** So much of the time is gone that it is said beforehand. `target`: what it is called. */
export const leadDueSoon = defineEvent("lead.dueSoon", z.object({ clock, dueAt: z.string(), target: z.string() }));
/** Nobody was given it, or nobody tried to reach them, in time. */
export const leadOverdue = defineEvent("lead.overdue", z.object({ clock, dueAt: z.string(), target: z.string() }));
/** Nothing happened for as long as its status allows. */
export const leadRotting = defineEvent(
  "lead.rotting",
  z.object({ statusId: z.string(), since: z.string(), hours: z.number() }),
);

export const targetCreated = defineEvent("target.created", z.object({}));
export const targetUpdated = defineEvent("target.updated", z.object({}));
export const targetRemoved = defineEvent("target.removed", z.object({}));
export const targetsOrdered = defineEvent("target.ordered", z.object({ ids: z.array(z.string()) }));

/** What is told by the clock, and is nobody's work on a lead. */
export const TOLD_BY_CLOCK: readonly string[] = [leadDueSoon.name, leadOverdue.name, leadRotting.name];
