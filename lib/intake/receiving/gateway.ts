import fs from "node:fs/promises";
import path from "node:path";
import { env } from "@/lib/core/env";
import type { Arrival } from "@/lib/intake/receiving/schema";

/** The disk isn't filled to the brim: the database needs the rest to come back. */
const FREE_BYTES = 256 * 1024 * 1024;
/** What waits on disk is for hours, not for ever. */
export const MOST_SPOOLED_BYTES = 4 * 1024 * 1024 * 1024;
/** Of that, for sources that nobody here has met: real ones, where a server starts while its database is away. */
export const MOST_UNKNOWN = 10_000;
const MOST_UNKNOWN_BYTES = 1024 * 1024 * 1024;
/** What the database will never take is kept for somebody's look, the newest of it. */
const MOST_REFUSED = 1000;
const MOST_REFUSED_BYTES = 256 * 1024 * 1024;
const SUFFIX = ".delivery";
const DRAFT = ".draft";
/** A draft this old was never answered: its process died while it wrote. */
const DRAFT_IS_DEAD_MS = 60 * 60 * 1000;

/** Bytes that wait, as this process knows; on globalThis, since door and drain are bundled apart. */
const kept = globalThis as { leadsSpooledBytes?: number; leadsSpooledUnknown?: { count: number; bytes: number } };

const folder = () => path.resolve(env().DATA_DIR, "spool");

/** Puts an arrival on disk for the time when the database is back. Throws when that can't be done safely. */
export async function spool(arrival: Arrival, isKnown: boolean): Promise<void> {
  const dir = folder();
  await fs.mkdir(dir, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await fs.statfs(dir);
  if (bavail * bsize - arrival.body.byteLength < FREE_BYTES) throw new Error("too little free disk to keep a delivery");
  const waiting = (kept.leadsSpooledBytes ??= (await spoolState()).bytes);
  if (waiting + arrival.body.byteLength > MOST_SPOOLED_BYTES) throw new Error("the spool is full");
  if (!isKnown) countUnknown(arrival.body.byteLength);
  const { body, ...head } = arrival;
  const draft = path.join(dir, arrival.id + DRAFT);
  await fs.writeFile(draft, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]), {
    mode: 0o600,
    flush: true,
  });
  await fs.rename(draft, path.join(dir, arrival.id + SUFFIX));
  // The file's name must survive a power cut too.
  const handle = await fs.open(dir);
  await handle.sync().finally(() => handle.close());
  kept.leadsSpooledBytes = (kept.leadsSpooledBytes ?? 0) + arrival.body.byteLength;
}

/** Anybody can make up a source: what is kept for such has a bound of its own, and leaves room for the others. */
function countUnknown(bytes: number): void {
  const unknown = (kept.leadsSpooledUnknown ??= { count: 0, bytes: 0 });
  if (unknown.count >= MOST_UNKNOWN || unknown.bytes + bytes > MOST_UNKNOWN_BYTES)
    throw new Error("too much waits on disk for sources that aren't known");
  unknown.count++;
  unknown.bytes += bytes;
}

/** The spool was brought in: whatever comes for a source nobody has met may wait there again. */
export function forgetUnknown(): void {
  delete kept.leadsSpooledUnknown;
}

export type SpoolState = {
  waiting: number;
  bytes: number;
  /** Of the oldest; 0 when nothing waits. */
  oldestSeconds: number;
  /** What the database will never take, set aside. */
  refused: number;
};

/** What waits on disk for the database. */
export async function spoolState(): Promise<SpoolState> {
  const dir = folder();
  const ids = await spooledIds();
  let bytes = 0;
  let oldest = Date.now();
  for (const id of ids) {
    const found = await fs.stat(path.join(dir, id + SUFFIX)).catch(() => undefined);
    bytes += found?.size ?? 0;
    oldest = Math.min(oldest, found?.mtimeMs ?? oldest);
  }
  kept.leadsSpooledBytes = bytes;
  const refused = await fs.readdir(path.join(dir, "refused")).catch(() => []);
  return {
    waiting: ids.length,
    bytes,
    oldestSeconds: ids.length === 0 ? 0 : Math.round((Date.now() - oldest) / 1000),
    refused: refused.length,
  };
}

/** Clears away what a process that was killed had begun to write; its sender never heard that it was kept. */
export async function removeDeadDrafts(now = Date.now()): Promise<void> {
  const names = await fs.readdir(folder()).catch(() => []);
  for (const name of names.filter((each) => each.endsWith(DRAFT))) {
    const file = path.join(folder(), name);
    const found = await fs.stat(file).catch(() => undefined);
    if (found && now - found.mtimeMs > DRAFT_IS_DEAD_MS) await fs.rm(file, { force: true });
  }
}

/** The ids of what waits on disk, oldest first. */
export async function spooledIds(): Promise<string[]> {
  const names = await fs.readdir(folder()).catch(() => []);
  const ids = names.filter((name) => name.endsWith(SUFFIX)).map((name) => name.slice(0, -SUFFIX.length));
  return ids.sort();
}

/** What waits under this id; undefined when another process was faster. Throws for a file that is none of ours. */
export async function readSpooled(id: string): Promise<Arrival | undefined> {
  const bytes = await fs.readFile(path.join(folder(), id + SUFFIX)).catch(() => undefined);
  if (!bytes) return undefined;
  const end = bytes.indexOf(10);
  const head = JSON.parse(bytes.toString("utf8", 0, end)) as Omit<Arrival, "body" | "receivedAt"> & {
    receivedAt: string;
  };
  return { ...head, receivedAt: new Date(head.receivedAt), body: bytes.subarray(end + 1) };
}

export async function removeSpooled(id: string): Promise<void> {
  const file = path.join(folder(), id + SUFFIX);
  const size = (await fs.stat(file).catch(() => undefined))?.size ?? 0;
  await fs.rm(file, { force: true });
  kept.leadsSpooledBytes = Math.max(0, (kept.leadsSpooledBytes ?? 0) - size);
}

/** What the database will never take is kept beside, so that it doesn't hold up the others. */
export async function setAside(id: string): Promise<void> {
  const aside = path.join(folder(), "refused");
  await fs.mkdir(aside, { recursive: true, mode: 0o700 });
  await fs.rename(path.join(folder(), id + SUFFIX), path.join(aside, id + SUFFIX));
  await removeOldest(aside);
}

/** Names begin with the time: the first are the oldest. */
async function removeOldest(aside: string): Promise<void> {
  const names = (await fs.readdir(aside)).sort().reverse();
  let bytes = 0;
  for (const [index, name] of names.entries()) {
    const file = path.join(aside, name);
    bytes += (await fs.stat(file).catch(() => undefined))?.size ?? 0;
    if (index >= MOST_REFUSED || bytes > MOST_REFUSED_BYTES) await fs.rm(file, { force: true });
  }
}
