import { IN } from "@/lib/auth/standing/policy";
import { authorize } from "@/lib/core/ctx";
import { database, reader } from "@/lib/core/db";
import { calendarsOfCompanies } from "@/lib/calendar/queries";
import { visibleSources } from "@/lib/intake/policy";
import { daysBack, meetsHoliday, piecesOf } from "@/lib/intake/watching/pieces";
import { LEAST_WEEKS } from "@/lib/intake/watching/quietness";
import type { Ctx } from "@/lib/core/ctx";
import type { Source } from "@/lib/core/prisma/client";
import type { Counted } from "@/lib/intake/watching/quietness";
import type { QuietAlarm, QuietKind, Watch } from "@/lib/intake/watching/schema";

const WEEK_MS = 7 * 86_400_000;
/** So far back is looked for what is usual. */
const WEEKS_BACK = 12;
const MOST_PAST = 8;
/** A longer silence is compared as if it were so long. */
const LONGEST_WEEKS = 4;

/**
 * A submission that came as this source's do. Tests, drafts, spam and what a wrong key sent say nothing of how a form is
 * used, and a repeated one was counted the first time.
 */
const counted = ({ kind }: Pick<Watched, "kind">) =>
  `d.via = '${kind === "pull" ? "pull" : "push"}' and not d.history and d.state in ('received', 'processed', 'failed')`;

type Fetched = Pick<Source, "kind" | "pullCursor" | "pullMinutes">;
type Watched = Pick<Source, "id" | "companyId" | "timeZone"> & Fetched;

/**
 * Up to when it is known what came: of what is fetched, when the last fetch began that came to its end. Null where nothing
 * is fetched by itself: then it comes at somebody's hour and not at a visitor's.
 */
export function knownUpTo({ kind, pullCursor, pullMinutes }: Fetched, now: Date): Date | null {
  if (kind !== "pull") return now;
  return pullMinutes === null || pullCursor === null ? null : new Date(Math.min(pullCursor.getTime(), now.getTime()));
}

/** When a form brought something for the first and for the last time, as far back as is looked; nothing if it didn't. */
export async function firstAndLast(source: Watched, now: Date): Promise<{ first: Date; last: Date } | null> {
  const at = (order: "asc" | "desc") =>
    `(select d."receivedAt" from "Delivery" d
       where d."sourceId" = $1::uuid and d."receivedAt" > $3::timestamptz and d."receivedAt" <= $2::timestamptz
         and ${counted(source)} order by d."receivedAt" ${order} limit 1)`;
  const [row] = await database().$queryRawUnsafe<{ first: Date | null; last: Date | null }[]>(
    `select ${at("asc")} as first, ${at("desc")} as last`,
    source.id,
    now,
    new Date(now.getTime() - (WEEKS_BACK + LONGEST_WEEKS) * WEEK_MS),
  );
  return row?.first && row.last ? { first: row.first, last: row.last } : null;
}

/** The first that came after a moment. */
export async function firstSince(source: Watched, since: Date, now: Date): Promise<Date | null> {
  const [row] = await database().$queryRawUnsafe<{ at: Date }[]>(
    `select d."receivedAt" as at from "Delivery" d
      where d."sourceId" = $1::uuid and d."receivedAt" > $2::timestamptz and d."receivedAt" <= $3::timestamptz
        and ${counted(source)} order by d."receivedAt" limit 1`,
    source.id,
    since,
    now,
  );
  return row?.at ?? null;
}

type Window = { back: number; from: Date; to: Date; count: number };

// The same hours by the site's own clock, also across a change of it. Reads only these hours, by index.
const windowsOf = (source: Watched) => `
  with shifted as (
    select back, (("from" at time zone $2) - make_interval(days => days)) at time zone $2 as from,
           (("to" at time zone $2) - make_interval(days => days)) at time zone $2 as to
      from jsonb_to_recordset($3::jsonb) as piece(back int, days int, "from" timestamptz, "to" timestamptz))
  select back, "from", "to", (
    select count(*)::int from "Delivery" d
     where d."sourceId" = $1::uuid and d."receivedAt" > shifted.from and d."receivedAt" <= shifted.to and ${counted(source)}) as count
    from shifted order by back, "from"`;

