import { newId } from "@/lib/core/id";
import { siteOfSent } from "@/lib/intake/proof/companions";
import { isSame, keyOf, whose } from "@/lib/intake/proof/matching";
import type { Tx } from "@/lib/core/db";
import type { Delivery } from "@/lib/core/prisma/client";
import type { Told } from "@/lib/intake/proof/schema";
import type { Understood } from "@/lib/intake/schema";

/** What was asked: of this time, and of these sites, or of all but those that are no more. */
export type Asked = { from: Date; until: Date; sites: { in: string[] } | { notIn: string[] } };

const KEEP = `
  insert into "MissingEntry" (id, "sourceId", form, plugin, site, "externalId", at, gone)
  select distinct on (t.site, t.plugin, t.form, t.id) t.key, $1::uuid, t.form, t.plugin, t.site, t.id, t.at, t.gone
    from jsonb_to_recordset($2::jsonb) as t(key uuid, id text, form text, plugin text, site text, at timestamptz, gone boolean)
      on conflict ("sourceId", site, plugin, form, "externalId") do update
     set at = excluded.at, gone = excluded.gone, "arrivedAt" = null, "deliveryId" = null,
         "lostAt" = case when "MissingEntry"."arrivedAt" is null then "MissingEntry"."lostAt" end,
         "lostById" = case when "MissingEntry"."arrivedAt" is null then "MissingEntry"."lostById" end`;

/**
 * Keeps what is missing by an answer, and forgets what it says is here or names no more. What somebody gave up stays given
 * up until it is here.
 */
export async function keepMissing(
  tx: Tx,
  sourceId: string,
  told: Told[],
  { from, until, sites }: Asked,
): Promise<void> {
  const named = new Map(told.map((one) => [keyOf(one), one]));
  const before = await tx.missingEntry.findMany({
    where: { sourceId, at: { gte: from, lt: until }, site: sites },
  });
  const over = before.filter((row) => {
    const now = named.get(keyOf({ ...row, id: row.externalId }));
    return now ? now.here : row.lostAt === null || row.arrivedAt !== null;
  });
  await tx.missingEntry.deleteMany({ where: { id: { in: over.map(({ id }) => id) } } });
  const missing = told.filter(({ here }) => !here);
  if (missing.length === 0) return;
  const rows = missing.map((one) => ({ key: newId(), ...whose(one), at: one.at, gone: one.gone === true }));
  await tx.$executeRawUnsafe(KEEP, sourceId, JSON.stringify(rows));
}

/** What was read in a delivery; of one of many in a request its own id stands beside that. */
type Read = { item: Understood; delivery: Delivery; deliveryId: string };

/** What was missing and has been read now is missing no more. Nearly always nothing is. */
export async function noteArrived(tx: Tx, read: Read[]): Promise<void> {
  const ids = read.flatMap(({ item }) => item.externalId ?? []);
  if (ids.length === 0) return;
  const sourceIds = [...new Set(read.map(({ delivery }) => delivery.sourceId))];
  const waiting = await tx.missingEntry.findMany({
    where: { sourceId: { in: sourceIds }, externalId: { in: ids }, arrivedAt: null },
  });
  for (const row of waiting) {
    const found = read.find(
      ({ item, delivery }) =>
        delivery.sourceId === row.sourceId &&
        item.externalId === row.externalId &&
        isSame(row, { form: item.form.id ?? "", plugin: item.plugin, site: siteOfSent(delivery) || (item.home ?? "") }),
    );
    if (!found) continue;
    const data = { arrivedAt: new Date(), deliveryId: found.deliveryId };
    await tx.missingEntry.update({ where: { id: row.id }, data });
  }
}

/** Of what has no id at its site a pull remembers only that it read it. */
export async function noteRemembered(tx: Tx, sourceId: string, digests: string[]): Promise<void> {
  if (digests.length === 0) return;
  const where = { sourceId, externalId: { in: digests }, arrivedAt: null };
  await tx.missingEntry.updateMany({ where, data: { arrivedAt: new Date() } });
}
