import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "@/lib/core/cluster/account";
import type { Place } from "@/lib/core/cluster/place";
import type { ClusterRecord } from "@/lib/core/cluster/record";
import { memorySettings, usableMemory } from "@/lib/core/cluster/memory";
import { probe } from "@/lib/core/cluster/probe";

const LOG_LIMIT_BYTES = 10_000_000;
const RECOVERY_LIMIT_MS = 600_000;

export type Launch = {
  home: string;
  place: Place;
  account: Account;
  record: ClusterRecord;
  settings: Readonly<Record<string, string>>;
};

export type Launched = { state: "ready"; pid: number } | { state: "port-taken" } | { state: "no-memory" };

/** Starts the server program and waits until it answers, through a crash recovery if need be. */
export async function launch({ home, place, account, record, settings }: Launch): Promise<Launched> {
  const logFile = openLog(home);
  const child = spawn(path.join(place.programs, "postgres"), serverFlags(place, record, settings), {
    ...account,
    cwd: "/",
    detached: true,
    stdio: ["ignore", logFile.descriptor, logFile.descriptor],
    // Its messages are read below, so they must be English.
    env: { ...process.env, LC_ALL: "C" },
  });
  fs.closeSync(logFile.descriptor);
  child.unref();
  let ended: string | undefined;
  child.once("exit", (code) => (ended = `ended with ${code}`));
  child.once("error", (error) => (ended = error.message));

  const deadline = Date.now() + RECOVERY_LIMIT_MS;
  while (ended === undefined && Date.now() < deadline) {
    if (child.pid !== undefined && (await probe(record, place.data)) === "ready")
      return { state: "ready", pid: child.pid };
    await sleep(25);
  }
  const words = lastWords(logFile.name, logFile.startsAt);
  if (words.includes("could not bind")) return { state: "port-taken" };
  if (words.includes("could not map anonymous shared memory")) return { state: "no-memory" };
  if (words.includes("No space left"))
    throw new Error(`The disk of ${place.data} is full. Free some space and start again.`);
  throw new Error(
    `PostgreSQL did not start (${ended ?? "no answer"}). See ${logFile.name}: ${words.trim().slice(-400)}`,
  );
}

function serverFlags(place: Place, record: ClusterRecord, settings: Launch["settings"]): string[] {
  const all = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    timezone: "UTC",
    ...memorySettings(usableMemory(os.totalmem(), process.constrainedMemory())),
    ...settings,
  };
  return [
    "-D",
    place.data,
    "-p",
    String(record.port),
    ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
}

function openLog(home: string) {
  const name = path.join(home, "postgres.log");
  if (fs.existsSync(name) && fs.statSync(name).size > LOG_LIMIT_BYTES) fs.renameSync(name, `${name}.1`);
  const descriptor = fs.openSync(name, "a", 0o600);
  return { name, descriptor, startsAt: fs.fstatSync(descriptor).size };
}

function lastWords(logFile: string, startsAt: number): string {
  return fs.readFileSync(logFile).subarray(startsAt).toString("utf8");
}

/** The server that the data folder's pid file speaks of, if that process is alive. */
export function findPostmaster(data: string): { pid: number; port: number } | undefined {
  const file = pidFile(data);
  if (!fs.existsSync(file)) return undefined;
  const [pid, , , port] = fs.readFileSync(file, "utf8").split("\n").map(Number);
  if (pid === undefined || port === undefined || !isAlive(pid)) return undefined;
  return { pid, port };
}

/** PostgreSQL won't start while its pid file names a living process, even when that number belongs to another program by now. */
export function removeForeignPidFile(data: string, pid: number): boolean {
  if (process.platform === "win32") return false;
  const command = spawnSync("ps", ["-p", String(pid), "-o", "args="], { encoding: "utf8" });
  if (command.error || command.stdout.includes("postgres")) return false;
  fs.rmSync(pidFile(data), { force: true });
  return true;
}

/** A fast shutdown: sessions are ended, everything is written. */
export async function stopPostmaster(place: Place, pid: number): Promise<void> {
  if (process.platform === "win32") {
    spawnSync(path.join(place.programs, "pg_ctl"), ["stop", "-m", "fast", "-D", place.data]);
    return;
  }
  if (isAlive(pid)) process.kill(pid, "SIGINT");
  // The file, not the process: one we adopted may linger as a zombie of the machine's first process.
  for (let waited = 0; waited < 30_000 && fs.existsSync(pidFile(place.data)) && isAlive(pid); waited += 20)
    await sleep(20);
}

function pidFile(data: string): string {
  return path.join(data, "postmaster.pid");
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
