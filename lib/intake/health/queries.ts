import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { HEALTH_DAYS, MEDIAN_OF } from "@/lib/intake/health/schema";
import { ENDED_SQL, SUBMITTED } from "@/lib/intake/inbox/conditions";
import { visibleSources } from "@/lib/intake/policy";
import { PULL_RUN, withKnown } from "@/lib/intake/pulling/queries";
import { REHEARSED } from "@/lib/intake/rehearsing/schema";
import { lastDays, momentsOf } from "@/lib/intake/proof/days";
import { organisation } from "@/lib/settings/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { PullRun } from "@/lib/intake/pulling/queries";
import type { SourceHealth } from "@/lib/intake/health/schema";

// What ended as it should are all but those that wait or were set apart: counted by index, without reading a row.
const HEALTH = `
  select s.id::text as "sourceId", last.at as "lastAt", last.id::text as "lastId",
         (total.count - waiting.count - apart.count + apart.well)::int as well, apart.badly::int as badly,
         delay.received as "toReceived", delay.processed as "toProcessed",
         delay."receivedOf", delay."processedOf",
         dropped.count as unkept, dropped.at as "lastUnkeptAt",
         fetches.failed as "failedFetches", broken.at as "brokenAt", broken.reason as "brokenReason",
         bad.id::text as "badId", bad.at as "badAt", bad.state as "badState", bad.reason as "badReason"
    from "Source" s
    left join lateral (select ${SUBMITTED} as at, d.id from "Delivery" d
                        where d."sourceId" = s.id and d.reason <> '${REHEARSED}' order by ${SUBMITTED} desc limit 1) as last on true
    cross join lateral (select count(*) from "Delivery" where "sourceId" = s.id and "receivedAt" >= $2::timestamptz) as total
    cross join lateral (select count(*) from "Delivery" where "sourceId" = s.id and "receivedAt" >= $2::timestamptz
                           and state = 'received') as waiting
    cross join lateral (
      select count(*), count(*) filter (where ${ENDED_SQL.well}) as well, count(*) filter (where ${ENDED_SQL.badly}) as badly
        from "Delivery" d where d."sourceId" = s.id and d."receivedAt" >= $2::timestamptz
         and d.state not in ('received', 'processed')) as apart
    cross join lateral (select coalesce(sum(count), 0)::int as count, max("lastAt") as at from "Unkept"
                         where "sourceId" = s.id and "lastAt" >= $2::timestamptz) as dropped
    left join lateral (
      select d.id, d."receivedAt" as at, d.state, d.reason from "Delivery" d
       where d."sourceId" = s.id and d."receivedAt" >= $2::timestamptz and d.state not in ('received', 'processed')
         and ${ENDED_SQL.badly} order by d."receivedAt" desc limit 1) as bad on true
    cross join lateral (select count(*)::int as failed from "Pull"
                         where "sourceId" = s.id and state = 'failed' and "startedAt" >= $2::timestamptz) as fetches
    left join lateral (select "startedAt" as at, reason from "Pull"
                        where "sourceId" = s.id and state = 'failed' and "startedAt" >= $2::timestamptz
                        order by "startedAt" desc limit 1) as broken on true
    cross join lateral (
      select percentile_cont(0.5) within group (order by extract(epoch from d."receivedAt" - d."submittedAt"))
               filter (where d."submittedAt" < d."receivedAt") as received,
             (count(*) filter (where d."submittedAt" < d."receivedAt"))::int as "receivedOf",
             percentile_cont(0.5) within group (order by extract(epoch from d."processedAt" - d."receivedAt"))
               filter (where d.attempts = 1) as processed,
             (count(*) filter (where d.attempts = 1 and d."processedAt" is not null))::int as "processedOf"
        from (select "receivedAt", "submittedAt", "processedAt", attempts from "Delivery"
               where "sourceId" = s.id and "receivedAt" >= $2::timestamptz and state = 'processed' and not history
               order by "receivedAt" desc limit ${MEDIAN_OF}) as d) as delay
   where s.id = any($1::uuid[])`;

type Row = Omit<SourceHealth, "from" | "lastBad" | "lastFailedFetch"> & {
  brokenAt: Date | null;
  brokenReason: string;
  badId: string | null;
  badAt: Date;
  badState: string;
  badReason: string;
};

/** The first of the days that health speaks of, and when it began. */
async function healthBegins(ctx: Ctx): Promise<{ day: string; from: Date }> {
  const { timeZone } = await organisation();
  const span = lastDays(ctx.now(), timeZone, HEALTH_DAYS);
  const [from] = momentsOf({ ...span, timeZone });
  return { day: span.from, from };
}

/** How the sources fare that the actor may look at; `sourceId` for one of them. */
export async function sourceHealth(ctx: Ctx, sourceId?: string): Promise<Map<string, SourceHealth>> {
  authorize(ctx, "intake.read");
  const { day, from } = await healthBegins(ctx);
  const visible = await reader(ctx).source.findMany({
    where: {
      AND: [visibleSources(ctx.actor), { kind: { in: ["webhook", "pull"] } }, sourceId ? { id: sourceId } : {}],
    },
    select: { id: true },
  });
  const rows = await reader(ctx).$queryRawUnsafe<Row[]>(
    HEALTH,
    visible.map(({ id }) => id),
    from,
  );
  return new Map(
    rows.map(({ badId, badAt, badState, badReason, brokenAt, brokenReason, ...row }) => [
      row.sourceId,
      {
        ...row,
        from: day,
        lastFailedFetch: brokenAt && { at: brokenAt, reason: brokenReason },
        lastBad: badId === null ? null : { id: badId, at: badAt, state: badState, reason: badReason },
      },
    ]),
  );
}

const SHOWN_FETCHES = 50;

/** The fetches that failed and that a source's health counts, the newest first, and of so many the latest. */
export async function failedFetches(ctx: Ctx, sourceId: string): Promise<{ total: number; runs: PullRun[] }> {
  authorize(ctx, "intake.read");
  const { from } = await healthBegins(ctx);
  const where = {
    AND: [{ sourceId, state: "failed", startedAt: { gte: from } }, { source: visibleSources(ctx.actor) }],
  };
  const [total, runs] = await Promise.all([
    reader(ctx).pull.count({ where }),
    reader(ctx).pull.findMany({ where, orderBy: { startedAt: "desc" }, take: SHOWN_FETCHES, select: PULL_RUN }),
  ]);
  return { total, runs: await withKnown(ctx, runs) };
}
