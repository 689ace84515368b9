import fs from "node:fs";
import { Unzip, UnzipInflate } from "fflate";

/** As much text as a workbook's parts may unpack to: it is held in memory as a whole. */
const MOST_XML = 200 * 1024 * 1024;
const MOST_TAGS = 6_000_000;
/** Its rows times its columns: every row is as wide as the widest. */
const MOST_AREA = 10_000_000;
/** So much may lie between a tag's beginning and its place. */
const LONGEST_TAG = 1024;

/** It would unpack to more than can be held. */
export class WorkbookTooLarge extends Error {}

type Bounds = { xml: number; tags: number; rows: number; columns: number };

/**
 * Unpacks a workbook piece by piece and keeps nothing, to see whether it can be held: a few kilobytes can say that they
 * are gigabytes, or that there is a cell in the last column of the last row.
 */
export async function requireBounded(file: string): Promise<void> {
  const bounds: Bounds = { xml: 0, tags: 0, rows: 0, columns: 0 };
  let broken: Error | undefined;
  const unzip = new Unzip((entry) => {
    if (!/\.xml(?:\.rels)?$/.test(entry.name)) return;
    const scan = scanner(bounds);
    entry.ondata = (error, chunk) => {
      if (error) broken ??= error;
      else scan(chunk);
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  for await (const chunk of fs.createReadStream(file)) {
    try {
      unzip.push(chunk as Uint8Array);
    } catch (error) {
      broken ??= error as Error;
    }
    if (broken instanceof WorkbookTooLarge) throw broken;
    // What isn't a proper archive is the reader's to complain of.
    if (broken) return;
  }
}

const TAG = /<(?:\w+:)?(row|c|si)(?=[\s/>])(?:[^<>]*?\sr=["']([A-Za-z]*)(\d*)["'])?/g;

/** Looks through one part; what it finds counts for the whole. */
function scanner(bounds: Bounds): (chunk: Uint8Array) => void {
  let rest = "";
  let row = 0;
  let column = 0;
  return (chunk) => {
    bounds.xml += chunk.byteLength;
    if (bounds.xml > MOST_XML) throw new WorkbookTooLarge();
    const text = rest + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("latin1");
    const open = text.lastIndexOf("<");
    const cut = open !== -1 && text.length - open < LONGEST_TAG ? open : text.length;
    rest = text.slice(cut);
    for (const [, tag, letters = "", digits = ""] of text.slice(0, cut).matchAll(TAG)) {
      bounds.tags++;
      if (tag === "row") {
        row = digits === "" ? row + 1 : Number(digits);
        column = 0;
      } else if (tag === "c") {
        column = letters === "" ? column + 1 : columnOf(letters);
        bounds.columns = Math.max(bounds.columns, column);
        bounds.rows = Math.max(bounds.rows, row, digits === "" ? 0 : Number(digits));
      }
      if (bounds.tags > MOST_TAGS || bounds.rows * bounds.columns > MOST_AREA) throw new WorkbookTooLarge();
    }
  };
}

/** A is 1, Z 26, AA 27. */
function columnOf(letters: string): number {
  return Array.from(letters.toUpperCase(), (letter) => letter.charCodeAt(0) - 64).reduce(
    (sum, place) => sum * 26 + place,
    0,
  );
}
