import { spawn } from "node:child_process";
import { once } from "node:events";
import { closing } from "@/lib/core/closing";
import { logger } from "@/lib/core/logger";
import { nodeScript } from "@/lib/core/node-script";
import { WorkbookTooLarge } from "@/lib/intake/importing/workbook-bounds";
import { ENDING } from "@/lib/intake/importing/workbooks/ending";

/** Several times what the largest needs that the bounds let through. */
const LIMITS = { memoryMb: 1024, ms: 3 * 60_000 };

/** It isn't a workbook, or none that can be read. */
export class WorkbookUnreadable extends Error {}

/** Which sheets a workbook has, and which of them is read, counted from one. */
export type Sheets = { sheet: number; sheets: string[] };
/** The first that is a table, where none is asked for. */
type Asked = { sheet?: number | undefined; onSheets?: (sheets: Sheets) => void };

/**
 * The rows of a workbook's sheet as texts. It is held as a whole while it is read, by a process of its own: whatever the file makes
 * of that one, this one goes on answering.
 */
export async function* workbookRows(
  file: string,
  { sheet, onSheets }: Asked = {},
  limits = LIMITS,
): AsyncGenerator<string[]> {
  const program = nodeScript("scripts/workbook-rows.ts", file, ...(sheet === undefined ? [] : [String(sheet)]));
  const child = spawn(process.execPath, [`--max-old-space-size=${limits.memoryMb}`, ...program], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => void child.kill("SIGKILL");
  const forget = closing(kill);
  const limit = setTimeout(kill, limits.ms);
  const ended = once(child, "close") as Promise<[code: number | null, signal: NodeJS.Signals | null]>;
  // It is asked for below, or nobody waits for it any more.
  ended.catch(() => undefined);
  let complaint = "";
  child.stderr.on("data", (part: Buffer) => (complaint = (complaint + part.toString()).slice(-2000)));
  try {
    let isFirst = true;
    for await (const line of linesOf(child.stdout)) {
      if (isFirst) onSheets?.(JSON.parse(line) as Sheets);
      else yield JSON.parse(line) as string[];
      isFirst = false;
    }
    const [code, signal] = await ended;
    if (code === ENDING.whole) return;
    if (code === ENDING.unreadable) throw new WorkbookUnreadable();
    logger.warn({ code, signal, complaint }, "a workbook wasn't read to its end");
    throw code === ENDING.failed ? new Error("reading a workbook failed") : new WorkbookTooLarge();
  } finally {
    clearTimeout(limit);
    forget();
    kill();
  }
}

/** Parted at line feeds alone: a cell may hold any other sign that is taken for a line's end. */
async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest: string[] = [];
  for await (const chunk of bytes) {
    const [first = "", ...more] = decoder.decode(chunk, { stream: true }).split("\n");
    rest.push(first);
    for (const part of more) {
      yield rest.join("");
      rest = [part];
    }
  }
}
