import { v7 } from "uuid";

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Nothing's. What isn't there is looked for as long as what one may not see, so that nobody tells the two by a stopwatch. */
export const NO_ID = "00000000-0000-0000-0000-000000000000";

const RANDOM_BYTES = 16;
/** Drawn for many ids at once: asking for sixteen bytes takes nearly as long as asking for thousands. */
const pool = new Uint8Array(256 * RANDOM_BYTES);
let used = pool.length;
let last = { at: 0, seq: 0 };

/** A new primary key: uuid v7, so that rows made together lie together in their index. Each is larger than the one before. */
export function newId(): string {
  const random = nextRandom();
  const now = Date.now();
  if (now > last.at) last = { at: now, seq: new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 1 };
  else last.seq = (last.seq + 1) | 0;
  if (last.seq === 0) last.at++;
  return v7({ random, msecs: last.at, seq: last.seq });
}

function nextRandom(): Uint8Array<ArrayBuffer> {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  return pool.subarray(used, (used += RANDOM_BYTES));
}

/** Whether the text is written as a key, of whichever version and in either case. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** No id made at that moment or later is smaller. */
export function firstIdOf(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
