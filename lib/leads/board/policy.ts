import { mayMove } from "@/lib/leads/status/policy";
import { NOBODY } from "@/lib/leads/board/schema";
import type { BoardBy, BoardCard, BoardColumn } from "@/lib/leads/board/schema";
import type { Place } from "@/lib/leads/status/policy";

type Card = Pick<BoardCard, "statusId" | "ownerId" | "companyId">;

/** Whether a card can be taken to a column, or is there; the commands ask the same and more. */
export function mayGoTo(
  card: Card,
  { key, companyIds }: Pick<BoardColumn, "key" | "companyIds">,
  by: BoardBy,
  statuses: readonly Place[],
): boolean {
  if (by === "owner") {
    if (key === (card.ownerId ?? NOBODY)) return true;
    return key === NOBODY || companyIds === null || companyIds.includes(card.companyId);
  }
  const from = statuses.find(({ id }) => id === card.statusId);
  const to = statuses.find(({ id }) => id === key);
  if (!from || !to) return false;
  if (from.id === to.id) return true;
  // What nobody has can't be assigned.
  return mayMove(from, to) && (to.part !== "assigned" || card.ownerId !== null);
}
