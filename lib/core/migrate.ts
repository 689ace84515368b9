import pg from "pg";
import { withoutRawIndexes } from "@/lib/core/schema-difference";
import { NO_FILTERS, withSchemaEngine } from "@/lib/core/schema-engine";
import { readMigrations, readSchema } from "@/lib/core/schema-files";

const MIGRATION_LOCK = 724519;

/** Applies what is missing, one process at a time; answers the names. Its process must end afterwards (`withSchemaEngine`). */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString: databaseUrl });
  await lock.connect();
  try {
    await lock.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await forgetFailures(lock);
    return await withSchemaEngine(databaseUrl, async (engine) => {
      const input = { migrationsList: readMigrations(), filters: NO_FILTERS };
      return (await engine.applyMigrations(input)).appliedMigrationNames;
    });
  } finally {
    await lock.end();
  }
}

/**
 * Each migration is one transaction, so a failed one left nothing behind but its entry, with which the engine would
 * refuse every later start.
 */
async function forgetFailures(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ found: boolean }>(
    "select to_regclass('_prisma_migrations') is not null as found",
  );
  if (!rows[0]?.found) return;
  await client.query(
    "update _prisma_migrations set rolled_back_at = now() where finished_at is null and rolled_back_at is null",
  );
}

/** The SQL that turns this migrated database into the schema of `prisma/schema`; empty when they are equal. */
export async function differenceToSchema(databaseUrl: string): Promise<string> {
  const files = readSchema();
  const sql = await withSchemaEngine(databaseUrl, async (engine) => {
    const result = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: process.cwd() },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    });
    return result.stdout ?? "";
  });
  return withoutRawIndexes(sql);
}
