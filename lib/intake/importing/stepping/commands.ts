import { closing } from "@/lib/core/closing";
import { database } from "@/lib/core/db";
import { logger } from "@/lib/core/logger";
import { importWordsIn } from "@/lib/i18n/words-in";
import { columnNames } from "@/lib/intake/importing/column-names";
import { BrokenRow, fileRows } from "@/lib/intake/importing/gateway";
import { headingsAmong, HEADINGS_WITHIN } from "@/lib/intake/importing/headings";
import { newLead } from "@/lib/intake/importing/new-lead";
import { planRows } from "@/lib/intake/importing/plan";
import { keysIn, Register } from "@/lib/intake/importing/register";
import { isRefusal } from "@/lib/intake/importing/row";
import { NoLongerWorking, readRows, runBatch, saveOutcomes } from "@/lib/intake/importing/running/commands";
import { MOST_ROWS } from "@/lib/intake/importing/schema";
import { WorkbookTooLarge } from "@/lib/intake/importing/workbook-bounds";
import { WorkbookUnreadable } from "@/lib/intake/importing/workbooks/gateway";
import { importCtx, nextRows, runWorld, stillAllowed, workingImports } from "@/lib/intake/importing/stepping/queries";
import { undoBatch } from "@/lib/intake/importing/undoing/commands";
import { readNotes } from "@/lib/leads/bulk/notes/queries";
import { leadsByKeys, readOwn } from "@/lib/leads/bulk/queries";
import { isFieldName } from "@/lib/leads/custom-fields/field/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Import } from "@/lib/core/prisma/client";
import type { FileRow } from "@/lib/intake/importing/gateway";
import type { ImportSettings, Shape } from "@/lib/intake/importing/schema";

const BATCH = 1000;
/** A step that fails so often in a row will fail again. */
const MOST_FAILURES = 3;

/**
 * One step of each import that is at work. A step that writes leads is one transaction with the place it came to: a
 * process that dies has done whole batches only, and the next one goes on from there. Answers whether there may be more.
 */
export async function stepImports(): Promise<boolean> {
  const working = await workingImports();
  for (const row of working) await step(row);
  return working.length > 0 && !isClosing();
}

async function step(row: Import): Promise<void> {
  try {
    if (READS_WHOLE.has(row.stage)) await noteBegun(row);
    await work(row);
  } catch (error) {
    // Told to stop it hasn't failed.
    if (isClosing()) return noteFailures(row, row.failures);
    if (error instanceof NoLongerWorking) return;
    if (error instanceof Hopeless) return fail(row, error.message);
    const failures = row.failures + 1;
    logger.error({ err: error, import: row.id, stage: row.stage, failures }, "a step of an import failed");
    if (failures >= MOST_FAILURES) return fail(row, "failed");
    await noteFailures(row, failures);
  }
}

const READS_WHOLE = new Set(["read", "check"]);

/** Counts as failed until it has got on: a file that takes the process down isn't begun for ever. */
async function noteBegun(row: Import): Promise<void> {
  if (row.failures >= MOST_FAILURES) throw new Hopeless("failed");
  await noteFailures(row, row.failures + 1);
}

async function noteFailures({ id }: Import, failures: number): Promise<void> {
  await database().import.updateMany({ where: { id, state: "working" }, data: { failures } });
}

/** Trying again changes nothing. */
class Hopeless extends Error {}

async function fail(row: Import, reason: string): Promise<void> {
  await database().import.updateMany({ where: { id: row.id, state: "working" }, data: { state: "failed", reason } });
}

async function work(row: Import): Promise<void> {
  const ctx = await importCtx(row);
  if (ctx?.actor.type !== "user" || !stillAllowed(ctx.actor, row.companyId)) throw new Hopeless("not_allowed");
  if (row.stage === "read") await readFile(row, ctx.actor.locale);
  else if (row.stage === "check") await check(ctx, row);
  else if (row.stage === "run") await runBatch(ctx, row);
  else await undoBatch(ctx, row.id);
}

