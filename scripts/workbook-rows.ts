import { once } from "node:events";
import fs from "node:fs";
import { readSheet } from "read-excel-file/node";
import { cellText } from "@/lib/intake/importing/cells";
import { requireBounded, WorkbookTooLarge } from "@/lib/intake/importing/workbook-bounds";
import { ENDING } from "@/lib/intake/importing/workbooks/ending";

// Prints the rows of a workbook's first sheet, each a line of JSON. Started by an import for its file; what it ends with
// says how far it came.

try {
  const [file = ""] = process.argv.slice(2);
  await requireBounded(file);
  // By its content: the file on disk has no name that says what it is.
  for (const row of await readSheet(await fs.promises.readFile(file))) {
    if (!process.stdout.write(`${JSON.stringify(row.map(cellText))}\n`)) await once(process.stdout, "drain");
  }
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = endingOf(error);
}

function endingOf(error: unknown): number {
  // Of its size: a stack, a text or a list that would have been too long.
  if (error instanceof WorkbookTooLarge || error instanceof RangeError) return ENDING.tooLarge;
  const { code = "", name = "" } = error as { code?: string; name?: string };
  const isUnreadable = /^Invalid(?:Input|Spreadsheet)Error$/.test(name) || code === "ENOENT";
  return isUnreadable ? ENDING.unreadable : ENDING.failed;
}
