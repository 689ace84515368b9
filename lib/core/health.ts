import pg from "pg";
import { env } from "@/lib/core/env";
import { migrationNames } from "@/lib/core/migration-names";
import product from "@/package.json";

export type Health = {
  status: "ok" | "down";
  database: "ok" | "down";
  /** `pending` are in the code but not in the database. */
  migrations: { applied: number; pending: number } | "unknown";
  worker: "on" | "off";
  version: string;
  uptimeSeconds: number;
};

const TIMEOUT_MS = 2000;

/** On globalThis, because a bundle may hold this module more than once. */
const kept = globalThis as { leadsHealthPool?: pg.Pool };

/** Cheap enough for a monitor that asks every second, and says "down" rather than throwing. */
export async function readHealth(): Promise<Health> {
  const applied = await appliedMigrations().catch(() => undefined);
  const up = applied !== undefined;
  return {
    status: up ? "ok" : "down",
    database: up ? "ok" : "down",
    migrations: up ? compare(applied) : "unknown",
    worker: env().WORKER,
    version: product.version,
    uptimeSeconds: Math.round(process.uptime()),
  };
}

/** Over a connection of its own: the question must be answered while the product's pool is exhausted. */
async function appliedMigrations(): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    "select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
  );
  return rows.map((row) => row.name);
}

function pool(): pg.Pool {
  return (kept.leadsHealthPool ??= makePool());
}

function makePool(): pg.Pool {
  const made = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: 1,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
    allowExitOnIdle: true,
  });
  made.on("error", () => undefined);
  return made;
}

function compare(applied: string[]) {
  const known = new Set(applied);
  const pending = migrationNames().filter((name) => !known.has(name));
  return { applied: applied.length, pending: pending.length };
}
