import type { Tx } from "@/lib/core/db";

/** Values by column, as JSON writes them. All rows of a call have the same columns. */
export type RowValues = Record<string, unknown>;

/** Many rows of a table in one statement. Table and columns are the program's own words, never a stranger's. */
export async function insertRows(tx: Tx, table: string, rows: RowValues[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = columnsOf(rows).join(", ");
  await tx.$executeRawUnsafe(
    `insert into "${table}" (${columns}) select ${columns} from jsonb_populate_recordset(null::"${table}", $1::jsonb)`,
    JSON.stringify(rows),
  );
}

/** Many rows by their `id` in one statement; only the columns given change. */
export async function updateRows(tx: Tx, table: string, rows: (RowValues & { id: string })[]): Promise<void> {
  if (rows.length === 0) return;
  const set = columnsOf(rows)
    .filter((column) => column !== `"id"`)
    .map((column) => `${column} = n.${column}`);
  await tx.$executeRawUnsafe(
    `update "${table}" t set ${set.join(", ")} from jsonb_populate_recordset(null::"${table}", $1::jsonb) n where n.id = t.id`,
    JSON.stringify(rows),
  );
}

function columnsOf(rows: RowValues[]): string[] {
  return Object.keys(rows[0] ?? {}).map((column) => `"${column}"`);
}
