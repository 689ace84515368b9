import { isHopeless, nextTry } from "@/lib/webhooks/sending/patience";

const AT = new Date("2026-11-28T10:00:00Z");
const seconds = (tries: number, more: object = {}) => {
  const next = nextTry(tries, AT, { chance: 0.5, ...more });
  return next && (next.getTime() - AT.getTime()) / 1000;
};

test("waits longer each time, and gives up after more than five days", () => {
  const waits = Array.from({ length: 11 }, (_, index) => Number(seconds(index + 1)));
  expect(waits.slice(0, 4)).toStrictEqual([5, 300, 1800, 7200]);
  expect(waits).toStrictEqual(waits.toSorted((a, b) => a - b));
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(5 * 86_400);
  expect(seconds(12)).toBeNull();
});

test("what failed together isn't tried again together, and never much earlier or later", () => {
  const [early, late] = [seconds(2, { chance: 0 }), seconds(2, { chance: 1 })];
  expect([early, late]).toStrictEqual([270, 330]);
});

test.each([
  ["a little", 60_000, 60],
  ["less than we'd wait", 1000, 5],
  ["a year", 31_536_000_000, 86_400],
])("a receiver that asks for %s is left alone, for a day at most", (_, askedMs, expected) => {
  expect(seconds(1, { askedMs })).toBe(expected);
});

test("five days of nothing but failure are enough, and a moment less isn't", () => {
  const ago = (ms: number) => new Date(AT.getTime() - ms);
  expect(isHopeless(ago(5 * 86_400_000), AT)).toBe(true);
  expect(isHopeless(ago(5 * 86_400_000 - 1), AT)).toBe(false);
});
