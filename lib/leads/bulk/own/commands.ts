import { asRows, ownIn } from "@/lib/leads/bulk/own-values/schema";
import { allFields } from "@/lib/leads/custom-fields/queries";
import { insertValues, putValues, removeValues } from "@/lib/leads/custom-fields/values/commands";
import type { Tx } from "@/lib/core/db";
import type { OwnValues } from "@/lib/leads/bulk/own-values/schema";

/*
 * Values of custom fields, for many leads at once. Who calls this has locked the leads and tells of them.
 */

/** Of leads that are being made. */
export async function insertOwn(tx: Tx, leads: readonly { id: string; own?: OwnValues }[]): Promise<void> {
  const saying = leads.filter(({ own }) => own && Object.keys(own).length > 0);
  if (saying.length === 0) return;
  const fields = await allFields(tx);
  const said = saying.flatMap(({ id, own }) => asRows(id, ownIn(own ?? {}), fields).said);
  await insertValues(tx, said);
}

/** In the place of what leads said; nothing takes it away. */
export async function writeOwn(tx: Tx, own: ReadonlyMap<string, OwnValues>): Promise<void> {
  if (own.size === 0) return;
  const fields = await allFields(tx);
  const rows = [...own].map(([leadId, values]) => asRows(leadId, ownIn(values), fields));
  const said = rows.flatMap((row) => row.said);
  const gone = rows.flatMap((row) => row.gone);
  await putValues(tx, said);
  await removeValues(tx, gone);
}
