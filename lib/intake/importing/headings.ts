import { emailIn } from "@/lib/core/email";
import { isKnownLabel } from "@/lib/intake/importing/columns";

/** Of the rows that aren't blank, so many are looked at for the headings. */
export const HEADINGS_WITHIN = 10;

/**
 * Which of a file's first rows, those that aren't blank, holds the headings: the first one, or a later one that is headings
 * more surely, with nothing above it but a title or what was asked for. Null where the first one is data.
 */
export function headingsAmong(rows: readonly (readonly string[])[]): number | null {
  const all = rows.slice(0, HEADINGS_WITHIN).map(filledOf);
  const later = all.findIndex((row, at) => at > 0 && areHeadings(row) && areTitles(all.slice(0, at), row));
  if (later > 0) return later;
  const [first = []] = all;
  return first.length > 0 && !first.some(isValue) ? 0 : null;
}

const filledOf = (row: readonly string[]): string[] => row.map((cell) => cell.trim()).filter((cell) => cell !== "");

/** No values, and several that say what leads have. */
const areHeadings = (row: string[]): boolean => !row.some(isValue) && row.filter(isKnownLabel).length > 1;

/** Each fills but a part of the columns and says less of what leads have; none of them is somebody's address. */
function areTitles(above: string[][], headings: string[]): boolean {
  const known = headings.filter(isKnownLabel).length;
  return above.every(
    (row) =>
      (row.length === 1 || row.length * 2 <= headings.length) &&
      row.filter(isKnownLabel).length < known &&
      !row.some(isContact),
  );
}

/** Labels are words: no address, no number. */
const isValue = (cell: string): boolean => emailIn(cell) !== null || (/\d{4}/.test(cell) && !/\p{L}{3}/u.test(cell));

/** A mail address without words around it, or a number that is no day and no year. */
function isContact(cell: string): boolean {
  if (emailIn(cell) !== null) return !/\s/.test(cell);
  return (cell.match(/\d/g)?.length ?? 0) > 6 && /^[\d\s()+.-]+$/.test(cell) && !DAY.test(cell);
}
const DAY = /^\d{1,4}[.-]\d{1,2}[.-]\d{1,4}(?:\s|$)/;
