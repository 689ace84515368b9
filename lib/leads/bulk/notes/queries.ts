import type { Tx } from "@/lib/core/db";
import type { BulkLead } from "@/lib/leads/bulk/schema";

type Reader = Pick<Tx, "$queryRawUnsafe">;

/** Notes on each lead what its notes say. */
export async function readNotes(tx: Reader, leads: readonly BulkLead[]): Promise<void> {
  const rows = await tx.$queryRawUnsafe<{ id: string; said: string[] }[]>(
    `select "leadId"::text as id, array_agg(encode(sha256(convert_to(body, 'UTF8')), 'hex')) as said from "Note"
      where "leadId" = any($1::uuid[]) and "deletedAt" is null group by 1`,
    leads.map(({ id }) => id),
  );
  const said = new Map(rows.map((row) => [row.id, row.said]));
  for (const lead of leads) lead.notes = said.get(lead.id) ?? [];
}

/** Which of these notes their author has written anew since. */
export async function editedNotes(tx: Reader, noteIds: readonly string[]): Promise<Set<string>> {
  if (noteIds.length === 0) return new Set();
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
    `select id::text from "Note" where id = any($1::uuid[]) and "editedAt" is not null and "deletedAt" is null`,
    noteIds,
  );
  return new Set(rows.map(({ id }) => id));
}
