import { mayGoTo } from "@/lib/leads/board/policy";
import { boardOfPath, boardQuery, readFrom } from "@/lib/leads/board/schema";
import type { Place } from "@/lib/leads/status/policy";

const place = (key: string, more: Partial<Place> = {}): Place => ({
  id: `id-${key}`,
  key,
  active: true,
  part: null,
  barred: [],
  ...more,
});
const statuses = [
  place("pending", { barred: ["customer"] }),
  place("assigned", { part: "assigned" }),
  place("customer"),
  place("old", { active: false }),
];
const column = (key: string, companyIds: string[] | null = null) => ({ key, companyIds });
const lead = { statusId: "id-pending", ownerId: "ana", companyId: "here" };

test.each([
  ["pending", true],
  ["assigned", true],
  ["customer", false],
  ["old", false],
  ["unknown", false],
])("a pending lead to %s: %s", (key, may) => {
  expect(mayGoTo(lead, column(`id-${key}`), "status", statuses)).toBe(may);
});

test("what nobody has can't be assigned by its status", () => {
  expect(mayGoTo({ ...lead, ownerId: null }, column("id-assigned"), "status", statuses)).toBe(false);
});

test("a lead can be given to whoever works for its company, or everywhere, and to nobody", () => {
  const may = (key: string, companyIds: string[] | null) => mayGoTo(lead, column(key, companyIds), "owner", statuses);
  expect(may("bob", ["here", "there"])).toBe(true);
  expect(may("eva", null)).toBe(true);
  expect(may("zoe", ["there"])).toBe(false);
  expect(may("none", null)).toBe(true);
  // Where it is it may stay, also when its owner left.
  expect(may("ana", [])).toBe(true);
});

test("a lead's address leads back to the board or list that it was opened from", () => {
  expect(readFrom(boardQuery("owner", "q=ana"))).toStrictEqual({
    href: "/leads/board/owner?q=ana",
    query: "board=owner&q=ana",
  });
  expect(readFrom(boardQuery("status", ""))).toStrictEqual({ href: "/leads/board?view=all", query: "board=status" });
  expect(readFrom("status=pending")).toStrictEqual({ href: "/leads?status=pending", query: "status=pending" });
  expect(readFrom("board=nonsense").href).toBe("/leads?view=all");
  expect(boardOfPath("/leads/board/owner")).toBe("owner");
  expect(boardOfPath("/leads/board/colour")).toBeUndefined();
});
