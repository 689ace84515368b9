import fs from "node:fs";
import path from "node:path";

// Where the servers on these data are reached, for the command line: it has their folder, but not their settings.

const folderOf = (home: string) => path.resolve(home, "serving");

/** One file for each server: the first to stop doesn't take the others' away. */
export function noteServing(home: string, url: string): void {
  const folder = folderOf(home);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const pid of fs.readdirSync(folder)) if (!isAlive(Number(pid))) fs.rmSync(path.join(folder, pid));
  fs.writeFileSync(path.join(folder, String(process.pid)), url);
}

export function forgetServing(home: string): void {
  fs.rmSync(path.join(folderOf(home), String(process.pid)), { force: true });
}

/** The address of the server that started last and still runs. */
export function servingAt(home: string): string | undefined {
  const folder = folderOf(home);
  if (!fs.existsSync(folder)) return undefined;
  const [latest] = fs
    .readdirSync(folder)
    .filter((pid) => isAlive(Number(pid)))
    .map((pid) => path.join(folder, pid))
    .toSorted((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
  return latest && fs.readFileSync(latest, "utf8");
}

/** One that was killed left its file behind. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
