import { newId } from "@/lib/core/id";
import { siteOfSent } from "@/lib/intake/proof/companions";
import { isSame, keyOf, whose } from "@/lib/intake/proof/matching";
import type { Tx } from "@/lib/core/db";
import type { Delivery, MissingEntry } from "@/lib/core/prisma/client";
import type { Told } from "@/lib/intake/proof/schema";
import type { Understood } from "@/lib/intake/schema";

/**
 * What was asked: of this time. `keptFrom`: since when the answer is kept by its days, if it is: what is here needs no place
 * in this list then. `siteNow`: the site that something is known by now, by its key before.
 */
export type Asked = { from: Date; until: Date; keptFrom: Date | undefined; siteNow: Map<string, string> };

const KEEP = `
  insert into "MissingEntry" (id, "sourceId", form, plugin, site, "externalId", at, gone, why, "unnamedAt")
  select distinct on (t.site, t.plugin, t.form, t.id)
         t.key, $1::uuid, t.form, t.plugin, t.site, t.id, t.at, t.gone, t.why, t.unnamed
    from jsonb_to_recordset($2::jsonb) as t(key uuid, id text, form text, plugin text, site text, at timestamptz, gone boolean,
                                            why text, unnamed timestamptz)
      on conflict ("sourceId", site, plugin, form, "externalId") do update
     set at = excluded.at, gone = excluded.gone, why = excluded.why, "unnamedAt" = excluded."unnamedAt",
         "arrivedAt" = null, "deliveryId" = null,
         "lostAt" = case when "MissingEntry"."arrivedAt" is null then "MissingEntry"."lostAt" end,
         "lostById" = case when "MissingEntry"."arrivedAt" is null then "MissingEntry"."lostById" end`;

/** Keeps what is missing by an answer and what was missing before and isn't here; what somebody gave up stays given up. */
export async function keepMissing(tx: Tx, sourceId: string, told: Told[], asked: Asked): Promise<void> {
  const { from, until, keptFrom, siteNow } = asked;
  const known = new Map(told.map((one) => [keyOf(one), one]));
  const before = await tx.missingEntry.findMany({ where: { sourceId, at: { gte: from, lt: until } } });
  const keys = new Set(before.map(keyOfRow));
  for (const row of before) {
    const site = siteNow.get(keyOfRow(row)) ?? row.site;
    const key = keyOfRow({ ...row, site });
    const now = known.get(key);
    const isHere = now ? now.here : row.arrivedAt !== null;
    const isKept = isHere ? keptFrom === undefined || row.at < keptFrom : now !== undefined;
    if (!isKept || (site !== row.site && keys.has(key))) await tx.missingEntry.delete({ where: { id: row.id } });
    else if (isHere && row.arrivedAt === null) await noteHere(tx, row.id, now?.deliveryId ?? null);
    else if (site !== row.site) await moveTo(tx, row, site);
  }
  const missing = told.filter(({ here }) => !here);
  if (missing.length === 0) return;
  const rows = missing.map((one) => ({
    ...{ key: newId(), ...whose(one), at: one.at },
    ...{ gone: one.gone === true, why: one.gone ? "" : (one.why ?? ""), unnamed: one.unnamed ?? null },
  }));
  await tx.$executeRawUnsafe(KEEP, sourceId, JSON.stringify(rows));
}

const keyOfRow = (row: MissingEntry): string => keyOf({ ...row, id: row.externalId });

/** What was written about stays so under its new address. */
async function moveTo(
  tx: Tx,
  { id, sourceId, form, plugin, site, externalId }: MissingEntry,
  to: string,
): Promise<void> {
  await tx.missingEntry.update({ where: { id }, data: { site: to } });
  const told = await tx.toldMissing.findMany({ where: { sourceId, form, plugin, site, externalId } });
  await tx.toldMissing.createMany({ data: told.map((one) => ({ ...one, site: to })), skipDuplicates: true });
}

const noteHere = (tx: Tx, id: string, deliveryId: string | null) =>
  tx.missingEntry.update({ where: { id }, data: { arrivedAt: new Date(), deliveryId } });

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
    await noteHere(tx, row.id, found.deliveryId);
  }
}

/** Of what has no id at its site a pull remembers only that it read it. */
export async function noteRemembered(tx: Tx, sourceId: string, digests: string[]): Promise<void> {
  if (digests.length === 0) return;
  const where = { sourceId, externalId: { in: digests }, arrivedAt: null };
  await tx.missingEntry.updateMany({ where, data: { arrivedAt: new Date() } });
}
