const UNIT = /^(?:\p{L}{0,3}\p{Sc}\p{L}?\s*|[A-Z]{3}\s+)?(-?\d[\d.,\s]*)(?:\s*[^\d\s]{1,12}\.?)?$/u;

/**
 * The number somebody typed, as it is written here or elsewhere: "1.500,50", "1,500.50", "40 pallets", "$ 300". Where the
 * language of who typed it is known, its decimal sign says what a lone mark means: "1.234" is a small number in English.
 */
export function readNumber(typed: string, decimal?: "," | "."): number | null {
  const digits = UNIT.exec(typed.trim())?.[1]?.replaceAll(/\s/g, "");
  if (!digits) return null;
  const at = isWritten(digits, decimal) ? digits.indexOf(decimal ?? "") : guessedMark(digits);
  const plain = at === -1 ? digits.replaceAll(/[.,]/g, "") : withPoint(digits, at);
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

const AS_WRITTEN = {
  ",": /^-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/,
  ".": /^-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/,
};

/** Whether it is written as the language with that decimal sign writes numbers. */
function isWritten(digits: string, decimal: "," | "." | undefined): boolean {
  return decimal !== undefined && AS_WRITTEN[decimal].test(digits);
}

/** Where the decimals begin: of two marks the later one; a lone mark before exactly three digits parts thousands. */
function guessedMark(digits: string): number {
  const comma = digits.lastIndexOf(",");
  const dot = digits.lastIndexOf(".");
  if (comma >= 0 && dot >= 0) return Math.max(comma, dot);
  const mark = Math.max(comma, dot);
  const alone = mark >= 0 && digits.indexOf(digits[mark] ?? "") === mark;
  return alone && digits.length - mark - 1 !== 3 ? mark : -1;
}

const withPoint = (digits: string, at: number) =>
  `${digits.slice(0, at).replaceAll(/[.,]/g, "")}.${digits.slice(at + 1)}`;

const ISO = /^(\d{4})-(\d\d)-(\d\d)/;
const DAY_FIRST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/;

/** The day a visitor typed, as `2024-02-29`; day before month, as it is written here. */
export function readDate(typed: string): string | null {
  const iso = ISO.exec(typed.trim());
  const [, y, m, d] = iso ?? [];
  const [, day, month, year] = DAY_FIRST.exec(typed.trim()) ?? [];
  const parts = iso ? [y, m, d] : [year, month?.padStart(2, "0"), day?.padStart(2, "0")];
  if (parts.some((part) => part === undefined)) return null;
  const text = parts.join("-");
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}
