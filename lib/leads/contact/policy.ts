import type { ContactOutcome } from "@/lib/leads/schema";

const NOT_YET_CONTACTED = ["pending", "assigned"];
const GOT_THROUGH: ContactOutcome[] = ["reached", "left-message"];

/** Where a lead usually goes after an attempt like this: contacted, if the person heard of us and nobody had said so yet. */
export function statusAfterContact(statusKey: string, outcome: ContactOutcome | null): string {
  const heard = outcome === null || GOT_THROUGH.includes(outcome);
  return heard && NOT_YET_CONTACTED.includes(statusKey) ? "contacted" : statusKey;
}

/** Whether a lead only gets to this status once somebody has reached the person. On hold and closed say nothing of it. */
export function saysContacted(status: { key: string; group: string; phase: string }): boolean {
  return status.phase !== "closed" && status.group !== "hold" && !NOT_YET_CONTACTED.includes(status.key);
}
