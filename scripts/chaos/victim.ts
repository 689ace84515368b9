import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { freePort } from "@/lib/core/cluster/record";
import { nodeScript } from "@/lib/core/node-script";
import { openInstallation } from "@/lib/core/installation";
import { startTestServer } from "../test/server.ts";
import type { Pool } from "pg";

/** The product on data of its own, to be killed and started again at one address. */
export type Victim = {
  origin: string;
  /** The path of a new source's door. */
  makeSource: (name: string, ...more: string[]) => Promise<string>;
  database: Pool;
  /** Ends the web server at once, as the kernel does when memory runs out, and starts it again. */
  killServer: () => Promise<void>;
  /** Ends PostgreSQL without a word; the product has to bring it back. */
  killDatabase: () => void;
  /** All it printed, in all its lives. */
  printed: () => string;
  close: () => Promise<void>;
};

export async function openVictim(home: string): Promise<Victim> {
  fs.rmSync(home, { recursive: true, force: true });
  const port = await freePort();
  const lives: string[] = [];
  let server = await begin(home, port);
  process.env["DATA_DIR"] = home;
  delete process.env["DATABASE_URL"];
  const who = ["--email", "chaos@example.com", "--name", "Chaos", "--role", "admin", "--company", "Chaos"];
  await admin("user", "create", ...who, "--password-stdin");
  const installation = await openInstallation({ log: () => undefined });
  Object.assign(process.env, installation.variables, { LOG_LEVEL: "silent" });
  // Only now: it reads the environment.
  const { closeDatabase, pool } = await import("@/lib/core/db");
  const { rows } = await pool().query<{ data_directory: string }>("show data_directory");
  const pidFile = path.join(rows[0]?.data_directory ?? "", "postmaster.pid");
  return {
    origin: `http://127.0.0.1:${port}`,
    makeSource: async (name, ...more) => {
      const made = await admin("source", "create", "--name", name, "--company", "Chaos", ...more);
      return (JSON.parse(made) as { path: string }).path;
    },
    database: pool(),
    killServer: async () => {
      const next = childrenOf(server.pid);
      process.kill(server.pid, "SIGKILL");
      for (const pid of next) process.kill(pid, "SIGKILL");
      await server.gone;
      lives.push(fs.readFileSync(server.log, "utf8"));
      server = await begin(home, port);
    },
    killDatabase: () => {
      process.kill(Number(fs.readFileSync(pidFile, "utf8").split("\n")[0]), "SIGQUIT");
    },
    printed: () => [...lives, fs.readFileSync(server.log, "utf8")].join("\n"),
    close: async () => {
      await closeDatabase();
      await server.stop();
      await installation.close();
    },
  };
}

async function begin(home: string, port: number) {
  const server = await startTestServer(home, { port });
  if (!server.url) throw new Error(`The server did not start; see ${server.log}`);
  return server;
}

/**
 * Through the operator's shell, as anybody would. The program is waited for without holding up this one: a client that
 * can't hear meanwhile that the server closed its idle connections would send its next posts into them.
 */
async function admin(...words: string[]): Promise<string> {
  const shell = spawn(process.execPath, nodeScript("scripts/admin.ts", ...words, "--json"));
  shell.stdin.end("correcto-caballo-93");
  const [printed, complaint] = await Promise.all([text(shell.stdout), text(shell.stderr), once(shell, "close")]);
  if (shell.exitCode !== 0) throw new Error(`npm run admin -- ${words.join(" ")}: ${complaint}`);
  return printed;
}

/** The web server under the program that keeps it; not PostgreSQL, which another kill is for. */
function childrenOf(parent: number): number[] {
  const { stdout } = spawnSync("ps", ["-e", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  return stdout.split("\n").flatMap((line) => {
    const [, pid, above, args = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(above) === parent && !args.includes("postgres") ? [Number(pid)] : [];
  });
}
