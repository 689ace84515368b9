import { database } from "@/lib/core/db";
import { calendarsOfCompanies } from "@/lib/calendar/queries";
import { daysBack, meetsHoliday, piecesOf } from "@/lib/intake/watching/pieces";
import type { Source } from "@/lib/core/prisma/client";
import type { Counted } from "@/lib/intake/watching/quietness";

export const WEEK_MS = 7 * 86_400_000;
/** So far back is looked for what is usual. */
const WEEKS_BACK = 12;
const MOST_PAST = 8;
/** A longer silence is compared as if it were so long. */
export const LONGEST_WEEKS = 4;

type Fetched = Pick<Source, "kind" | "pullCursor" | "pullMinutes">;

/** A source, or one of the several forms that send to it. `unused`: the keys of those that say nothing of the source. */
export type Watched = Pick<Source, "id" | "companyId" | "timeZone"> & Fetched & { form?: FormKeys; unused?: string[] };

/** What a form is known by, and the ways in which the database says it. */
export type FormKeys = { form: string; keys: string[] };

export const FORM_SQL = "delivery_form(d.headers, d.path, d.body, d.understood)";

/** As a source's submissions come. */
export const viaOf = ({ kind }: Pick<Source, "kind">) => (kind === "pull" ? "pull" : "push");

/**
 * A submission that came as this source's do. Tests, drafts, spam and what a wrong key sent say nothing of how a form is
 * used, and a repeated one was counted the first time. Whose form it is, is known once it is read; `$n` has its keys.
 */
function counted(watched: Watched, n: number): string {
  const came = `d.via = '${viaOf(watched)}' and not d.history`;
  const isOfKeys = `d.state = 'processed' and ${FORM_SQL} = any($${n}::text[])`;
  if (watched.form) return `${came} and ${isOfKeys}`;
  const all = `${came} and d.state in ('received', 'processed', 'failed')`;
  return isPartly(watched) ? `${all} and not (${isOfKeys})` : all;
}
const isPartly = ({ unused = [] }: Watched) => unused.length > 0;
const keysOf = (watched: Watched) => {
  if (watched.form) return [watched.form.keys];
  return isPartly(watched) ? [watched.unused] : [];
};

/**
 * Up to when it is known what came: of what is fetched, when the last fetch began that came to its end. Null where nothing
 * is fetched by itself: then it comes at somebody's hour and not at a visitor's.
 */
export function knownUpTo({ kind, pullCursor, pullMinutes }: Fetched, now: Date): Date | null {
  if (kind !== "pull") return now;
  return pullMinutes === null || pullCursor === null ? null : new Date(Math.min(pullCursor.getTime(), now.getTime()));
}

/** Nothing before it says anything of what is usual. */
export const farthestBack = (now: Date) => new Date(now.getTime() - (WEEKS_BACK + LONGEST_WEEKS) * WEEK_MS);

/** When a form brought something for the first and for the last time, as far back as is looked; nothing if it didn't. */
export async function firstAndLast(source: Watched, now: Date): Promise<{ first: Date; last: Date } | null> {
  const at = (order: "asc" | "desc") =>
    `(select d."receivedAt" from "Delivery" d
       where d."sourceId" = $1::uuid and d."receivedAt" > $3::timestamptz and d."receivedAt" <= $2::timestamptz
         and ${counted(source, 4)} order by d."receivedAt" ${order} limit 1)`;
  const [row] = await database().$queryRawUnsafe<{ first: Date | null; last: Date | null }[]>(
    `select ${at("asc")} as first, ${at("desc")} as last`,
    source.id,
    now,
    farthestBack(now),
    ...keysOf(source),
  );
  return row?.first && row.last ? { first: row.first, last: row.last } : null;
}

/** The first that came after a moment. */
export async function firstSince(source: Watched, since: Date, now: Date): Promise<Date | null> {
  const [row] = await database().$queryRawUnsafe<{ at: Date }[]>(
    `select d."receivedAt" as at from "Delivery" d
      where d."sourceId" = $1::uuid and d."receivedAt" > $2::timestamptz and d."receivedAt" <= $3::timestamptz
        and ${counted(source, 4)} order by d."receivedAt" limit 1`,
    source.id,
    since,
    now,
    ...keysOf(source),
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
     where d."sourceId" = $1::uuid and d."receivedAt" > shifted.from and d."receivedAt" <= shifted.to and ${counted(source, 4)}) as count
    from shifted order by back, "from"`;

// Weeks in which the form was switched off, or broken as far as we know, say nothing of what is usual; nor do those in
// which nothing was fetched for long, with the fetch that brought what had come meanwhile.
const GAPS = `
  select e."occurredAt" as from, coalesce((
           select min(o."occurredAt") from "Event" o where o."subjectType" = 'source' and o."subjectId" = e."subjectId"
              and o.seq > e.seq and o.name = 'source.resumed'), '9999-01-01') as to
    from "Event" e where e."subjectType" = 'source' and e."subjectId" = $1::uuid and e.name = 'source.paused'
   union all
  select since, "closedAt" from "QuietAlarm"
   where "sourceId" = $1::uuid and form = any($3::text[]) and kind = 'none' and "closedAt" is not null
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
    database().$queryRawUnsafe<Window[]>(
      windowsOf(source),
      source.id,
      source.timeZone,
      JSON.stringify(asked),
      ...keysOf(source),
    ),
    database().$queryRawUnsafe<{ from: Date; to: Date }[]>(GAPS, source.id, longestWait(source), silencesOf(source)),
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

/** A form was as silent as its source. */
const silencesOf = ({ form }: Watched) => (form ? ["", form.form] : [""]);

/** When the last break ended that we know of: a pause, or a silence that was told. What is looked at begins after it. */
export async function lastBreakEnd(watched: Watched): Promise<Date | null> {
  const [row] = await database().$queryRawUnsafe<{ at: Date | null }[]>(
    `select greatest(
       (select max("occurredAt") from "Event"
         where "subjectType" = 'source' and "subjectId" = $1::uuid and name = 'source.resumed'),
       (select max("closedAt") from "QuietAlarm" where "sourceId" = $1::uuid and form = any($2::text[]))) as at`,
    watched.id,
    silencesOf(watched),
  );
  return row?.at ?? null;
}

/** How many wait to be read or couldn't be, since a moment: any of them may be of any form. */
export async function unreadSince(source: Watched, since: Date): Promise<number> {
  return database().delivery.count({
    where: {
      sourceId: source.id,
      via: viaOf(source),
      history: false,
      state: { in: ["received", "failed"] },
      receivedAt: { gt: since },
    },
  });
}

/** What the last weeks brought each, as far as the form was there. */
export async function usualWeek(source: Watched, first: Date, now: Date): Promise<number> {
  const from = new Date(Math.max(first.getTime(), now.getTime() - LONGEST_WEEKS * WEEK_MS));
  const [row] = await database().$queryRawUnsafe<{ count: number }[]>(
    `select count(*)::int as count from "Delivery" d
      where d."sourceId" = $1::uuid and d."receivedAt" >= $2::timestamptz and d."receivedAt" <= $3::timestamptz
        and ${counted(source, 4)}`,
    source.id,
    from,
    now,
    ...keysOf(source),
  );
  return (row?.count ?? 0) / ((now.getTime() - from.getTime()) / WEEK_MS);
}
