import { fold } from "@/lib/core/text";
import type { ZxcvbnFactory } from "@zxcvbn-ts/core";

/** Of 4: out of reach of whoever guesses at the door, and of a thief of the hashes for a good while. */
const GOOD_ENOUGH = 3;
/** The time it takes grows with the square of what is looked at; a password this long is weak by its beginning or not at all. */
const LOOKED_AT = 48;
const MOST_LEET = 20;

const PATTERNS = ["straightRow", "keyPattern", "simpleRepeat", "extendedRepeat", "sequences", "recentYears", "dates"];
const COMMON = ["topTen", "topHundred", "common", "similarToCommon", "pwned"];

let estimator: Promise<ZxcvbnFactory> | undefined;

/** Why a password is too easy to guess, as a key of the `errors` messages; undefined where it isn't. */
export async function guessed(password: string, known: readonly string[]): Promise<string | undefined> {
  estimator ??= makeEstimator();
  const words = known.flatMap((text) => [text, fold(text), ...fold(text).split(/[^\p{L}\p{N}]+/u)]);
  const inputs = [...new Set(words)].filter((word) => word.length >= 3);
  const { score, feedback } = (await estimator).check(password.slice(0, LOOKED_AT), inputs);
  if (score >= GOOD_ENOUGH) return undefined;
  const why = feedback.warning ?? "";
  if (why === "userInputs") return "passwordPersonal";
  if (PATTERNS.includes(why)) return "passwordPattern";
  return COMMON.includes(why) ? "passwordCommon" : "passwordWeak";
}

/** Its dictionaries are some megabytes: read when the first password is chosen, and never sent to a browser. */
async function makeEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, shared, english, spanish] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
    import("@zxcvbn-ts/language-es-es"),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...shared.dictionary, ...english.dictionary, ...spanish.dictionary },
    graphs: shared.adjacencyGraphs,
    l33tMaxSubstitutions: MOST_LEET,
  });
}
