import { rowsOf } from "@/lib/intake/pulling/rows";
import type { Item } from "@/lib/intake/pulling/kinds/kind";

const item = (externalId: string, told: string, createdAt: string): Item => ({
  externalId,
  told: { text: told },
  body: { text: told },
  createdAt,
});

test("of what differs under one id nothing is dropped, and neither is taken for new the next time", () => {
  const told = [item("7", "first", "2026-11-01"), item("7", "second", "2026-11-02"), item("8", "other", "2026-11-03")];
  const rows = rowsOf(told);
  expect(rows.map(({ externalId, body }) => [externalId, body["text"]])).toStrictEqual([
    ["7", "first"],
    ["7", "second"],
    ["8", "other"],
  ]);
  expect(new Set(rows.map(({ memory }) => memory)).size).toBe(3);
  expect(rows.map(({ memory }) => memory).slice(1)).toStrictEqual(["7", "8"]);
  expect(rowsOf(told).map(({ memory }) => memory)).toStrictEqual(rows.map(({ memory }) => memory));
});

test("the same twice is one", () => {
  expect(rowsOf([item("7", "first", "2026-11-01"), item("7", "first", "2026-11-01")])).toHaveLength(1);
});
