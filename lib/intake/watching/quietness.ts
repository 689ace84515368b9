import { RAREST } from "@/lib/intake/watching/schema";

/** Fewer past weeks say nothing of what is usual. */
export const LEAST_WEEKS = 3;
/** Of the past, the last few times count double: what is usual changes slowly. */
const FRESH = 4;
const FRESH_WEIGHT = 2;

/** What came in a time, and what came in the same hours of the weeks before, the last week first. */
export type Counted = { arrived: number; past: readonly number[] };

export type Quietness = {
  /** What usually comes in such a time. */
  expected: number;
  /** By chance so few come once in so many such times. */
  oneIn: number;
  /** So many past weeks are known. */
  weeks: number;
  /** Enough of the past is known, it was never as quiet, and chance is rarer than asked. */
  isQuiet: boolean;
};

/**
 * Whether so few is less than chance explains: submissions come by themselves and independently, so their number in a
 * time is Poisson's. That a past week was as quiet (a holiday, a form that sleeps every other week) is a better witness
 * than the formula: then this one isn't told.
 */
export function quietnessOf({ arrived, past }: Counted, threshold: number): Quietness {
  const expected = usualOf(past);
  const oneIn = Math.min(RAREST, 1 / chanceOfSoFew(arrived, expected));
  const isKnown = past.length >= LEAST_WEEKS && past.every((count) => count > arrived);
  return { expected, oneIn, weeks: past.length, isQuiet: threshold > 0 && isKnown && oneIn >= threshold };
}

export function usualOf(past: readonly number[]): number {
  const weightOf = (index: number) => (index < FRESH ? FRESH_WEIGHT : 1);
  const weights = past.reduce((sum, _, index) => sum + weightOf(index), 0);
  return weights === 0 ? 0 : past.reduce((sum, count, index) => sum + count * weightOf(index), 0) / weights;
}

/** That at most `count` come where `mean` are usual, by Poisson. Worked out from the largest term down, in logarithms. */
export function chanceOfSoFew(count: number, mean: number): number {
  if (count >= mean) return 1;
  let logOfLast = -mean;
  for (let k = 1; k <= count; k++) logOfLast += Math.log(mean / k);
  let [term, sum] = [1, 1];
  for (let k = count; k >= 1; k--) {
    term *= k / mean;
    sum += term;
  }
  return Math.min(1, Math.exp(logOfLast) * sum);
}
