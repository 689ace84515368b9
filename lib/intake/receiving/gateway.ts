import fs from "node:fs/promises";
import path from "node:path";
import { env } from "@/lib/core/env";
import type { Arrival } from "@/lib/intake/receiving/schema";

/** The disk isn't filled to the brim: the database needs the rest to come back. */
const FREE_BYTES = 256 * 1024 * 1024;
const SUFFIX = ".delivery";

const folder = () => path.resolve(env().DATA_DIR, "spool");

/** Puts an arrival on disk for the time when the database is back. Throws when that can't be done safely. */
export async function spool(arrival: Arrival): Promise<void> {
  const dir = folder();
  await fs.mkdir(dir, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await fs.statfs(dir);
  if (bavail * bsize - arrival.body.byteLength < FREE_BYTES) throw new Error("too little free disk to keep a delivery");
  const { body, ...head } = arrival;
  const draft = path.join(dir, `${arrival.id}.draft`);
  await fs.writeFile(draft, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]), {
    mode: 0o600,
    flush: true,
  });
  await fs.rename(draft, path.join(dir, arrival.id + SUFFIX));
  // The file's name must survive a power cut too.
  const handle = await fs.open(dir);
  await handle.sync().finally(() => handle.close());
}

/** The ids of what waits on disk, oldest first. */
export async function spooledIds(): Promise<string[]> {
  const names = await fs.readdir(folder()).catch(() => []);
  const ids = names.filter((name) => name.endsWith(SUFFIX)).map((name) => name.slice(0, -SUFFIX.length));
  return ids.sort();
}

/** What waits under this id; undefined when another process was faster. */
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
  await fs.rm(path.join(folder(), id + SUFFIX), { force: true });
}

/** What the database will never take is kept beside, so that it doesn't hold up the others. */
export async function setAside(id: string): Promise<void> {
  const aside = path.join(folder(), "refused");
  await fs.mkdir(aside, { recursive: true, mode: 0o700 });
  await fs.rename(path.join(folder(), id + SUFFIX), path.join(aside, id + SUFFIX));
}
