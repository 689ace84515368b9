import { columnOf, standsAbove } from "@/lib/leads/board/schema";
import type { BoardBy, BoardCard, BoardNow, BoardTotals, CardPage } from "@/lib/leads/board/schema";
import type { Direction } from "@/lib/leads/list/sorts/schema";

type Column = {
  ids: readonly string[];
  /** Where it goes on; null after its last card. */
  next: string | null;
};

/** What a browser knows of a board. A column that was never open isn't among its columns. */
export type BoardState = {
  cards: ReadonlyMap<string, BoardCard>;
  columns: Readonly<Record<string, Column>>;
  /** Null until they were counted. */
  totals: BoardTotals | null;
};

/** By what the columns are, and in which direction the cards stand in them. */
export type BoardOrder = { by: BoardBy; dir: Direction };

export function firstState({ pages }: BoardNow): BoardState {
  const cards = Object.values(pages).flatMap((page) => page.cards);
  const columns = Object.entries(pages).map(([key, page]) => [
    key,
    { ids: page.cards.map(({ id }) => id), next: page.next },
  ]);
  return {
    cards: new Map(cards.map((card) => [card.id, card])),
    columns: Object.fromEntries(columns) as BoardState["columns"],
    totals: null,
  };
}

/** Where one column fills the screen, what is opened on: the one last looked at, or the first, of those with a card. */
export function openingColumn(keys: readonly string[], { columns }: BoardState, looked?: string): string | undefined {
  const filled = keys.filter((key) => (columns[key]?.ids.length ?? 0) > 0);
  return filled.find((key) => key === looked) ?? filled[0];
}

/** With a page of a column. Read anew from its beginning, a column keeps what it was read on to. */
export function withPage(state: BoardState, key: string, page: CardPage, order: BoardOrder, again = false): BoardState {
  const before = state.columns[key] ?? { ids: [], next: null };
  const next = again && before.ids.length > page.cards.length ? before.next : page.next;
  return withCards({ ...state, columns: { ...state.columns, [key]: { ...before, next } } }, page.cards, order);
}

/** With these cards as they are now, each where it belongs. */
export function withCards(state: BoardState, cards: readonly BoardCard[], order: BoardOrder): BoardState {
  const known = new Map(state.cards);
  const columns = { ...state.columns };
  let { totals } = state;
  for (const card of cards) {
    const before = known.get(card.id);
    known.set(card.id, card);
    const to = columnOf(card, order.by);
    const from = before && columnOf(before, order.by);
    if (before && from !== undefined && from !== to) {
      take(columns, from, card.id);
      totals = shifted(shifted(totals, from, before, -1), to, card, 1);
    }
    put(columns, to, card, known, order.dir);
  }
  return { cards: known, columns, totals };
}

/** Without these, which left the board or can't be seen any more. */
export function withoutCards(state: BoardState, ids: readonly string[], { by }: BoardOrder): BoardState {
  const known = new Map(state.cards);
  const columns = { ...state.columns };
  let { totals } = state;
  for (const id of ids) {
    const card = known.get(id);
    if (!card) continue;
    known.delete(id);
    take(columns, columnOf(card, by), id);
    totals = shifted(totals, columnOf(card, by), card, -1);
  }
  return { cards: known, columns, totals };
}

function take(columns: Record<string, Column>, key: string, id: string): void {
  const column = columns[key];
  if (column?.ids.includes(id)) columns[key] = { ...column, ids: column.ids.filter((one) => one !== id) };
}

/** A column that wasn't read isn't filled by those that happen to be known. */
function put(
  columns: Record<string, Column>,
  key: string,
  card: BoardCard,
  known: ReadonlyMap<string, BoardCard>,
  dir: Direction,
): void {
  const column = columns[key];
  if (!column) return;
  const rest = column.ids.filter((id) => id !== card.id);
  const below = rest.findIndex((id) => {
    const other = known.get(id);
    return other !== undefined && standsAbove(card, other, dir);
  });
  const ids = rest.toSpliced(below === -1 ? rest.length : below, 0, card.id);
  if (ids.length !== column.ids.length || ids.some((id, at) => id !== column.ids[at]))
    columns[key] = { ...column, ids };
}

/** What is known of a move is counted at once; the server counts it all a moment later. */
function shifted(totals: BoardTotals | null, key: string, card: BoardCard, by: 1 | -1): BoardTotals | null {
  if (!totals) return null;
  const { count, value } = totals[key] ?? { count: 0, value: [] };
  const { amountCents, currency } = card;
  const amount = value.find((one) => one.currency === currency);
  const worth =
    amountCents === null
      ? value
      : [
          ...value.filter((one) => one !== amount),
          { currency, cents: Math.max(0, (amount?.cents ?? 0) + by * amountCents) },
        ];
  return { ...totals, [key]: { count: Math.max(0, count + by), value: worth } };
}