/** Brings the file's rows into the ledger as they are. Begun again it finds its rows there already. */
async function readFile({ id, shape: stored }: Import, locale: string): Promise<void> {
  const words = importWordsIn(locale);
  const shape = { ...(stored as Shape) };
  let labels: string[] | undefined;
  let width = 0;
  let count = 0;
  let isCut = false;
  let batch: { line: number; values: string[] }[] = [];
  const save = async () => {
    await insertRows(id, batch);
    await progress(id, "read", batch.at(-1)?.line ?? 0, { rowCount: count });
    batch = [];
  };
  try {
    for await (const { line, cells, ...row } of fromHeadings(fileRows(id, shape), shape)) {
      isCut ||= row.isCut;
      width = Math.max(width, cells.length);
      if (shape.header && labels === undefined) {
        labels = cells;
        shape.headerRow = line;
        continue;
      }
      labels ??= [];
      count++;
      if (count > MOST_ROWS) throw new Hopeless("too_many_rows");
      batch.push({ line, values: cells });
      if (batch.length === BATCH) await save();
      if (isClosing()) throw new NoLongerWorking();
    }
  } catch (error) {
    if (error instanceof WorkbookTooLarge) throw new Hopeless("workbook_too_large");
    if (error instanceof BrokenRow) throw new Hopeless(`${error.problem}:${error.line}`);
    throw isUnreadable(error) ? new Hopeless("file_unreadable") : error;
  }
  if (count === 0) {
    // Another sheet may have some.
    await progress(id, "read", 0, { shape });
    throw new Hopeless("file_empty");
  }
  await save();
  const headings = Array.from({ length: width }, (_, index) => labels?.[index]?.slice(0, 200) ?? "");
  const columns = columnNames(headings, (number) => words("column", { number }));
  await progress(id, "read", 0, { columns, shape, rowCount: count, state: "done", reason: isCut ? "columns_cut" : "" });
}

/** Rows from the headings on; where nobody said which these are, the first rows tell. */
async function* fromHeadings(rows: AsyncGenerator<FileRow>, { header, headerRow }: Shape): AsyncGenerator<FileRow> {
  let from = header ? headerRow : 1;
  const first: FileRow[] = [];
  for await (const row of rows) {
    if (from !== undefined) {
      if (row.line >= from) yield row;
    } else if (first.push(row) === HEADINGS_WITHIN) {
      from = first[0]?.line;
      yield* cutAtHeadings(first);
    }
  }
  if (from === undefined) yield* cutAtHeadings(first);
}

const cutAtHeadings = (first: FileRow[]): FileRow[] => first.slice(headingsAmong(first.map(({ cells }) => cells)) ?? 0);

/** The parser's own complaints, and a workbook that is none. */
function isUnreadable(error: unknown): boolean {
  const { code = "" } = error as { code?: string };
  return error instanceof WorkbookUnreadable || code.startsWith("CSV_") || code === "ENOENT";
}

async function insertRows(importId: string, rows: { line: number; values: string[] }[]): Promise<void> {
  await database().$executeRawUnsafe(
    `insert into "ImportRow" ("importId", line, values)
     select $1::uuid, line, values from jsonb_to_recordset($2::jsonb) as n(line int, values jsonb) on conflict do nothing`,
    importId,
    JSON.stringify(rows),
  );
}

type Progress = { rowCount?: number; columns?: string[]; shape?: Shape; state?: string; reason?: string };

async function progress(id: string, stage: string, cursor: number, more: Progress = {}): Promise<void> {
  const where = { id, stage, state: "working" };
  const { count } = await database().import.updateMany({ where, data: { cursor, failures: 0, ...more } });
  if (count === 0) throw new NoLongerWorking();
}

/**
 * The dry run. Reads leads and writes none; what earlier rows would make or change is remembered, so that a person who
 * is in the file twice is told so. Stopped, it begins anew.
 */
async function check(ctx: Ctx, row: Import): Promise<void> {
  const settings = row.settings as ImportSettings;
  const world = await runWorld(ctx, settings);
  const register = new Register();
  const defaults = { settings, sourceId: "", currency: "", at: row.createdAt };
  for (let cursor = 0; ;) {
    // What an earlier check said of them is past: the register tells anew which rows are about the same person.
    const rows = (await nextRows(undefined, row.id, cursor, BATCH)).map((each) => ({ ...each, after: undefined }));
    const last = rows.at(-1);
    if (!last) break;
    const reads = readRows(rows, row, settings, world);
    const records = reads.flatMap(({ read }) => (isRefusal(read) ? [] : [read]));
    const found = await leadsByKeys(database(), world.companyIds, keysIn(records, settings.matchBy), { lock: false });
    if (settings.mapping.some(isFieldName)) await readOwn(database(), found);
    if (settings.mapping.includes("note")) await readNotes(database(), found);
    for (const lead of found) if (!register.has(lead.id)) register.add(lead);
    const planned = planRows(reads, register, {
      settings,
      country: world.country,
      assignedStatusId: world.assignedStatusId,
      make: (record) => newLead(record, defaults),
    });
    await saveOutcomes(database(), row.id, planned, ({ changes }) => changes && { fields: changes });
    cursor = last.line;
    await progress(row.id, "check", cursor);
    if (isClosing()) throw new NoLongerWorking();
  }
  await progress(row.id, "check", 0, { state: "done" });
}

let isClosed = false;
closing(() => {
  isClosed = true;
});
const isClosing = () => isClosed;