// Weeks in which the form was switched off, or broken as far as we know, say nothing of what is usual; nor do those in
// which nothing was fetched for long, with the fetch that brought what had come meanwhile.
const GAPS = `
  select e."occurredAt" as from, coalesce((
           select min(o."occurredAt") from "Event" o where o."subjectType" = 'source' and o."subjectId" = e."subjectId"
              and o.seq > e.seq and o.name = 'source.resumed'), '9999-01-01') as to
    from "Event" e where e."subjectType" = 'source' and e."subjectId" = $1::uuid and e.name = 'source.paused'
   union all
  select since, "closedAt" from "QuietAlarm" where "sourceId" = $1::uuid and kind = 'none' and "closedAt" is not null
   union all
  select before, coalesce("finishedAt", "startedAt") from (
    select "startedAt", "finishedAt", lag("startedAt") over (order by "startedAt") as before
      from "Pull" where "sourceId" = $1::uuid and state = 'done') as fetched
   where "startedAt" - before > make_interval(mins => $2::int)`;

/** Fetched so much more seldom than it should be, a form's hours are no longer its own. */
const longestWait = ({ pullMinutes }: Watched) => Math.max(60, 3 * (pullMinutes ?? 0));

/**
 * What a form brought in a time, and in the same hours of the weeks before, as far as it was in use then and they were no
 * holidays; what of the time is a holiday itself is compared with days of rest.
 */
export async function countsOf(source: Watched, span: { from: Date; to: Date }, first: Date): Promise<Counted> {
  const from = new Date(Math.max(span.from.getTime(), span.to.getTime() - LONGEST_WEEKS * WEEK_MS));
  const step = Math.max(1, Math.ceil((span.to.getTime() - from.getTime()) / WEEK_MS));
  const times = Math.min(MOST_PAST, Math.floor(WEEKS_BACK / step));
  const calendar = (await calendarsOfCompanies({}, [source.companyId])).get(source.companyId);
  const pieces = calendar ? piecesOf({ from, to: span.to }, source.timeZone, calendar) : [];
  const backs = Array.from({ length: times + 1 }, (_, index) => index * step).filter(
    (weeks) => calendar && !pieces.some((piece) => meetsHoliday(piece, weeks, source.timeZone, calendar)),
  );
  const asked = backs.flatMap((back) => pieces.map((piece) => ({ ...piece, back, days: daysBack(piece, back) })));
  const [windows, gaps] = await Promise.all([
    database().$queryRawUnsafe<Window[]>(windowsOf(source), source.id, source.timeZone, JSON.stringify(asked)),
    database().$queryRawUnsafe<{ from: Date; to: Date }[]>(GAPS, source.id, longestWait(source)),
  ]);
  const isGap = (window: Window) => gaps.some((gap) => gap.from < window.to && gap.to > window.from);
  const inBack = (back: number) => windows.filter((window) => window.back === back);
  const countOf = (some: Window[]) => some.reduce((sum, { count }) => sum + count, 0);
  return {
    arrived: countOf(inBack(0)),
    past: backs
      .filter((back) => back > 0 && inBack(back).every((window) => window.from >= first && !isGap(window)))
      .map((back) => countOf(inBack(back))),
  };
}

/** When the last break ended that we know of: a pause, or a silence that was told. What is looked at begins after it. */
export async function lastBreakEnd(sourceId: string): Promise<Date | null> {
  const [row] = await database().$queryRawUnsafe<{ at: Date | null }[]>(
    `select greatest(
       (select max("occurredAt") from "Event"
         where "subjectType" = 'source' and "subjectId" = $1::uuid and name = 'source.resumed'),
       (select max("closedAt") from "QuietAlarm" where "sourceId" = $1::uuid)) as at`,
    sourceId,
  );
  return row?.at ?? null;
}

