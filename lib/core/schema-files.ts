import fs from "node:fs";
import path from "node:path";
import { MIGRATIONS, migrationNames } from "@/lib/core/migration-names";
import type { MigrationList, SchemaContainer } from "@prisma/schema-engine-wasm";

const SCHEMA = "prisma/schema";

export function readSchema(): SchemaContainer[] {
  const files = fs.readdirSync(SCHEMA).filter((name) => name.endsWith(".prisma"));
  return files.sort().map((name) => ({
    path: path.join(SCHEMA, name),
    content: fs.readFileSync(path.join(SCHEMA, name), "utf8"),
  }));
}

export function readMigrations(): MigrationList {
  return {
    baseDir: path.resolve(MIGRATIONS),
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: fs.readFileSync(path.join(MIGRATIONS, name, "migration.sql"), "utf8") },
      },
    })),
  };
}
