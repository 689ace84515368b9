import type { Cursor } from "@/lib/core/events";

const WRITTEN = /^(\d{1,19})\.(\d{1,19})$/;

/** A place in the log, as a program keeps it: nothing to be read or made up. */
export function writeCursor({ xid, seq }: Cursor): string {
  return Buffer.from(`${xid}.${seq}`).toString("base64url");
}

/** The place that was written, or nothing. */
export function readCursor(text: string): Cursor | undefined {
  const [, xid, seq] = WRITTEN.exec(Buffer.from(text, "base64url").toString("latin1")) ?? [];
  if (xid === undefined || seq === undefined || BigInt(xid) >= 2n ** 63n || BigInt(seq) >= 2n ** 63n) return undefined;
  return { xid, seq };
}
