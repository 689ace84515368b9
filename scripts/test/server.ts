import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/lib/core/cluster/record";
import { nodeScript } from "@/lib/core/node-script";

const START_LIMIT_MS = 60_000;

type TestServer = {
  /** Undefined: it did not start, and said why. */
  url: string | undefined;
  /** Everything it printed. */
  log: string;
  pid: number;
  /** It has ended, by itself or by somebody's hand. */
  gone: Promise<unknown>;
  stop: () => Promise<void>;
};

type Where = {
  /** Otherwise a free one. */
  port?: number;
  /** The database and secrets of another server, which it runs beside; otherwise it has its own. */
  shared?: Record<"DATABASE_URL" | "DATA_KEY" | "NEXTAUTH_SECRET", string>;
};

/** The product as `npm start` runs it, on a port and data of its own. */
export async function startTestServer(home: string, { port: given, shared }: Where = {}): Promise<TestServer> {
  const port = given ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const log = path.resolve(`${home}.log`);
  const output = fs.openSync(log, "w");
  const { DATABASE_URL: _database, npm_lifecycle_event: _npm, ...outside } = process.env;
  const child = spawn(process.execPath, nodeScript("scripts/serve.ts"), {
    stdio: ["ignore", output, output],
    detached: process.platform !== "win32",
    env: { ...outside, ...shared, PORT: String(port), HOST: "127.0.0.1", DATA_DIR: home, PUBLIC_URL: "", WORKER: "on" },
  });
  fs.closeSync(output);
  const gone = once(child, "exit");
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await gone;
  };
  const server = { log, pid: child.pid ?? 0, gone, stop };
  if (await answers(url, () => child.exitCode !== null)) return { url, ...server };
  process.stdout.write(`The server did not start:\n${fs.readFileSync(log, "utf8")}\n`);
  return { url: undefined, ...server };
}

async function answers(url: string, ended: () => boolean): Promise<boolean> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline && !ended()) {
    const healthy = await fetch(`${url}/api/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return true;
    await sleep(100);
  }
  return false;
}
