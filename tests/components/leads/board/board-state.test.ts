import { firstState, openingColumn, withCards, withPage, withoutCards } from "@/components/leads/board/board-state";
import type { BoardState } from "@/components/leads/board/board-state";
import type { BoardCard, BoardNow } from "@/lib/leads/board/schema";

const ORDER = { by: "status", dir: "desc" } as const;

function card(id: string, statusId: string, value: number, more: Partial<BoardCard> = {}): BoardCard {
  const place = { part: 0, value };
  return { id, statusId, place, ownerId: null, amountCents: null, currency: "ARS", ...more } as BoardCard;
}

/** Two columns read, a third that never was. */
function start(): BoardState {
  const a = { cards: [card("1", "a", 9), card("2", "a", 5)], next: "later" };
  const b = { cards: [card("3", "b", 7, { amountCents: 100 })], next: null };
  const state = firstState({ columns: [], pages: { a, b } });
  const total = (count: number, cents?: number) => ({
    count,
    value: cents === undefined ? [] : [{ currency: "ARS", cents }],
  });
  return { ...state, totals: { a: total(20), b: total(1, 100), c: total(4) } };
}

function pagesOf({ cards, columns }: BoardState) {
  const pages = Object.entries(columns).map(([key, { ids, next }]) => [
    key,
    { cards: ids.flatMap((id) => cards.get(id) ?? []), next },
  ]);
  return Object.fromEntries(pages) as BoardNow["pages"];
}

test("one opens on the column last looked at, or the first, that has a card", () => {
  const state = firstState({ columns: [], pages: { none: { cards: [], next: null }, ...pagesOf(start()) } });
  const keys = ["none", "a", "b", "never-read"];
  expect(openingColumn(keys, state)).toBe("a");
  expect(openingColumn(keys, state, "b")).toBe("b");
  for (const looked of ["none", "never-read", "gone"]) expect(openingColumn(keys, state, looked)).toBe("a");
  expect(openingColumn(["none"], state, "none")).toBeUndefined();
});

test("a card that was moved stands in its new column by its place, and both are counted anew", () => {
  const state = withCards(start(), [card("3", "a", 7, { amountCents: 100 })], ORDER);
  expect(state.columns["a"]?.ids).toStrictEqual(["1", "3", "2"]);
  expect(state.columns["b"]?.ids).toStrictEqual([]);
  expect(state.totals?.["a"]).toStrictEqual({ count: 21, value: [{ currency: "ARS", cents: 100 }] });
  expect(state.totals?.["b"]).toStrictEqual({ count: 0, value: [{ currency: "ARS", cents: 0 }] });
});

test("a card that moves into a column that was never read is counted there, and comes back out of it", () => {
  const away = withCards(start(), [card("2", "c", 5)], ORDER);
  expect(away.columns["c"]).toBeUndefined();
  expect(away.totals?.["c"]?.count).toBe(5);
  const back = withCards(away, [card("2", "a", 5)], ORDER);
  expect(back.columns["a"]?.ids).toStrictEqual(["1", "2"]);
  expect(back.totals).toStrictEqual(start().totals);
});

test("what changes without moving keeps its column as it is, so that nothing is drawn anew", () => {
  const before = start();
  const after = withCards(before, [card("1", "a", 9, { priority: "urgent" })], ORDER);
  expect(after.columns["a"]).toBe(before.columns["a"]);
  expect(after.cards.get("1")?.priority).toBe("urgent");
});

test("a lead that is heard of for the first time is shown, and counted by the server alone", () => {
  const state = withCards(start(), [card("9", "a", 6)], ORDER);
  expect(state.columns["a"]?.ids).toStrictEqual(["1", "9", "2"]);
  expect(state.totals?.["a"]?.count).toBe(20);
});

test("what left is neither shown nor counted, and what was never there changes nothing", () => {
  const state = withoutCards(start(), ["3", "unknown"], ORDER);
  expect(state.columns["b"]?.ids).toStrictEqual([]);
  expect(state.totals?.["b"]?.count).toBe(0);
  expect(state.cards.has("3")).toBe(false);
  expect(withoutCards(start(), ["unknown"], ORDER).totals).toStrictEqual(start().totals);
});

test("a further page goes on where the column ended, and brings no card twice", () => {
  const page = { cards: [card("2", "a", 5), card("4", "a", 3)], next: null };
  const state = withPage(start(), "a", page, ORDER);
  expect(state.columns["a"]).toStrictEqual({ ids: ["1", "2", "4"], next: null });
});

test("read anew from its beginning, a column keeps how far it was read on", () => {
  const further = withPage(start(), "a", { cards: [card("4", "a", 3)], next: "further" }, ORDER);
  const again = withPage(further, "a", { cards: [card("1", "a", 9), card("2", "a", 5)], next: "later" }, ORDER, true);
  expect(again.columns["a"]).toStrictEqual({ ids: ["1", "2", "4"], next: "further" });
});
