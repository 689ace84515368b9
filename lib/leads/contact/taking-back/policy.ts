import { firstIdOf } from "@/lib/core/id";

/** As long as a slip is noticed; after it nobody waits any more for a first response that an attempt had given. */
const TAKEN_BACK_WITHIN_MS = 86_400_000;

/** The smallest id of an attempt that can still be taken back after it was said how it went. Before that, any can be. */
export function firstTakenBack(now: Date): string {
  return firstIdOf(new Date(now.getTime() - TAKEN_BACK_WITHIN_MS));
}
