import { isOfBoard } from "@/lib/leads/board/schema";
import { MAX_ROW_IDS, PAGE_SIZE } from "@/lib/leads/list/schema";
import type { LeadPage, LeadRow } from "@/lib/leads/list/schema";

/** A list as far as it was read. A lead's page walks through it, and coming back to it finds it as it was left. */
type KeptList = {
  query: string;
  userId: string;
  rows: LeadRow[];
  next: string | null;
  /** The lead last opened out of it, and where the screen stood then. */
  opened: { number: number; scrollY: number } | null;
};

let kept: KeptList | null = null;

/** Only ever called in a browser: on the server a list would be everybody's. */
export function keepList(list: Omit<KeptList, "opened">): void {
  kept = { ...list, opened: keptOf(list.query, list.userId)?.opened ?? null };
}

/** From now on coming back leads to this lead; without `scrollY` to where the screen stood before. */
export function keepOpened(query: string, userId: string, number: number, scrollY?: number): void {
  const list = keptOf(query, userId);
  if (list) list.opened = { number, scrollY: scrollY ?? list.opened?.scrollY ?? 0 };
}

/** The list as it was left for one of its leads, if that is this list. */
export function leftList(query: string, userId: string): KeptList | null {
  const list = keptOf(query, userId);
  return list?.opened ? list : null;
}

/** It was come back to. */
export function forgetOpened(): void {
  if (kept) kept.opened = null;
}

export type Neighbours = { before: number | null; after: number | null };

const FURTHEST = MAX_ROW_IDS * 2;

/** The leads before and after this one in its list, read on where the list ends; null where it isn't in it. */
export async function neighbours(query: string, userId: string, number: number): Promise<Neighbours | null> {
  const known = keptOf(query, userId);
  // Which column of a board it was is known only as long as the browser remembers it.
  if (!known && isOfBoard(query)) return null;
  const list = known ?? { query, userId, opened: null, ...(await readPage(query)) };
  kept = list;
  for (;;) {
    const at = list.rows.findIndex((row) => row.number === number);
    const missing = at < 0 && list.rows.length < FURTHEST;
    if ((missing || at === list.rows.length - 1) && list.next !== null) {
      const page = await readPage(query, list.next);
      const known = new Set(list.rows.map((row) => row.id));
      list.rows = [...list.rows, ...page.rows.filter((row) => !known.has(row.id))];
      list.next = page.next;
      continue;
    }
    if (at < 0) return null;
    return { before: list.rows[at - 1]?.number ?? null, after: list.rows[at + 1]?.number ?? null };
  }
}

async function readPage(query: string, after?: string): Promise<{ rows: LeadRow[]; next: string | null }> {
  const more = after === undefined ? "" : `&after=${encodeURIComponent(after)}`;
  const answer = await fetch(`/api/leads?${query}${more}`);
  if (!answer.ok) return { rows: [], next: null };
  const page = (await answer.json()) as LeadPage;
  return { rows: page.rows.slice(0, PAGE_SIZE), next: page.next };
}

function keptOf(query: string, userId: string): KeptList | null {
  return kept?.query === query && kept.userId === userId ? kept : null;
}
