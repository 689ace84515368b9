import { createHash } from "node:crypto";
import fs from "node:fs";
import { open, mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { env } from "@/lib/core/env";
import { cellText } from "@/lib/intake/importing/cells";
import { MOST_BYTES, MOST_COLUMNS } from "@/lib/intake/importing/schema";
import { workbookRows } from "@/lib/intake/importing/workbooks/gateway";
import { CSV_OPTIONS, LONGEST_LINE, SEPARATOR_LINE } from "@/lib/intake/importing/shape";
import type { Shape } from "@/lib/intake/importing/schema";

const HEAD_BYTES = 64 * 1024;

const folder = () => path.resolve(env().DATA_DIR, "imports");
const fileOf = (importId: string) => path.join(folder(), importId);

export type SavedFile = { size: number; digest: string; head: Uint8Array; validUtf8: boolean };

/** Streams an upload to disk; undefined when it is larger than may be. */
export async function saveFile(importId: string, body: AsyncIterable<Uint8Array>): Promise<SavedFile | undefined> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  const draft = `${fileOf(importId)}.draft`;
  const handle = await open(draft, "w", 0o600);
  const digest = createHash("sha256");
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  const file = { size: 0, head: Buffer.alloc(0), validUtf8: true };
  const isUtf8 = (chunk?: Uint8Array) => {
    try {
      utf8.decode(chunk, { stream: chunk !== undefined });
      return true;
    } catch {
      return false;
    }
  };
  try {
    for await (const chunk of body) {
      file.size += chunk.byteLength;
      if (file.size > MOST_BYTES) return undefined;
      digest.update(chunk);
      if (file.head.byteLength < HEAD_BYTES) file.head = Buffer.concat([file.head, chunk]).subarray(0, HEAD_BYTES);
      file.validUtf8 &&= isUtf8(chunk);
      await handle.write(chunk);
    }
    file.validUtf8 &&= isUtf8();
    await handle.sync();
    await rename(draft, fileOf(importId));
    return { ...file, digest: digest.digest("hex") };
  } finally {
    await handle.close();
    await rm(draft, { force: true });
  }
}

export async function removeFile(importId: string): Promise<void> {
  await rm(fileOf(importId), { force: true });
}

export type FileRow = { line: number; cells: string[]; isCut: boolean };

/**
 * A file's rows as texts, with their line in the spreadsheet; blank ones are passed over. `isCut`: it says more than is
 * read. Of a workbook the shape learns which sheets there are, and which is read.
 */
export async function* fileRows(importId: string, shape: Shape): AsyncGenerator<FileRow> {
  let line = 0;
  for await (const row of shape.format === "xlsx" ? sheetRows(importId, shape) : csvRows(importId, shape)) {
    line++;
    const cells = row.slice(0, MOST_COLUMNS).map(cellText);
    const isCut = row.slice(MOST_COLUMNS).some((cell) => cellText(cell) !== "");
    if (isCut || cells.some((cell) => cell !== "")) yield { line, cells, isCut };
  }
}

const LONGEST_NAME = 100;

const sheetRows = (importId: string, shape: Shape): AsyncGenerator<string[]> =>
  workbookRows(fileOf(importId), {
    sheet: shape.sheet,
    onSheets: ({ sheet, sheets }) => {
      Object.assign(shape, { sheet, sheets: sheets.map((name) => cellText(name.slice(0, LONGEST_NAME))) });
    },
  });

/** A row that can't be one: its line in the spreadsheet, and what is wrong with it. */
export class BrokenRow extends Error {
  readonly problem: "quote_open" | "row_too_long";
  readonly line: number;

  constructor(problem: BrokenRow["problem"], line: number) {
    super(problem);
    this.problem = problem;
    this.line = line;
  }
}

async function* csvRows(importId: string, { encoding, delimiter }: Shape): AsyncGenerator<unknown[]> {
  const parser = parse({ ...CSV_OPTIONS, delimiter });
  const text = Readable.from(decoded(importId, encoding));
  text.on("error", (error) => parser.destroy(error));
  try {
    for await (const row of text.pipe(parser)) yield row as unknown[];
  } catch (error) {
    const isOpen = /^CSV_(?:QUOTE_NOT_CLOSED|MAX_RECORD_SIZE)$/.test((error as { code?: string }).code ?? "");
    if (isOpen) throw new BrokenRow("quote_open", parser.info.records + 1);
    if (error instanceof EndlessLine) throw new BrokenRow("row_too_long", parser.info.records + 1);
    throw error;
  }
}

/** Cells of nothing have no length for the parser, and still are as many. */
class EndlessLine extends Error {}

async function* decoded(importId: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let first = true;
  let sinceBreak = 0;
  for await (const chunk of fs.createReadStream(fileOf(importId))) {
    const text = decoder.decode(chunk as Buffer, { stream: true });
    if (text === "") continue;
    const lastBreak = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
    sinceBreak = lastBreak === -1 ? sinceBreak + text.length : text.length - 1 - lastBreak;
    if (sinceBreak > LONGEST_LINE) throw new EndlessLine();
    yield first ? text.replace(SEPARATOR_LINE, "") : text;
    first = false;
  }
  yield decoder.decode();
}
