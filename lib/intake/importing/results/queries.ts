import { stringify } from "csv-stringify";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { safeCell } from "@/lib/intake/importing/cells";
import { saidUpTo } from "@/lib/intake/importing/said-up-to";
import { visibleImports } from "@/lib/intake/policy";
import { leadLabel } from "@/lib/leads/schema";
import type { Readable } from "node:stream";
import type { Ctx } from "@/lib/core/ctx";
import type { ImportInput, Note } from "@/lib/intake/importing/schema";

const PAGE = 2000;

export type ResultWords = {
  head: { line: string; outcome: string; reason: string; lead: string };
  outcome: (key: string) => string;
  /** Of a row that a stopped import didn't come to. */
  notReached: string;
  note: (note: Note) => string;
  undo: (undo: string, reason: string) => string;
};

/** Every row of the file as it was, and behind it what became of it and why. Streamed. */
export async function importResult(
  ctx: Ctx,
  { importId }: ImportInput,
  words: ResultWords,
): Promise<{ fileName: string; csv: Readable }> {
  authorize(ctx, "lead.import");
  const found = await reader(ctx).import.findFirst({
    where: { AND: [{ id: importId }, visibleImports(ctx.actor)] },
    select: { fileName: true, columns: true, stage: true, state: true, cursor: true },
  });
  if (!found) throw notFound();
  const columns = found.columns as string[];
  // The byte order mark tells Excel that it is UTF-8.
  const csv = stringify({ bom: true, delimiter: ";" });
  void (async () => {
    try {
      csv.write([words.head.line, words.head.outcome, words.head.reason, words.head.lead, ...columns].map(safeCell));
      for await (const cells of resultRows(
        ctx,
        { importId, upTo: saidUpTo(found), began: BEGAN.has(found.stage) },
        words,
      )) {
        if (!csv.write(cells.map(safeCell))) await new Promise((drained) => csv.once("drain", drained));
      }
      csv.end();
    } catch (error) {
      csv.destroy(error as Error);
    }
  })();
  return { fileName: found.fileName, csv };
}

/** Only then was there something to come to. */
const BEGAN: ReadonlySet<string> = new Set(["run", "undo"]);
type Rows = { importId: string; upTo: number; began: boolean };

async function* resultRows(ctx: Ctx, { importId, upTo, began }: Rows, words: ResultWords): AsyncGenerator<string[]> {
  for (let after = 0; ;) {
    const rows = await reader(ctx).importRow.findMany({
      where: { importId, line: { gt: after } },
      orderBy: { line: "asc" },
      take: PAGE,
    });
    for (const row of rows) {
      if (row.line > upTo || row.outcome === "") {
        yield [String(row.line), began ? words.notReached : "", "", "", ...(row.values as string[])];
        continue;
      }
      const said = [
        row.reason && words.note(row),
        ...(row.notes as Note[]).map((note) => words.note(note)),
        row.undo && words.undo(row.undo, row.undoReason),
      ];
      yield [
        String(row.line),
        words.outcome(row.outcome),
        said.filter(Boolean).join(" "),
        row.leadNumber ? leadLabel(row.leadNumber) : "",
        ...(row.values as string[]),
      ];
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.line;
  }
}
