import { keepList, keepOpened, leftList } from "@/components/leads/kept-list";
import type { BoardState } from "@/components/leads/board/board-state";
import type { BoardBy, BoardCard, BoardColumn } from "@/lib/leads/board/schema";

/** A board as it was left for one of its leads: what was read, what was unfolded, and where it was scrolled to. */
type KeptBoard = {
  query: string;
  userId: string;
  state: BoardState;
  columns: BoardColumn[];
  left: number;
  /** By the columns' keys. */
  tops: Record<string, number>;
};

let kept: KeptBoard | null = null;

/** Only ever called in a browser. The lead's page walks through the column that the lead stood in. */
export function keepBoard(board: KeptBoard, column: readonly BoardCard[], opened: number): void {
  kept = board;
  const { query, userId } = board;
  keepList({ query, userId, rows: [...column], next: null });
  keepOpened(query, userId, opened, 0);
}

/** The board as it was left, and the lead that was last looked at out of it. */
export function leftBoard(query: string, userId: string): (KeptBoard & { opened: number }) | null {
  const opened = leftList(query, userId)?.opened;
  return opened && kept?.query === query && kept.userId === userId ? { ...kept, opened: opened.number } : null;
}

/** The column that somebody last had before them on a phone, by what the columns are. */
const looked = new Map<string, string>();

export function rememberLooked(userId: string, by: BoardBy, key: string): void {
  looked.set(`${userId} ${by}`, key);
}

export function lastLooked(userId: string, by: BoardBy): string | undefined {
  return looked.get(`${userId} ${by}`);
}

/** Whoever folds or unfolds columns wants them so until they leave the program. */
const folds = new Map<string, boolean>();

export function rememberFold(userId: string, key: string, folded: boolean): void {
  folds.set(`${userId} ${key}`, folded);
}

export function isFolded(userId: string, { key, folded }: BoardColumn): boolean {
  return folds.get(`${userId} ${key}`) ?? folded;
}
