import { database } from "@/lib/core/db";
import { readDelivery } from "@/lib/intake/delivery-reading";
import { homeOf } from "@/lib/intake/home-address";
import { SUBMITTED } from "@/lib/intake/inbox/conditions";
import { homeSaid, siteOfSent } from "@/lib/intake/proof/companions";
import { SITE_SAID } from "@/lib/intake/proof/sites/queries";
import type { Delivery, Source } from "@/lib/core/prisma/client";
import type { Named } from "@/lib/intake/proof/asking/queries";
import type { Here } from "@/lib/intake/proof/matching";

/** A site's clock may be wrong, and a delivery may say no time: so far around is looked. */
const AROUND_MS = 3 * 86_400_000;

const UNREAD_MOST = 2_000;

/** As the database has it: by its plugin's key, and the text that names its site. */
type Row = Here & { said: string };

const READ = `
  select x.external as id, coalesce(x.form, '') as form, coalesce(x.plugin, '') as plugin, d.id::text as "deliveryId",
         ${SITE_SAID} as said, coalesce(d.understood->>'home', '') as site
    from "Delivery" d
   cross join lateral (
      select d.understood->>'externalId' as external, d.understood->'form'->>'id' as form, d.understood->>'plugin' as plugin
      union all
      select o->>'externalId', o->'form'->>'id', o->>'plugin' from jsonb_array_elements(coalesce(d.understood->'others', '[]'::jsonb)) as o) as x
   where d."sourceId" = $1::uuid and d.state <> 'quarantined' and ${SUBMITTED} >= $2::timestamptz and ${SUBMITTED} < $3::timestamptz
     and x.external = any($4::text[])
   order by d.id`;

const ENTERED = `
  select e."externalId" as id, e."formId" as form, e.plugin, e."firstDeliveryId"::text as "deliveryId",
         coalesce(${SITE_SAID}, '') as said, e.home as site
    from "Entry" e join "Source" s on s.id = e."sourceId" and s."companyId" = $3::uuid
    left join "Delivery" d on d.id = e."firstDeliveryId"
   where e."originKey" = any($1::text[]) and e."externalId" = any($2::text[])`;

const REMEMBERED = `
  select "externalId" as id, '' as form, '' as plugin, '' as "deliveryId", '' as said, '' as site from "PulledItem"
   where "sourceId" = $1::uuid and "externalId" = any($2::text[])`;

/** Which of these submissions are here: as an arrival, whatever became of it, also one that can't be read. */
export async function hereAmong(
  source: Source,
  named: Named[],
  span: { from: Date; to: Date; homes: string[] },
): Promise<Here[]> {
  const [from, to] = [new Date(span.from.getTime() - AROUND_MS), new Date(span.to.getTime() + AROUND_MS)];
  const ids = named.filter(({ isDigest }) => !isDigest).map(({ id }) => id);
  const digests = named.filter(({ isDigest }) => isDigest).map(({ id }) => id);
  const db = database();
  const [read, entered, remembered, unread] = await Promise.all([
    db.$queryRawUnsafe<Row[]>(READ, source.id, from, to, ids),
    originsOf(source, span.homes).then((origins) => db.$queryRawUnsafe<Row[]>(ENTERED, origins, ids, source.companyId)),
    db.$queryRawUnsafe<Row[]>(REMEMBERED, source.id, digests),
    unreadHere(source, from),
  ]);
  return [
    ...[...read, ...entered, ...remembered].map(({ said, ...one }) => ({ ...one, site: homeSaid(said) || one.site })),
    ...unread,
  ];
}

/** What is kept under a site's id, where it is known, else under the source's. */
async function originsOf(source: Source, homes: string[]): Promise<string[]> {
  const sites = await database().site.findMany({ select: { id: true, url: true } });
  const same = sites.filter(({ url }) => homes.includes(homeOf(url))).map(({ id }) => id);
  return [source.id, source.siteId, ...same].filter((id): id is string => typeof id === "string");
}

/** What waits or failed has no reading yet, and is here all the same. */
async function unreadHere(source: Source, since: Date): Promise<Here[]> {
  const unread = await database().delivery.findMany({
    where: { sourceId: source.id, state: { in: ["received", "failed"] }, receivedAt: { gte: since } },
    orderBy: { id: "desc" },
    take: UNREAD_MOST,
  });
  return unread.flatMap((delivery) => idsIn(delivery, source));
}

function idsIn(delivery: Delivery, source: Source): Here[] {
  try {
    const site = siteOfSent(delivery);
    return readDelivery(delivery, source).flatMap(({ externalId, form, plugin, home = "" }) =>
      externalId === null
        ? []
        : [{ id: externalId, form: form.id ?? "", plugin, site: site || home, deliveryId: delivery.id }],
    );
  } catch {
    return [];
  }
}
