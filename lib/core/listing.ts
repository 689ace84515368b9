import { z } from "zod";

/** Rows of a page, at most. */
export const MOST_ROWS = 200;

/** A parameter that nobody knows: dropping it would answer another question. */
export const NOT_ASKED = z.string().refine(() => false, "notValid");

/** A moment that a program names. The database knows no year 0, and what is written of it later no year of five figures. */
export function momentOf(what: string) {
  return z.iso
    .datetime({ offset: true, error: "notValid" })
    .refine((text) => {
      const year = new Date(text).getUTCFullYear();
      return year > 0 && year < 10_000;
    }, "notValid")
    .optional()
    .describe(what);
}

/** What every list of the API is asked with: where it goes on, and how far. */
export function listingInput<Shape extends z.ZodRawShape>(filters: Shape) {
  return z
    .object({
      ...filters,
      cursor: z.uuid("notValid").optional().describe("`next` of the page before, asked with the same filters."),
      limit: limitOf(50),
    })
    .catchall(NOT_ASKED);
}

export function limitOf(usual: number) {
  return (
    z.coerce
      .number("notValid")
      .pipe(z.int("notValid").min(1).max(MOST_ROWS))
      .default(usual)
      // What is read of the text isn't seen by what makes the document.
      .meta({ description: `1 to ${MOST_ROWS}.`, type: "integer", minimum: 1, maximum: MOST_ROWS })
  );
}

/** The rows of a page of which one more was asked for, and where the next one begins. */
export function pageOf<Row extends { id: string }>(rows: Row[], limit: number): { rows: Row[]; next: string | null } {
  const shown = rows.slice(0, limit);
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
