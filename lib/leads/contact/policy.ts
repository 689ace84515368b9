import type { ContactOutcome } from "@/lib/leads/schema";
import type { StatusPart } from "@/lib/leads/status/schema";

const NOT_YET_CONTACTED: (StatusPart | null)[] = ["start", "assigned"];
const GOT_THROUGH: ContactOutcome[] = ["reached", "left-message"];

/** Where a lead usually goes after an attempt like this: contacted, if the person heard of us and nobody had said so yet. */
export function statusAfterContact<Status extends { part: StatusPart | null }>(
  status: Status,
  outcome: ContactOutcome | null,
  all: readonly Status[],
): Status {
  const heard = outcome === null || GOT_THROUGH.includes(outcome);
  if (!heard || !NOT_YET_CONTACTED.includes(status.part)) return status;
  return all.find(({ part }) => part === "contacted") ?? status;
}

/** Whether a lead only gets to this status once somebody has reached the person. On hold and closed say nothing of it. */
export function saysContacted(status: { part: StatusPart | null; group: string; phase: string }): boolean {
  return status.phase !== "closed" && status.group !== "hold" && !NOT_YET_CONTACTED.includes(status.part);
}
