import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "@/lib/core/cluster/postmaster";

const STALE_AFTER_MS = 60_000;

/** Two starts at once would both make the data folder; the second waits here for the first. */
export async function withStartLock<T>(home: string, body: () => Promise<T>): Promise<T> {
  const file = path.join(home, "starting.lock");
  while (!take(file)) {
    if (isStale(file)) fs.rmSync(file, { force: true });
    else await sleep(50);
  }
  const beat = setInterval(() => {
    touch(file);
  }, STALE_AFTER_MS / 4);
  try {
    return await body();
  } finally {
    clearInterval(beat);
    fs.rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Its process is gone, or (its number now belonging to another) it stopped giving signs of life. */
function isStale(file: string): boolean {
  try {
    const holder = Number(fs.readFileSync(file, "utf8"));
    const silentMs = Date.now() - fs.statSync(file).mtimeMs;
    return silentMs > STALE_AFTER_MS || (holder > 0 && !isAlive(holder));
  } catch {
    return false;
  }
}

function touch(file: string): void {
  const now = new Date();
  try {
    fs.utimesSync(file, now, now);
  } catch {
    // Somebody removed it; nothing depends on the sign of life then.
  }
}
