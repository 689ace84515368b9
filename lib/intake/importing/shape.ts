import { parse } from "csv-parse/sync";
import { headingsAmong } from "@/lib/intake/importing/headings";
import { DELIMITERS } from "@/lib/intake/importing/schema";
import type { CsvShape, Shape } from "@/lib/intake/importing/schema";

const ROWS = 50;
/** In bytes: more than any row of values, and little enough to be held. */
const LONGEST_ROW = 1_000_000;
/** In characters of up to four bytes: a row that is longer than may be, without a longer line, has an open quote. */
export const LONGEST_LINE = LONGEST_ROW / 4;
const WORKBOOK: Shape = { format: "xlsx", encoding: "utf-8", delimiter: ",", header: true };
/** What Excel writes before a file's first line to name its delimiter. */
export const SEPARATOR_LINE = /^sep=(.)\r?\n/i;

/** How a file is written, from its beginning; `validUtf8` says whether all of it is. */
export function shapeOf(head: Uint8Array, validUtf8: boolean): Shape {
  // Every workbook is a zip.
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3) return WORKBOOK;
  const encoding = encodingOf(head, validUtf8);
  const text = new TextDecoder(encoding).decode(head);
  const delimiter = delimiterOf(text);
  return { format: "csv", encoding, delimiter, header: headingsAmong(rowsOf(text, delimiter)) !== null };
}

/** Whether a file that is named as a workbook is none: half of it, or something else under its name. */
export const isMisnamed = (fileName: string, { format }: Shape): boolean =>
  format !== "xlsx" && /\.xls[xmb]$/i.test(fileName.trim());

/** Whether it is a table in text at all, and not a program, a picture or the text of one. */
export function isTable(head: Uint8Array, { format, encoding, delimiter }: Shape): boolean {
  if (format === "xlsx") return true;
  const text = new TextDecoder(encoding).decode(head);
  if ((text.match(UNWRITTEN)?.length ?? 0) > text.length / 200) return false;
  const widths = widthsOf(text, delimiter);
  const [first = 1] = widths;
  if (first > 1 && widths.filter((width) => width === first).length * 2 >= widths.length) return true;
  const lines = text.split(/\r?\n/, ROWS).filter((line) => line.trim() !== "");
  return lines.filter((line) => CODE.test(line)).length * 4 < Math.max(lines.length, 1);
}

/** What no text has. */
const UNWRITTEN = /[\u0000-\u0008\u000b\u000e-\u001f\ufffd]/gu;
/** How lines of programs and of their markup begin or end. */
const CODE = /[;{}>]\s*$|^\s*(?:#!|<\w|<\/|\/\/|\/?\*|import\s|def\s|return\b|(?:const|let|var)\s|"[^"]*":)/u;

function encodingOf(head: Uint8Array, validUtf8: boolean): CsvShape["encoding"] {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  // Latin letters in two bytes each: every second one is nothing.
  const zeros = (from: number) => head.filter((byte, index) => index % 2 === from && byte === 0).length;
  if (zeros(1) > head.length / 4) return "utf-16le";
  if (zeros(0) > head.length / 4) return "utf-16be";
  return validUtf8 ? "utf-8" : "windows-1252";
}

/** The sign that parts the most rows into the same number of cells. */
function delimiterOf(text: string): CsvShape["delimiter"] {
  const named = DELIMITERS.find((sign) => sign === SEPARATOR_LINE.exec(text)?.[1]);
  if (named) return named;
  const scored = DELIMITERS.map((delimiter) => {
    const widths = widthsOf(text, delimiter);
    const width = widths[0] ?? 1;
    const alike = widths.filter((each) => each === width).length / Math.max(widths.length, 1);
    return { delimiter, score: width > 1 ? alike * 100 + width : 0 };
  });
  return scored.toSorted((a, b) => b.score - a.score)[0]?.delimiter ?? ",";
}

/** How many cells each row has, from the headings on: a title has as many as it likes. */
function widthsOf(text: string, delimiter: string): number[] {
  const rows = rowsOf(text, delimiter);
  return rows.slice(headingsAmong(rows) ?? 0).map((row) => row.length);
}

/** The first rows, as far as they are whole: the head may end in the middle of a quoted cell, or a quote never closes. */
function rowsOf(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  const keep = (row: string[]) => {
    if (row.some((cell) => cell.trim() !== "")) rows.push(row);
    return null;
  };
  try {
    parse(text.replace(SEPARATOR_LINE, ""), { ...CSV_OPTIONS, delimiter, to: ROWS, on_record: keep });
  } catch {
    return rows;
  }
  return rows;
}

export const CSV_OPTIONS = {
  bom: true,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: false,
  // An opened quote that never closes mustn't swallow the file.
  max_record_size: LONGEST_ROW,
} as const;
