import fc from "fast-check";
import { globOf, isLike, literal } from "@/lib/core/condition/glob";

const CASES: [pattern: string, text: string, like: boolean][] = [
  ["abc", "abc", true],
  ["abc", "abcd", false],
  ["a*", "a", true],
  ["a*c", "abbbc", true],
  ["a*c", "abbbcd", false],
  ["*b*", "abc", true],
  ["a?c", "abc", true],
  ["a?c", "ac", false],
  ["?", "🚚", true],
  ["a\\*c", "a*c", true],
  ["a\\*c", "abc", false],
  ["a\\?", "a?", true],
  ["a\\?", "ab", false],
  ["a\\", "a\\", true],
  ["100%", "100%", true],
  ["100%", "1000", false],
  ["a_c", "abc", false],
  ["*a*b*c", "xaxbxbxc", true],
  ["*.example.com", "mail.example.com", true],
  [".*", "abc", false],
];

test.each(CASES)("%s against %s is %s", (pattern, text, like) => {
  expect(isLike(text, globOf(pattern))).toBe(like);
});

test("any text is like itself as a literal, and like nothing longer", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(isLike(text, literal(text))).toBe(true);
      expect(isLike(`${text}x`, literal(text))).toBe(false);
    }),
  );
});

test("no pattern, however spiteful, takes long", () => {
  const text = "a".repeat(20_000);
  const started = performance.now();
  expect(isLike(text, globOf(`${"*a".repeat(900)}*b`))).toBe(false);
  expect(isLike(text, globOf(`${"a?*".repeat(600)}b`))).toBe(false);
  expect(isLike(text, globOf(`${"*".repeat(2000)}b`))).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});
