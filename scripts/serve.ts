import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { addresses } from "@/lib/core/addresses";
import type { Installation } from "@/lib/core/installation";
import { openInstallation } from "@/lib/core/installation";
import { nodeScript } from "@/lib/core/node-script";
import { databaseProblem, freeMegabytes, portProblem, spaceProblem } from "@/lib/core/preflight";
import { forgetServing, noteServing } from "@/lib/core/serving";
import { onStopSignal } from "./stop-signals.ts";

// npm start and npm run dev: the database, the migrations and the Next server; stops them in the opposite order.

const HARD_STOP_MS = 15_000;
/** Address and headers of a request; some forms send everything in the address. */
const MOST_HEADER_BYTES = 64 * 1024;
/** One for each server of this folder: the first to stop doesn't take the others' away. */
const SERVING_MARK = `.next/serving/${process.pid}`;

const OWN_ADDRESS: Record<string, string> = { "0.0.0.0": "127.0.0.1", "::": "[::1]" };

const mode = process.argv.includes("--dev") ? "dev" : "start";
let installation: Installation | undefined;
let next: ChildProcess | undefined;
let stopping = false;

onStopSignal(() => void stop(0));
try {
  await start();
} catch (error) {
  await stop(1, error instanceof Error ? error.message : String(error));
}

async function start(): Promise<void> {
  installation = await openInstallation({ log: say, onDatabaseLost: (message) => void stop(1, message) });
  const { settings, cluster, keeps, variables } = installation;
  if (cluster && !keeps)
    return stop(
      1,
      `Leads Manager is already running from this folder, on the data in ${settings.DATA_DIR}. ` +
        "A second server needs a PostgreSQL of yours (DATABASE_URL): docs/operating.md, More processes.",
    );
  await refuseProblems(installation);
  await migrate(variables);
  const { token } = (await runScript("scripts/set-up-token.ts", variables)) as { token: string | null };
  if (isStopping()) return;
  if (mode === "start") markServing();
  next = startNext(installation);
  await untilReady(settings.HOST, settings.PORT);
  if (isStopping()) return;
  const [best, ...others] = addresses(settings, { name: os.hostname(), interfaces: os.networkInterfaces() });
  if (best !== undefined) noteServing(settings.DATA_DIR, best);
  say(`Leads Manager is ready: ${best ?? ""}${others.length > 0 ? ` (also ${others.join(", ")})` : ""}`);
  if (token !== null) say(`First run: open ${best ?? ""}/set-up?token=${token}`);
}

function markServing(): void {
  fs.mkdirSync(path.dirname(SERVING_MARK), { recursive: true });
  fs.writeFileSync(SERVING_MARK, "");
}

async function refuseProblems({ settings, databaseUrl, cluster }: Installation): Promise<void> {
  const space = spaceProblem(settings.DATA_DIR, freeMegabytes(settings.DATA_DIR));
  if (space?.fatal) throw new Error(space.message);
  if (space) say(space.message);
  const problem =
    (await portProblem(settings.HOST, settings.PORT)) ?? (cluster ? undefined : await databaseProblem(databaseUrl));
  if (problem) throw new Error(problem);
}

async function migrate(variables: Record<string, string>): Promise<void> {
  const { applied } = (await runScript("scripts/migrate.ts", variables)) as { applied: string[] };
  if (applied.length > 0) say(`applied ${applied.length} migrations, up to ${applied.at(-1) ?? ""}`);
}

/** In a child: the migration engine leaves its memory and a timer behind. */
async function runScript(file: string, variables: Record<string, string>): Promise<unknown> {
  const child = spawn(process.execPath, nodeScript(file), {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...variables },
  });
  let answer = "";
  child.stdout.on("data", (part: Buffer) => (answer += part.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0)
    throw new Error(
      "The database could not be brought up to date; the reason is above. Nothing was changed by the failed step.",
    );
  return JSON.parse(answer);
}

function startNext({ settings, variables }: Installation): ChildProcess {
  const watch = path.resolve("scripts/end-with-starter.mjs");
  const program = path.resolve("node_modules/next/dist/bin/next");
  const { NEXTAUTH_URL: _ignored, ...outside } = process.env;
  const child = spawn(
    process.execPath,
    [
      `--max-http-header-size=${MOST_HEADER_BYTES}`,
      "--import",
      watch,
      program,
      mode,
      "-H",
      settings.HOST,
      "-p",
      String(settings.PORT),
    ],
    {
      // Over the fourth channel the child notices our death; a group of its own keeps the terminal's Ctrl-C to us.
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      detached: process.platform !== "win32",
      env: {
        ...outside,
        ...variables,
        NODE_ENV: mode === "dev" ? "development" : "production",
        NEXT_TELEMETRY_DISABLED: "1",
      },
    },
  );
  child.once("exit", (code, signal) => void stop(code ?? 1, `The server ended by itself (${code ?? signal ?? "?"}).`));
  return child;
}

async function untilReady(host: string, port: number): Promise<void> {
  const here = OWN_ADDRESS[host] ?? (host.includes(":") ? `[${host}]` : host);
  while (!isStopping()) {
    const answered = await fetch(`http://${here}:${port}/api/health`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await sleep(50);
  }
}

/** A function, because the value changes while others wait. */
function isStopping(): boolean {
  return stopping;
}

async function stop(code: number, message?: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (message) process.stderr.write(`${message}\n`);
  if (next) await stopNext(next);
  if (installation) forgetServing(installation.settings.DATA_DIR);
  await installation?.close();
  if (next) {
    fs.rmSync(SERVING_MARK, { force: true });
    say("stopped");
  }
  process.exit(code);
}

async function stopNext(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const hard = setTimeout(() => child.kill("SIGKILL"), HARD_STOP_MS);
  await gone;
  clearTimeout(hard);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
