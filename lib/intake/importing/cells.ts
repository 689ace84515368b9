/** As much of a cell as is kept. */
const LONGEST_CELL = 20_000;

/** A cell that a spreadsheet would run as a formula is written as text: the file came from strangers. */
export function safeCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** What stands before such a text, here or in what others write, and is no part of it. */
const AS_TEXT = /^'(?=[=+\-@\t\r][^']*$)/;

/** What stands in a cell, whatever it was read from. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  // A workbook's dates have no zone; the import's settings say which one was meant.
  if (value instanceof Date)
    return value
      .toISOString()
      .slice(0, 19)
      .replace("T", " ")
      .replace(/ 00:00:00$/, "");
  return (typeof value === "string" ? value : JSON.stringify(value))
    .slice(0, LONGEST_CELL)
    .replace(/[\0\uFEFF]/g, "")
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .trim()
    .replace(AS_TEXT, "")
    .trim();
}
