/**
 * What Prisma's schema language can't say (indexes on expressions, trigram indexes) is written by hand in a migration
 * and named `raw_…`; Prisma would drop those at every difference, so these statements are taken out of it again.
 */
const RAW_INDEX_DROP = /^(?:-- DropIndex\n)?DROP INDEX "(?:\w+"\.")?raw_\w+";\n*/gm;

export function withoutRawIndexes(sql: string): string {
  const kept = sql.replace(RAW_INDEX_DROP, "").trim();
  return kept === "" || kept === "-- This is an empty migration." ? "" : `${kept}\n`;
}
