import { createHash } from "node:crypto";
import { sentAt } from "@/lib/intake/pulling/site-time";
import type { JsonObject } from "@/lib/intake/json";
import type { Item } from "@/lib/intake/pulling/kinds/kind";

/** One submission as the site told it. */
export type Row = {
  externalId: string;
  /** What it is remembered by. */
  memory: string;
  digest: string;
  body: JsonObject;
  createdAt: string;
  item: Item;
  /** The site has it no more. */
  gone?: boolean;
};

export const digestOf = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex");

/**
 * Submissions made ready to be kept, oldest first. The same twice is one; what differs under one id is kept both times, the
 * later as what the id stands for.
 */
export function rowsOf(items: Item[]): Row[] {
  const rows = new Map<string, Row>();
  const later = new Map<string, Row>();
  for (const row of items.map(rowOf)) {
    const before = later.get(row.externalId);
    if (before && before.digest !== row.digest) before.memory = `${before.externalId} ${before.digest}`;
    later.set(row.externalId, row);
    rows.set(`${row.externalId} ${row.digest}`, row);
  }
  return [...rows.values()].sort(byAge);
}

function rowOf(item: Item): Row {
  const digest = digestOf(item.told);
  const { body, createdAt } = item;
  const externalId = item.externalId ?? digest;
  return { externalId, memory: externalId, digest, body, createdAt, item };
}

/** Sites write times so that they sort as text; ids settle what was sent in the same second. */
function byAge(a: Row, b: Row): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return Number(a.externalId) - Number(b.externalId) || 0;
}

/** Whether it was sent before a moment. What doesn't say when it was sent isn't left out. */
export function isBefore(row: Row, moment: Date | null, timeZone: string): boolean {
  if (!moment) return false;
  const at = sentAt(row.createdAt, timeZone);
  return at !== null && at < moment;
}
