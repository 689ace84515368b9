import { EVERYTHING, listQuery, readList } from "@/lib/leads/list/schema";
import type { LeadList, LeadRow } from "@/lib/leads/list/schema";
import type { Direction } from "@/lib/leads/list/sorts/schema";

/*
 * The leads of a list as cards in columns. Without zod, like the list's own.
 */

export const BOARD_BY = ["status", "owner"] as const;
export type BoardBy = (typeof BOARD_BY)[number];

/** In the place of an owner's id: the leads that nobody has. */
export const NOBODY = "none";

/** Of each column, with the page; what a tall screen shows. */
export const FIRST_CARDS = 12;
/** Where there are more columns than a screen has room for, each begins with fewer. */
export const MANY_COLUMNS = 16;
export const FEW_CARDS = 6;
export const FURTHER_CARDS = 50;

/**
 * Where a card stands in its column: what it is sorted by. What has no value stands behind the others (`part`), groups one
 * after the other.
 */
type Place = { part: number; value: string | number };

export type BoardCard = LeadRow & {
  place: Place;
  tags: string[];
  /** A day, where its status waits for one. */
  holdUntil: string | null;
  /** The last attempt to reach the person. */
  lastContactAt: string | null;
};

export type CardPage = {
  cards: BoardCard[];
  /** Where the column goes on; null after its last card. */
  next: string | null;
};

export type BoardColumn = {
  /** Of the status, or of the owner. */
  key: string;
  label: string;
  /** An owner has none. */
  tone: string | null;
  /** Only its head is shown until somebody unfolds it. */
  folded: boolean;
  /** Of an owner: the companies they can own leads of; null: all. Of a status: null. */
  companyIds: string[] | null;
};

type ColumnTotal = { count: number; value: { currency: string; cents: number }[] };
/** By the column's key; a column that isn't named has nothing in it. */
export type BoardTotals = Record<string, ColumnTotal>;

/** What a board shows: its columns, and the first cards of those that are open. */
export type BoardNow = { columns: BoardColumn[]; pages: Record<string, CardPage> };

/** Cards as they are now, and which of them the board's filters let through; what isn't there can't be seen any more. */
export type CardsNow = { cards: BoardCard[]; matching: string[] };

export function columnOf(card: Pick<LeadRow, "statusId" | "ownerId">, by: BoardBy): string {
  return by === "status" ? card.statusId : (card.ownerId ?? NOBODY);
}

/** The direction within a column: those that are sorted in groups have the newest first in each. */
export function directionIn({ sort, dir }: Pick<LeadList, "sort" | "dir">): Direction {
  return (GROUPED as readonly string[]).includes(sort) ? "desc" : dir;
}
const GROUPED = ["status", "owner", "company", "type", "source", "priority"];

/** Whether one card stands above another, as the database sorts them. */
export function standsAbove(one: BoardCard, other: BoardCard, dir: Direction): boolean {
  if (one.place.part !== other.place.part) return one.place.part < other.place.part;
  const [first, second] = dir === "asc" ? [one, other] : [other, one];
  if (first.place.value !== second.place.value) return first.place.value < second.place.value;
  return first.id < second.id;
}

const BOARD_PATH = "/leads/board";

export function boardPath(by: BoardBy): string {
  return by === "status" ? BOARD_PATH : `${BOARD_PATH}/${by}`;
}

/** Which board an address's path is of; nothing for the table's. */
export function boardOfPath(path: string): BoardBy | undefined {
  return BOARD_BY.find((by) => boardPath(by) === path);
}

const BOARD = "board";

/** How a lead's address says that it was opened from a board: the list's query, and by what its columns were. */
export function boardQuery(by: BoardBy, query: string): string {
  return query ? `${BOARD}=${by}&${query}` : `${BOARD}=${by}`;
}

/** Where a lead was opened from: the list's or board's address, and the query as they write it. */
export function readFrom(from: string): { href: string; query: string } {
  const params = Object.fromEntries(new URLSearchParams(from));
  const query = listQuery(readList(params).list);
  const by = BOARD_BY.find((one) => one === params[BOARD]);
  return {
    href: `${by ? boardPath(by) : "/leads"}?${query || EVERYTHING}`,
    query: by ? boardQuery(by, query) : query,
  };
}

/** Whether a query is of a board, whose leads stand in columns and not one after the other. */
export function isOfBoard(query: string): boolean {
  return query.startsWith(`${BOARD}=`);
}
