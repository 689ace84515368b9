import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";

const PATIENCE_MS = 10_000;

let running: ChildProcess | undefined;

/** Runs one of the tools to its end, in a process group of its own, of which nothing is left afterwards. */
export async function runStep(command: string[], variables: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, command, {
    stdio: ["ignore", "inherit", "inherit"],
    detached: process.platform !== "win32",
    env: { ...process.env, ...variables },
  });
  running = child;
  const [code] = (await once(child, "exit")) as [number | null];
  running = undefined;
  signalGroup(child, "SIGKILL");
  return code ?? 1;
}

export function endRunningStep(): void {
  const child = running;
  if (!child) return;
  signalGroup(child, "SIGTERM");
  setTimeout(() => {
    signalGroup(child, "SIGKILL");
  }, PATIENCE_MS).unref();
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Nothing is left of the group.
  }
}
