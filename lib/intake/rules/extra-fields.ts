import { readDate, readNumber } from "@/lib/core/quantities";

/** A field only some forms have, and as what a rule may read it. */
export type ExtraField = { label: string; kinds: ("extra" | "number" | "date")[] };

/** As a number or a day only where every value that was seen is one. */
export function extraFieldsOf(samples: { key: string; target: string; values: string[] }[]): ExtraField[] {
  return samples
    .filter(({ target }) => target === "")
    .map(({ key, values }) => {
      const all = (read: (typed: string) => unknown) => values.length > 0 && values.every((one) => read(one) !== null);
      return {
        label: key,
        kinds: ["extra", ...(all(readNumber) ? ["number" as const] : []), ...(all(readDate) ? ["date" as const] : [])],
      };
    });
}
