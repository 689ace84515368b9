import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { nodeScript } from "@/lib/core/node-script";
import { joinTestServer, runPrefix } from "./test-server";
import type { TestServer } from "./test-server";

/** Makes the template that every test file gets its own copy of. */
export default async function globalSetup(): Promise<void> {
  const server = await joinTestServer();
  (globalThis as { testServer?: TestServer }).testServer = server;
  try {
    await prepare(server);
  } catch (error) {
    // Jest tears down only what was set up to the end.
    await server.leave();
    throw error;
  }
}

async function prepare(server: TestServer): Promise<void> {
  const prefix = runPrefix(process.pid);
  const template = `${prefix}template`;
  await server.admin.query(`create database ${template}`);

  process.env["TEST_SERVER_URL"] = server.url;
  process.env["TEST_DATABASE_PREFIX"] = prefix;
  process.env["DATA_KEY"] = randomBytes(32).toString("base64url");
  process.env["NEXTAUTH_SECRET"] = randomBytes(32).toString("base64url");
  process.env["LOG_LEVEL"] ??= "silent";

  const url = new URL(server.url);
  url.pathname = template;
  for (const script of ["scripts/migrate.ts", "scripts/prepare-queue.ts"]) {
    if (fs.existsSync(script)) runScript(script, url.href);
  }
}

/** In a child: the migration engine allows one use per process. */
function runScript(script: string, databaseUrl: string): void {
  const child = spawnSync(process.execPath, nodeScript(script), {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    encoding: "utf8",
  });
  if (child.status !== 0) throw new Error(`${script} failed: ${child.stderr}`);
}
