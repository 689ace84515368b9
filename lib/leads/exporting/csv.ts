import { Readable, pipeline } from "node:stream";
import { stringify } from "csv-stringify";
import { csvSeparator, unformulated } from "@/lib/core/csv";
import type { SheetCell } from "@/lib/core/xlsx";
import type { ExportWords } from "@/lib/leads/exporting/cells";
import type { LeadsExport } from "@/lib/leads/exporting/commands";

/** As a CSV that is written while its rows are read. A title is somebody's words as well: the name of a custom field. */
export function csvOf(made: Pick<LeadsExport, "columns" | "rows">, words: ExportWords, locale: string): Readable {
  const delimiter = csvSeparator(locale);
  const lines = async function* () {
    yield made.columns.map((column) => unformulated(words.column(column)));
    for await (const cells of made.rows(words)) yield cells.map((cell) => csvCell(cell, delimiter));
  };
  // The byte order mark tells Excel that it is UTF-8.
  const csv = stringify({ bom: true, delimiter, record_delimiter: "windows" });
  pipeline(Readable.from(lines()), csv, () => undefined);
  return csv;
}

function csvCell(cell: SheetCell, delimiter: string): string {
  if (cell === null) return "";
  if (typeof cell === "string") return unformulated(cell);
  // Where the comma parts no columns it is the decimal sign.
  if (typeof cell === "number") return delimiter === ";" ? String(cell).replace(".", ",") : String(cell);
  if ("day" in cell) return cell.day;
  return new Date(cell.wall).toISOString().slice(0, 16).replace("T", " ");
}
