import path from "node:path";
import pg from "pg";
import type { Cluster } from "@/lib/core/cluster/cluster";
import { startCluster } from "@/lib/core/cluster/cluster";

const TEST_HOME = path.resolve(".data/test");

/** Held, shared, by every run that uses the test cluster. */
const IN_USE_LOCK = 724521;

export type TestServer = { url: string; admin: pg.Client; leave: () => Promise<void> };

/** The cluster of the tests: quick rather than safe, in an odd time zone, and stopped by the last run that uses it. */
export async function joinTestServer(): Promise<TestServer> {
  const cluster = await startCluster({
    home: TEST_HOME,
    log: () => undefined,
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", timezone: "Asia/Kathmandu" },
  });
  const admin = new pg.Client({ connectionString: cluster.serverUrl });
  admin.on("error", () => undefined);
  await admin.connect();
  await admin.query("select pg_advisory_lock_shared($1)", [IN_USE_LOCK]);
  await dropLeftovers(admin);
  return { url: cluster.serverUrl, admin, leave: () => leave(cluster, admin) };
}

async function leave(cluster: Cluster, admin: pg.Client): Promise<void> {
  for (const name of await databasesLike(admin, `${runPrefix(process.pid)}%`)) await drop(admin, name);
  await admin.query("select pg_advisory_unlock_shared($1)", [IN_USE_LOCK]);
  const { rows } = await admin.query<{ last: boolean }>("select pg_try_advisory_lock($1) as last", [IN_USE_LOCK]);
  await admin.end();
  if (rows[0]?.last) await cluster.stop();
}

/** The databases of one run carry its process number, so that two runs at once don't meet. */
export function runPrefix(pid: number): string {
  return `test_${pid}_`;
}

async function dropLeftovers(admin: pg.Client): Promise<void> {
  for (const name of await databasesLike(admin, "test\\_%")) {
    const pid = Number(/^test_(\d+)_/.exec(name)?.[1]);
    if (!isRunning(pid)) await drop(admin, name);
  }
}

async function databasesLike(admin: pg.Client, pattern: string): Promise<string[]> {
  const { rows } = await admin.query<{ datname: string }>("select datname from pg_database where datname like $1", [
    pattern,
  ]);
  return rows.map((row) => row.datname);
}

async function drop(admin: pg.Client, name: string): Promise<void> {
  await admin.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