const ALARM = {
  sourceId: true,
  kind: true,
  since: true,
  openedAt: true,
  expected: true,
  arrived: true,
  oneIn: true,
  weeks: true,
  source: { select: { name: true } },
} as const;

type AlarmRow = Omit<QuietAlarm, "source" | "kind"> & { kind: string; source: { name: string } };
const alarmOf = ({ source, kind, ...row }: AlarmRow): QuietAlarm => ({
  ...row,
  kind: kind as QuietKind,
  source: source.name,
});

/** The forms that are quieter than chance explains, the rarest first. */
export async function quietAlarms(ctx: Ctx): Promise<QuietAlarm[]> {
  authorize(ctx, "intake.read");
  const rows = await reader(ctx).quietAlarm.findMany({
    where: { closedAt: null, source: { AND: [visibleSources(ctx.actor), { active: true }] } },
    orderBy: [{ oneIn: "desc" }, { openedAt: "asc" }],
    select: ALARM,
  });
  return rows.map(alarmOf);
}

/** Whether a source's silence would be noticed. */
export async function watchOf(ctx: Ctx, sourceId: string): Promise<Watch | null> {
  authorize(ctx, "intake.read");
  const source = await reader(ctx).source.findFirst({
    where: { AND: [{ id: sourceId }, visibleSources(ctx.actor)] },
    select: {
      ...{ id: true, companyId: true, active: true, quietOneIn: true, timeZone: true },
      ...{ kind: true, pullCursor: true, pullMinutes: true },
    },
  });
  const now = source && knownUpTo(source, ctx.now());
  if (!source || !now) return null;
  const [row, known] = await Promise.all([
    reader(ctx).quietAlarm.findFirst({ where: { sourceId, closedAt: null }, select: ALARM }),
    firstAndLast(source, now),
  ]);
  if (row && source.active) return { state: "quiet", alarm: alarmOf(row) };
  if (!known) return null;
  if (!source.active) return { state: "paused" };
  if (source.quietOneIn === 0) return { state: "off" };
  const weeks = Math.floor((now.getTime() - known.first.getTime()) / WEEK_MS);
  // The week that is compared comes on top of those it is compared with.
  if (weeks < LEAST_WEEKS) return { state: "learning", weeks };
  const aWeek = await usualWeek(source, known.first, now);
  const isRare = aWeek * LONGEST_WEEKS < Math.log(source.quietOneIn);
  return { state: isRare ? "rare" : "watched", aWeek };
}

/** What the last weeks brought each, as far as the form was there. */
async function usualWeek(source: Watched, first: Date, now: Date): Promise<number> {
  const from = new Date(Math.max(first.getTime(), now.getTime() - LONGEST_WEEKS * WEEK_MS));
  const [row] = await database().$queryRawUnsafe<{ count: number }[]>(
    `select count(*)::int as count from "Delivery" d
      where d."sourceId" = $1::uuid and d."receivedAt" >= $2::timestamptz and d."receivedAt" <= $3::timestamptz
        and ${counted(source)}`,
    source.id,
    from,
    now,
  );
  return (row?.count ?? 0) / ((now.getTime() - from.getTime()) / WEEK_MS);
}

/**
 * Whom mails about intake go to: who manages it and has been here once. They say nothing of any lead, and an alarm has to reach
 * somebody: also who owes a second factor.
 */
export async function intakeManagers() {
  return database().user.findMany({
    where: {
      ...IN,
      OR: [{ passwordHash: { not: null } }, { directory: { seenAt: { not: null } } }],
      role: { permissions: { some: { permission: "intake.manage" } } },
    },
    orderBy: { id: "asc" },
    select: { email: true, locale: true, timeZone: true },
  });
}
