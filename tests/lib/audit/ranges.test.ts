import { inRanges, toRanges } from "@/lib/audit/ranges";

test.each([
  [[], ""],
  [[5n], "5"],
  [[3n, 1n, 2n], "1-3"],
  [[9n, 1n, 2n, 12n, 11n], "1-2,9,11-12"],
])("%p is %p", (numbers, text) => {
  expect(toRanges(numbers)).toBe(text);
});

test("a number is in them or not", () => {
  const isIn = inRanges("1-2,9,11-12");
  expect([0n, 1n, 2n, 3n, 8n, 9n, 10n, 11n, 12n, 13n].filter(isIn)).toStrictEqual([1n, 2n, 9n, 11n, 12n]);
  expect(inRanges("")(1n)).toBe(false);
});
