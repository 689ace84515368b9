import type { Asked, StatusPart } from "@/lib/leads/status/schema";

/** What decides whether a lead may go somewhere, as every screen has it. */
export type Place = {
  id: string;
  key: string;
  active: boolean;
  part: StatusPart | null;
  /** Keys of the statuses that can't be gone to from here. */
  barred: readonly string[];
};

/** Whether a lead may be moved from one status to another by hand; the command asks the same. */
export function mayMove(from: Place, to: Place): boolean {
  return to.active && from.id !== to.id && !from.barred.includes(to.key);
}

/** Whether moving a lead there asks for anything. */
export function asksAnything({ asks }: { asks: Asked }): boolean {
  return Object.keys(asks).length > 0;
}
