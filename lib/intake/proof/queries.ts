import { authorize } from "@/lib/core/ctx";
import { database, reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { BY_SOMEBODY, SUBMITTED } from "@/lib/intake/inbox/conditions";
import { visibleSources } from "@/lib/intake/policy";
import { daysBetween, isLongAgo, lastDays, momentsOf } from "@/lib/intake/proof/days";
import { keyOf } from "@/lib/intake/proof/matching";
import { missingBetween, missingByDay } from "@/lib/intake/proof/missing/queries";
import { siteDay } from "@/lib/intake/pulling/site-time";
import { MOST_DAYS } from "@/lib/intake/proof/schema";
import { BY_COMPANION, sitesOf } from "@/lib/intake/proof/sites/queries";
import { organisation } from "@/lib/settings/queries";
import type { Ctx } from "@/lib/core/ctx";
import type {
  DayEnds,
  FormerSite,
  ProofDay,
  ProofMatrix,
  ProofMethod,
  ProofRun,
  ProofSource,
  SiteTrouble,
  Told,
} from "@/lib/intake/proof/schema";
import type { DayMissing } from "@/lib/intake/proof/missing/queries";
import type { End } from "@/lib/intake/inbox/schema";

type EndRow = { sourceId: string; day: string; end: End; count: number };

/** What there is of each day by where it ended, but for tests. A day is that of the submission. */
export async function endsByDay(
  ids: string[],
  span: { from: string; to: string; timeZone: string },
): Promise<EndRow[]> {
  const [begin, end] = momentsOf(span);
  return database().$queryRawUnsafe<EndRow[]>(
    `select d."sourceId"::text, to_char(${SUBMITTED} at time zone $4, 'YYYY-MM-DD') as day,
            case when d.state = 'processed' then d.outcome else d.state end as end, count(*)::int as count
       from "Delivery" d
      where d."sourceId" = any($1::uuid[]) and ${SUBMITTED} >= $2::timestamptz and ${SUBMITTED} < $3::timestamptz
        and ${BY_SOMEBODY}
      group by 1, 2, 3`,
    ids,
    begin,
    end,
    span.timeZone,
  );
}

type SaidRow = {
  sourceId: string;
  day: string;
  expected: number;
  arrived: number;
  askedAt: Date;
  askedUntil: Date | null;
};

const SAID = `
  select distinct on (r."sourceId", d.day) r."sourceId"::text, d.day, d.expected, d.arrived, r."askedAt", r."askedUntil"
    from "Reconciliation" r join "ReconciliationDay" d on d."reconciliationId" = r.id
   where r."sourceId" = any($1::uuid[]) and r.state = 'done' and r."timeZone" = $4 and d.day between $2 and $3
   order by r."sourceId", d.day, r."askedAt" desc`;

type SourceRow = Omit<ProofSource, "days" | "method" | "troubles"> & Failed & { isPulled: boolean; signs: boolean };

const SOURCES = `
  select s.id::text, s.name, s.kind, s.active, s."timeZone", (s.kind = 'pull' and s."siteId" is not null) as "isPulled",
         s."secretSealed" <> '' and exists (
           select 1 from (select * from "Delivery" where "sourceId" = s.id order by "receivedAt" desc limit 500) as d
            where ${BY_COMPANION}) as signs,
         coalesce(last.state = 'asking' and last."askedAt" > now() - interval '1 hour', false) as asking,
         case when last.state = 'failed' then last.troubles else '[]' end as troubles,
         case when last.state = 'failed' then last.reason else '' end as reason,
         case when last.state = 'failed' then last.site else '' end as site
    from "Source" s
    left join lateral (select state, troubles, reason, site, "askedAt" from "Reconciliation" where "sourceId" = s.id
                        order by "askedAt" desc limit 1) as last on true
   where s.kind in ('webhook', 'pull') and s.id = any($1::uuid[])
   order by s.active desc, s.name, s.id`;

type Span = { from: string; to: string };

/** Days × sources: what each site said it had, what arrived, and what is missing. */
export async function proofMatrix(ctx: Ctx, span: Span, sourceId?: string): Promise<ProofMatrix> {
  authorize(ctx, "intake.read");
  const { timeZone } = await organisation();
  const visible = await reader(ctx).source.findMany({
    where: { AND: [visibleSources(ctx.actor), sourceId === undefined ? {} : { id: sourceId }] },
    select: { id: true },
  });
  const ids = visible.map(({ id }) => id);
  const [sources, ends, said, missing] = await Promise.all([
    reader(ctx).$queryRawUnsafe<SourceRow[]>(SOURCES, ids),
    endsByDay(ids, { ...span, timeZone }),
    reader(ctx).$queryRawUnsafe<SaidRow[]>(SAID, ids, span.from, span.to, timeZone),
    missingByDay(ids, momentsOf({ ...span, timeZone }), timeZone),
  ]);
  const days = daysBetween(span.from, span.to);
  return {
    timeZone,
    days,
    sources: sources.map(({ isPulled, signs, troubles, reason, site, ...source }) => ({
      ...source,
      troubles: troublesOf({ troubles, reason, site }),
      method: methodOf(isPulled, signs),
      days: days.map((day) => dayOf(source.id, day, { ends, said, missing, timeZone })),
    })),
  };
}

type Failed = { troubles: unknown; reason: string; site: string };

/** Of before all of them were kept only the first is known. */
function troublesOf({ troubles, reason, site }: Failed): SiteTrouble[] {
  const all = troubles as SiteTrouble[];
  return all.length > 0 || reason === "" ? all : [{ site, reason }];
}

function methodOf(isPulled: boolean, signs: boolean): ProofMethod | null {
  if (isPulled) return "pull";
  return signs ? "companion" : null;
}

type Rows = { ends: EndRow[]; said: SaidRow[]; missing: DayMissing[]; timeZone: string };

/** What is missing is known by its moment, also where the day was last asked about by another zone, or not by all sites. */
function dayOf(sourceId: string, day: string, { ends, said, missing, timeZone }: Rows): ProofDay {
  const isThis = (row: { sourceId: string; day: string }) => row.sourceId === sourceId && row.day === day;
  const counted = endsOf(ends.filter(isThis));
  const told = said.find(isThis);
  const lacking = missing.find(isThis);
  const arrived = Object.values(counted).reduce((sum, count) => sum + count, 0);
  const [, over] = momentsOf({ from: day, to: day, timeZone });
  return {
    day,
    arrived,
    ends: counted,
    expected: told?.expected ?? null,
    missing: lacking?.missing ?? (told ? 0 : null),
    lost: lacking?.lost ?? 0,
    askedAt: told?.askedAt ?? null,
    settled: told?.arrived === arrived && told.askedUntil !== null && told.askedUntil >= over,
  };
}

export const endsOf = (rows: { end: End; count: number }[]): DayEnds =>
  Object.fromEntries(rows.map(({ end, count }) => [end, count]));

/** Which of its sites a source doesn't ask any more, since they are none. */
export async function formerSitesOf(ctx: Ctx, sourceId: string): Promise<FormerSite[]> {
  authorize(ctx, "intake.read");
  const where = { AND: [{ id: sourceId }, visibleSources(ctx.actor)] };
  const source = await reader(ctx).source.findFirst({ where, select: { id: true } });
  return source ? (await sitesOf(sourceId)).former : [];
}

/** The times a source's site was asked, the last first. */
export async function proofRuns(ctx: Ctx, sourceId: string): Promise<ProofRun[]> {
  authorize(ctx, "intake.read");
  const runs = await reader(ctx).reconciliation.findMany({
    where: { sourceId, source: visibleSources(ctx.actor) },
    orderBy: { askedAt: "desc" },
    take: 10,
    select: {
      ...{
        id: true,
        askedAt: true,
        finishedAt: true,
        fromDay: true,
        toDay: true,
        state: true,
        reason: true,
        site: true,
        troubles: true,
      },
      askedBy: { select: { firstName: true, lastName: true } },
      days: { select: { expected: true, missing: true } },
    },
  });
  return runs.map(({ askedBy, days, state, troubles, reason, site, ...run }) => ({
    ...run,
    troubles: troublesOf({ troubles, reason, site }),
    state: state as ProofRun["state"],
    askedBy: askedBy && `${askedBy.firstName} ${askedBy.lastName}`.trim(),
    expected: days.reduce((sum, { expected }) => sum + expected, 0),
    missing: days.reduce((sum, { missing }) => sum + missing, 0),
  }));
}

/** A past proof as it was found, or what the site named of one day when it was last asked. */
export async function proofRun(ctx: Ctx, runId: string): Promise<{ askedAt: Date; days: ProofDay[] }> {
  authorize(ctx, "intake.read");
  const run = await reader(ctx).reconciliation.findFirst({
    where: { id: runId, source: visibleSources(ctx.actor) },
    select: { askedAt: true, days: { orderBy: { day: "desc" } } },
  });
  if (!run) throw notFound();
  const { askedAt } = run;
  const days = run.days.map(({ day, arrived, ends, expected, missing }) => ({
    ...{ day, arrived, expected, missing, lost: 0, askedAt, settled: true },
    ends: ends as DayEnds,
  }));
  return { askedAt, days };
}

/**
 * What the site named of these days when each was last asked about, as it stands now, and what is missing besides; the
 * missing ones first.
 */
export async function toldOf(ctx: Ctx, sourceId: string, { from, to }: Span): Promise<Told[]> {
  authorize(ctx, "intake.read");
  const { timeZone } = await organisation();
  const visible = await reader(ctx).source.count({ where: { AND: [{ id: sourceId }, visibleSources(ctx.actor)] } });
  if (visible === 0) throw notFound();
  const [here, missing] = await Promise.all([
    toldBetween(sourceId, { fromDay: from, toDay: to, timeZone }),
    missingBetween(sourceId, momentsOf({ from, to, timeZone })),
  ]);
  const known = new Set(missing.map(keyOf));
  const former = missing.length > 0 ? (await sitesOf(sourceId)).former.map(({ home }) => home) : [];
  return [
    ...missing.map((one) => (former.includes(one.site ?? "") ? { ...one, left: true } : one)),
    // What was missing then and isn't known to be now, is here or was given up.
    ...here.filter((one) => one.here && !known.has(keyOf(one))),
  ].sort((a, b) => Number(a.here) - Number(b.here) || Number(!!a.lost) - Number(!!b.lost) || (a.at < b.at ? 1 : -1));
}

/** What was named of these days when each was last asked about. */
export async function toldBetween(
  sourceId: string,
  { fromDay, toDay, timeZone }: { fromDay: string; toDay: string; timeZone: string },
): Promise<Told[]> {
  const rows = await database().$queryRawUnsafe<{ told: Told[] }[]>(
    `select distinct on (d.day) d.told from "Reconciliation" r join "ReconciliationDay" d on d."reconciliationId" = r.id
      where r."sourceId" = $1::uuid and r.state = 'done' and r."timeZone" = $4 and d.day between $2 and $3
      order by d.day desc, r."askedAt" desc`,
    sourceId,
    fromDay,
    toDay,
    timeZone,
  );
  return rows.flatMap(({ told }) => told);
}

/** `week` is the last day of the one to look at; without it, it is the usual one. */
export type ProofTrouble = Span & {
  missing: number;
  week?: string;
  sources: { id: string; name: string; missing: number }[];
};

/** What sites had of all the days that nights compare and didn't arrive, for who may read it. */
export async function recentTrouble(ctx: Ctx): Promise<ProofTrouble> {
  const { timeZone } = await organisation();
  return proofTrouble(ctx, lastDays(ctx.now(), timeZone, MOST_DAYS));
}

/** What is known to be missing of these days, but for what somebody gave up. */
export async function proofTrouble(ctx: Ctx, span: Span): Promise<ProofTrouble> {
  authorize(ctx, "intake.read");
  const { timeZone } = await organisation();
  const visible = await reader(ctx).source.findMany({
    where: visibleSources(ctx.actor),
    select: { id: true, name: true },
  });
  const days = await missingByDay(
    visible.map(({ id }) => id),
    momentsOf({ ...span, timeZone }),
    timeZone,
  );
  const said = days.filter(({ missing }) => missing > 0);
  const names = new Map(visible.map(({ id, name }) => [id, name]));
  const counts = new Map<string, number>();
  for (const { sourceId, missing } of said) counts.set(sourceId, (counts.get(sourceId) ?? 0) + missing);
  const sources = [...counts]
    .map(([id, missing]) => ({ id, name: names.get(id) ?? "", missing }))
    .sort((a, b) => b.missing - a.missing);
  const [from = span.from, ...later] = said.map(({ day }) => day).sort();
  const to = said.length === 0 ? span.to : (later.at(-1) ?? from);
  const missing = sources.reduce((sum, one) => sum + one.missing, 0);
  const isOld = missing > 0 && isLongAgo(to, siteDay(ctx.now(), timeZone));
  return { from, to, missing, sources, ...(isOld && { week: to }) };
}
