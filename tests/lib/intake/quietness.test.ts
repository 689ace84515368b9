import { chanceOfSoFew, quietnessOf, usualOf } from "@/lib/intake/watching/quietness";

test.each([
  // By e^-λ and its sums, as tables of the Poisson distribution have them.
  [0, 1, 0.367879],
  [0, 14, 8.315287e-7],
  [1, 2, 0.406006],
  [3, 10, 0.010336],
  [10, 10, 1],
  [5, 0, 1],
  [0, 0, 1],
])("that at most %d come where %d are usual has the chance %d", (count, mean, chance) => {
  expect(chanceOfSoFew(count, mean) / chance).toBeCloseTo(1, 4);
});

test("the chance of large numbers neither vanishes nor leaves 0 to 1", () => {
  expect(chanceOfSoFew(990, 1000)).toBeGreaterThan(0.3);
  expect(chanceOfSoFew(990, 1000)).toBeLessThan(0.5);
  expect(chanceOfSoFew(300, 1000)).toBeLessThan(1e-100);
  expect(chanceOfSoFew(0, 5000)).toBe(0);
  for (const count of [0, 1, 10, 100, 999]) expect(chanceOfSoFew(count, 1000)).toBeLessThanOrEqual(1);
});

test("of what is usual the last four weeks count double", () => {
  expect(usualOf([])).toBe(0);
  expect(usualOf([6, 6, 6])).toBe(6);
  expect(usualOf([8, 8, 8, 8, 0, 0, 0, 0])).toBeCloseTo(16 / 3);
});

// prettier-ignore
const CASES: [what: string, arrived: number, past: number[], threshold: number, isQuiet: boolean][] = [
  ["fourteen are usual, none came",            0, [14, 14, 14, 14, 14, 14, 14, 14], 1_000,     true],
  ["the same, asked for once in ten million",  0, [14, 14, 14, 14, 14, 14, 14, 14], 10_000_000, false],
  ["the same, switched off",                   0, [14, 14, 14, 14, 14, 14, 14, 14], 0,         false],
  ["a form that brings few",                   0, [2, 3, 1, 2, 4, 2],               1_000,     false],
  ["two weeks are no history",                 0, [30, 30],                         1_000,     false],
  ["three are",                                0, [30, 30, 30],                     1_000,     true],
  ["no history at all",                        0, [],                               1_000,     false],
  ["one past week was a holiday",              0, [30, 30, 0, 30, 30, 30],          1_000,     false],
  ["less than usual, as chance has it",       22, [30, 31, 29, 30],                 1_000,     false],
  ["far less than usual",                      5, [30, 31, 29, 30],                 1_000,     true],
  ["as few as one past week",                  5, [30, 31, 5, 30],                  1_000,     false],
  ["more than usual",                         50, [30, 31, 29, 30],                 100,       false],
];
test.each(CASES)("%s: %d after %j, told from once in %d on: %s", (_, arrived, past, threshold, isQuiet) => {
  expect(quietnessOf({ arrived, past }, threshold).isQuiet).toBe(isQuiet);
});

test("the odds are those of the words: fourteen usual, none here, once in 1,202,604", () => {
  const { expected, oneIn, weeks } = quietnessOf({ arrived: 0, past: Array<number>(8).fill(14) }, 1_000);
  expect({ expected, weeks, oneIn: Math.round(oneIn) }).toStrictEqual({ expected: 14, weeks: 8, oneIn: 1_202_604 });
});
