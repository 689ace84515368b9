import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";

/** A line whose turn it is. */
export type ChangingRow = { line: number; leadId: string; seen: unknown; changes: Changes | null };

export async function rowsAfter(tx: Tx, changeId: string, line: number, take: number): Promise<ChangingRow[]> {
  return tx.$queryRawUnsafe<ChangingRow[]>(
    `select line, "leadId"::text, seen, changes from "BulkChangeRow"
      where "changeId" = $1::uuid and line > $2::int and outcome = '' order by line limit ${take}`,
    changeId,
    line,
  );
}

/** Upwards: what was changed and isn't undone yet. */
export async function rowsBefore(tx: Tx, changeId: string, line: number, take: number): Promise<ChangingRow[]> {
  return tx.$queryRawUnsafe<ChangingRow[]>(
    `select line, "leadId"::text, seen, changes from "BulkChangeRow"
      where "changeId" = $1::uuid and line < $2::int and outcome = 'changed' and undo = '' order by line desc limit ${take}`,
    changeId,
    line,
  );
}
