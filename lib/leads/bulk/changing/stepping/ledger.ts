import { columnOf } from "@/lib/leads/bulk/schema";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { BulkField, BulkLead, BulkSet } from "@/lib/leads/bulk/schema";

/** A line whose turn it is. */
export type ChangingRow = { line: number; leadId: string; seen: unknown; changes: Changes | null };
export type Settled = {
  line: number;
  outcome: "changed" | "same" | "skipped";
  reason: string;
  changes: Changes | null;
};
export type Undone = { line: number; undo: "undone" | "kept"; undoReason: string };

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

export async function saveOutcomes(tx: Tx, changeId: string, rows: Settled[]): Promise<void> {
  await tx.$executeRawUnsafe(
    `update "BulkChangeRow" r set outcome = n.outcome, reason = n.reason, changes = n.changes
       from jsonb_populate_recordset(null::"BulkChangeRow", $2::jsonb) n where r."changeId" = $1::uuid and r.line = n.line`,
    changeId,
    JSON.stringify(rows),
  );
}

export async function saveUndone(tx: Tx, changeId: string, rows: Undone[]): Promise<void> {
  await tx.$executeRawUnsafe(
    `update "BulkChangeRow" r set undo = n.undo, "undoReason" = n."undoReason"
       from jsonb_populate_recordset(null::"BulkChangeRow", $2::jsonb) n where r."changeId" = $1::uuid and r.line = n.line`,
    changeId,
    JSON.stringify(rows),
  );
}

/** Back to what it was, where it still is what the change made it. */
export function restoring(lead: BulkLead, changes: Changes): { back: BulkSet; isWhole: boolean } {
  const back: BulkSet = {};
  let isWhole = true;
  for (const [field, { from, to }] of Object.entries(changes) as [BulkField, Changes[string]][]) {
    if (JSON.stringify(lead[columnOf(field)]) === JSON.stringify(to)) Object.assign(back, { [field]: from });
    else isWhole = false;
  }
  return { back, isWhole };
}
