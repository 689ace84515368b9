import fs from "node:fs";

export const MIGRATIONS = "prisma/migrations";

/** In the order they are applied. */
export function migrationNames(): string[] {
  if (!fs.existsSync(MIGRATIONS)) return [];
  const entries = fs.readdirSync(MIGRATIONS, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}
