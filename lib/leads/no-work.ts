import { TOLD_BY_CLOCK } from "@/lib/leads/clocks/events";
import { leadTouchRemoved, leadViewed } from "@/lib/leads/events";

/** What is told of a lead and is nobody's work on it: clocks, looks, and an arrival that left it as spam. */
export const NO_WORK: readonly string[] = [...TOLD_BY_CLOCK, leadViewed.name, leadTouchRemoved.name];
