import { spawnSync } from "node:child_process";
import fs from "node:fs";
import pg from "pg";
import { nodeScript } from "@/lib/core/node-script";
import { openInstallation } from "@/lib/core/installation";

// Writes the next migration: what prisma/schema has and the existing migrations don't make. Instead of a shadow
// database, the existing ones are applied to a scratch database on the same server.

const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) fail("Give it a name: npm run migration:new -- add_lead_tags");

const installation = await openInstallation({ log: () => undefined });
const scratch = `scratch_${process.pid}`;
const admin = new pg.Client({ connectionString: installation.databaseUrl });
await admin.connect();
let sql: string;
try {
  await admin.query(`create database ${scratch}`);
  run("scripts/migrate.ts");
  sql = run("scripts/migration-difference.ts");
} finally {
  await admin.query(`drop database if exists ${scratch} with (force)`);
  await admin.end();
  await installation.close();
}
if (sql === "") fail("Nothing to do: the migrations already make what prisma/schema says.");

const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const folder = `prisma/migrations/${stamp}_${name}`;
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(`${folder}/migration.sql`, sql);
fs.writeFileSync("prisma/migrations/migration_lock.toml", 'provider = "postgresql"\n');
process.stdout.write(`${folder}/migration.sql\n`);

/** In a child each: the migration engine allows one use per process. */
function run(script: string): string {
  const url = new URL(installation.databaseUrl);
  url.pathname = scratch;
  const child = spawnSync(process.execPath, nodeScript(script), {
    env: { ...process.env, ...installation.variables, DATABASE_URL: url.href },
    encoding: "utf8",
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return child.stdout;
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
