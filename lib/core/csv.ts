export type CsvCell = string | number;

/** Excel reads the comma as a separator only where it isn't the decimal sign. */
export function csvSeparator(locale: string): "," | ";" {
  return locale.startsWith("es") ? ";" : ",";
}

/** Rows as a CSV that a spreadsheet opens as it is meant: with its accents, and no text taken for a formula. */
export function csvText(rows: readonly (readonly CsvCell[])[], separator: "," | ";"): string {
  return `\uFEFF${rows.map((row) => row.map(cellText).join(separator)).join("\r\n")}\r\n`;
}

/** What a spreadsheet would run as a formula, as a text. A phone number is one already, unless it reads as a sum. */
export function unformulated(text: string): string {
  if (PHONE.test(text) && !SUM.test(text)) return text;
  return /^[\s]*[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
}

const PHONE = /^\+[\d ().-]*\d[\d ().-]*$/u;
const SUM = /^\+[ (]*[\d.]+[ )]*(?:-[ (]*[\d.]+[ )]*)+$/u;

function cellText(cell: CsvCell): string {
  if (typeof cell === "number") return String(cell);
  const safe = unformulated(cell);
  return /[",;\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
