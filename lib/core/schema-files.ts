import fs from "node:fs";
import path from "node:path";
import type { MigrationList, SchemaContainer } from "@prisma/schema-engine-wasm";

export function readSchema(folder = "prisma/schema"): SchemaContainer[] {
  const files = fs.readdirSync(folder).filter((name) => name.endsWith(".prisma"));
  return files.sort().map((name) => ({
    path: path.join(folder, name),
    content: fs.readFileSync(path.join(folder, name), "utf8"),
  }));
}

export function readMigrations(folder = "prisma/migrations"): MigrationList {
  return {
    baseDir: path.resolve(folder),
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames(folder).map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: fs.readFileSync(path.join(folder, name, "migration.sql"), "utf8") },
      },
    })),
  };
}

/** In the order they are applied. */
export function migrationNames(folder = "prisma/migrations"): string[] {
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}
