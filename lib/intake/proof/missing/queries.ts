import { database } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/prisma/client";
import type { Told } from "@/lib/intake/proof/schema";

const WITH_WHO = {
  lostBy: { select: { firstName: true, lastName: true } },
} as const satisfies Prisma.MissingEntryInclude;
type Row = Prisma.MissingEntryGetPayload<{ include: typeof WITH_WHO }>;

/** What a source's site named last and that wasn't here then, by when it was submitted. */
export async function missingBetween(sourceId: string, [from, to]: [Date, Date]): Promise<Told[]> {
  const rows = await database().missingEntry.findMany({
    where: { sourceId, at: { gte: from, lt: to } },
    orderBy: { at: "desc" },
    include: WITH_WHO,
  });
  return rows.map(toldOf);
}

function toldOf({ id, externalId, form, plugin, site, at, arrivedAt, deliveryId, lostAt, lostBy, ...row }: Row): Told {
  const by = lostBy && `${lostBy.firstName} ${lostBy.lastName}`.trim();
  return {
    ...{
      id: externalId,
      form,
      plugin,
      site,
      at: at.toISOString(),
      here: arrivedAt !== null,
      deliveryId,
      missingId: id,
    },
    ...(row.gone && { gone: true }),
    ...(row.why !== "" && { why: row.why }),
    ...(row.unnamedAt && { unnamed: row.unnamedAt.toISOString() }),
    ...(lostAt && arrivedAt === null && { lost: { at: lostAt, by } }),
  };
}

export type DayMissing = { sourceId: string; day: string; missing: number; lost: number };

/** How many of each day are missing still, and how many somebody gave up; days without any aren't told. */
export async function missingByDay(ids: string[], [from, to]: [Date, Date], timeZone: string): Promise<DayMissing[]> {
  return database().$queryRawUnsafe<DayMissing[]>(
    `select "sourceId"::text, to_char(at at time zone $4, 'YYYY-MM-DD') as day,
            (count(*) filter (where "lostAt" is null))::int as missing,
            (count(*) filter (where "lostAt" is not null))::int as lost
       from "MissingEntry"
      where "sourceId" = any($1::uuid[]) and at >= $2::timestamptz and at < $3::timestamptz and "arrivedAt" is null
      group by 1, 2`,
    ids,
    from,
    to,
    timeZone,
  );
}
