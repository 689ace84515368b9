import { once } from "node:events";
import fs from "node:fs";
import { readSheet, SheetNotFoundError } from "read-excel-file/node";
import type { SheetData } from "read-excel-file/node";
import { cellText } from "@/lib/intake/importing/cells";
import { MOST_SHEETS } from "@/lib/intake/importing/schema";
import { requireBounded, WorkbookTooLarge } from "@/lib/intake/importing/workbook-bounds";
import { ENDING } from "@/lib/intake/importing/workbooks/ending";

// Prints which sheets a workbook has and which is read, and then that one's rows, each a line of JSON. Started by an
// import for its file; what it ends with says how far it came.

/** How much a sheet looks like one: its rank. */
const TABLE = 3;

try {
  const [file = "", asked = ""] = process.argv.slice(2);
  await requireBounded(file);
  // By its content: the file on disk has no name that says what it is.
  const bytes = await fs.promises.readFile(file);
  const sheets = (await namesOf(bytes)).slice(0, MOST_SHEETS);
  const { sheet, rows } = await readOne(bytes, asked === "" ? undefined : Number(asked), sheets.length);
  await print({ sheet, sheets });
  for (const row of rows) await print(row.map(cellText));
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = endingOf(error);
}

async function print(line: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, "drain");
}

/** The reader names them only where one is asked for that there isn't: no program lets a sheet be called so. */
async function namesOf(bytes: Buffer): Promise<string[]> {
  try {
    await readSheet(bytes, "[]");
  } catch (error) {
    if (error instanceof SheetNotFoundError) return (error as SheetNotFoundError & { sheets: string[] }).sheets;
    throw error;
  }
  return [];
}

/** The sheet that is asked for, else the first one that is a table; of several none is held beside another. */
async function readOne(
  bytes: Buffer,
  asked: number | undefined,
  count: number,
): Promise<{ sheet: number; rows: SheetData }> {
  if (asked !== undefined || count < 2) return { sheet: asked ?? 1, rows: await rowsOf(bytes, asked ?? 1) };
  let best = { sheet: 1, rank: -1 };
  for (let sheet = 1; sheet <= count; sheet++) {
    const rows = await rowsOf(bytes, sheet);
    const rank = rankOf(rows);
    if (rank === TABLE) return { sheet, rows };
    if (rank > best.rank) best = { sheet, rank };
  }
  return { sheet: best.sheet, rows: await rowsOf(bytes, best.sheet) };
}

/** A sheet of nothing but a chart has no rows at all. */
async function rowsOf(bytes: Buffer, sheet: number): Promise<SheetData> {
  const rows: SheetData = await readSheet(bytes, sheet);
  return Array.isArray(rows) ? rows : [];
}

/** Several rows of several cells; else several rows, else one: a cover has a title and a note. */
function rankOf(rows: SheetData): number {
  const widths = rows.map((row) => row.filter((cell) => cellText(cell) !== "").length).filter((width) => width > 0);
  if (widths.length < 2) return widths.length;
  return widths.filter((width) => width > 1).length > 1 ? TABLE : 2;
}

function endingOf(error: unknown): number {
  // Of its size: a stack, a text or a list that would have been too long.
  if (error instanceof WorkbookTooLarge || error instanceof RangeError) return ENDING.tooLarge;
  const { code = "", name = "" } = error as { code?: string; name?: string };
  const isUnreadable = /^Invalid(?:Input|Spreadsheet)Error$/.test(name) || code === "ENOENT";
  return isUnreadable ? ENDING.unreadable : ENDING.failed;
}
