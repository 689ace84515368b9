import { eventsOf } from "@/lib/audit/kinds/schema";
import { localeOf, subjectLabelSql } from "@/lib/audit/naming/queries";
import { BY_SERVER } from "@/lib/audit/search-params";
import { SqlParams } from "@/lib/core/condition/to-sql";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { isId } from "@/lib/core/id";
import { parseWhen } from "@/lib/core/when";
import { inOneCase } from "@/lib/core/text";
import type { AuditFilter } from "@/lib/audit/search-params";
import type { Ctx } from "@/lib/core/ctx";
import type { Changes } from "@/lib/core/events";

const ROWS = 50;
/** Places of one door: beyond so many, most of the log is theirs anyhow. */
const MOST_ORIGINS = 200;
/** Numbers are given in nearly the order of time: a transaction that took long is this far off at most. */
const DISORDER_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

export type AuditEntry = {
  seq: string;
  name: string;
  actorType: string;
  actorId: string | null;
  actorLabel: string;
  subjectType: string;
  subjectId: string;
  subjectLabel: string;
  changes: Changes;
  payload: Record<string, unknown>;
  occurredAt: Date;
  recordedAt: Date;
  history: boolean;
  requestId: string;
  via: string | null;
  address: string | null;
  userAgent: string | null;
};
export type AuditPage = { entries: AuditEntry[]; next: string | null };

/** A page of the log, newest first. */
export async function auditPage(ctx: Ctx, filter: AuditFilter, before?: string): Promise<AuditPage> {
  authorize(ctx, "audit.read");
  const entries = await readEntries(ctx, await resolve(ctx, filter), before, ROWS + 1);
  const shown = entries.slice(0, ROWS);
  return { entries: shown, next: entries.length > ROWS ? (shown.at(-1)?.seq ?? null) : null };
}

/** All of it, in pieces, for a file. What is recorded meanwhile isn't part of it. */
export async function* allEntries(ctx: Ctx, filter: AuditFilter): AsyncGenerator<AuditEntry[]> {
  authorize(ctx, "audit.read");
  const resolved = await resolve(ctx, filter);
  for (let before: string | undefined; ;) {
    const entries = await readEntries(ctx, resolved, before, 500);
    if (entries.length > 0) yield entries;
    if (entries.length < 500) return;
    before = entries.at(-1)?.seq;
  }
}

/** A filter as the database can be asked it. */
type Asked = {
  person?: string;
  about?: { type: string; id: string };
  names?: readonly string[];
  /** The places it came from, all of them; null for the server itself. */
  origins?: string[] | null;
  /** The door, where there are too many places to name them. */
  via?: string;
  from?: Date;
  to?: Date;
  nothing?: boolean;
};

async function resolve(ctx: Ctx, filter: AuditFilter): Promise<Asked> {
  const about = filter.about === undefined ? undefined : await subjectOf(ctx, filter.about);
  const origins = await originsOf(ctx, filter);
  const timeZone = ctx.actor.type === "user" ? ctx.actor.timeZone : "UTC";
  return {
    ...(filter.person !== undefined && { person: filter.person }),
    ...(about && { about }),
    ...(filter.about !== undefined && !about && { nothing: true }),
    ...(filter.what !== undefined && { names: eventsOf(filter.what) }),
    ...origins,
    ...(filter.from !== undefined && { from: midnight(filter.from, timeZone) }),
    ...(filter.to !== undefined && { to: midnight(nextDay(filter.to), timeZone) }),
  };
}

/** Who or what is meant: a kind and an id, a lead by its number, a person by their mail or user name. */
async function subjectOf(ctx: Ctx, said: string): Promise<Asked["about"]> {
  const [type = "", id = ""] = said.split(":");
  if (/^[a-zA-Z]+$/.test(type) && isId(id)) return { type, id };
  const number = /^(?:L-)?(\d{1,9})$/i.exec(said)?.[1];
  const sql =
    number === undefined
      ? `select 'user' as type, id::text from "User" where email = $1 or "userName" = $2`
      : `select 'lead' as type, id::text from "Lead" where number = $1::int
         union all select 'lead', "leadId"::text from "LeadMerge" where number = $1::int`;
  const values = number === undefined ? [said.toLowerCase(), inOneCase(said)] : [number];
  const rows = await reader(ctx).$queryRawUnsafe<{ type: string; id: string }[]>(sql, ...values);
  return rows[0];
}

async function originsOf(ctx: Ctx, { via, address }: AuditFilter): Promise<Partial<Asked>> {
  if (via === undefined && address === undefined) return {};
  if (via === BY_SERVER) return address === undefined ? { origins: null } : { nothing: true };
  const rows = await reader(ctx).origin.findMany({
    where: { ...(via !== undefined && { via }), ...(address !== undefined && { address }) },
    select: { id: true },
    ...(address === undefined && { take: MOST_ORIGINS + 1 }),
  });
  if (address === undefined && via !== undefined && rows.length > MOST_ORIGINS) return { via };
  return { origins: rows.map(({ id }) => id) };
}

function midnight(day: string, timeZone: string): Date {
  const when = parseWhen(`${day} 00:00`, { timeZone, order: "ymd" });
  return new Date(when?.iso ?? `${day}T00:00:00Z`);
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

async function readEntries(ctx: Ctx, asked: Asked, before: string | undefined, limit: number): Promise<AuditEntry[]> {
  if (asked.nothing) return [];
  const params = new SqlParams();
  const label = subjectLabelSql(localeOf(ctx));
  return reader(ctx).$queryRawUnsafe<AuditEntry[]>(
    `select e.seq::text as seq, e.name, e."actorType", e."actorId", e."actorLabel", e."subjectType", e."subjectId"::text as "subjectId",
            ${label} as "subjectLabel", e.changes, e.payload, e."occurredAt", e."recordedAt", e.history, e."requestId", o.via, o.address, o."userAgent"
       from (${entriesSql(asked, before, limit, params)}) e
       left join "Origin" o on o.id = e."originId"
      order by e.seq desc`,
    ...params.values,
  );
}

/**
 * The newest so many. One index leads, newest first, and what else is asked is looked at on the way: the subject's, that of
 * each place, the person's, or that of each name; of several places or names the newest of each, and the newest of those.
 */
function entriesSql(asked: Asked, before: string | undefined, limit: number, params: SqlParams): string {
  const { about, origins, person, names, via, from, to } = asked;
  const near = (moment: Date, by: number) => params.add(new Date(moment.getTime() + by).toISOString(), "timestamptz");
  const low = from ? `event_seq_at(${near(from, -DISORDER_MS)})` : LOWEST;
  const high = `least(${[
    before === undefined ? HIGHEST : params.add(before, "bigint"),
    ...(to ? [`event_seq_at(${near(to, DISORDER_MS)})`] : []),
  ].join(", ")})`;
  const lead = leadOf(asked);
  const where = [
    lead === undefined && `e.seq >= ${low} and e.seq < ${high}`,
    about &&
      `e."subjectType" = ${params.add(about.type, "text")} and e."subjectId" = ${params.add(about.id, "uuid")} and e.seq >= ${low} and e.seq < ${high}`,
    origins === null && `e."originId" is null`,
    origins && lead !== "originId" && `e."originId" = any(${params.add(origins, "uuid[]")})`,
    lead === "originId" && `e."originId" is not null`,
    via !== undefined && `e."originId" in (select id from "Origin" where via = ${params.add(via, "text")})`,
    person !== undefined && lead !== "actorId" && `e."actorId" = ${params.add(person, "text")}`,
    names && lead !== "name" && `e.name = any(${params.add(names, "text[]")})`,
    from && `e."recordedAt" >= ${near(from, 0)}`,
    to && `e."recordedAt" < ${near(to, 0)}`,
  ].filter((part) => typeof part === "string");
  const newest = (order: string, all: string[]) =>
    `select e.* from "Event" e where ${all.join(" and ")} order by ${order} limit ${limit}`;
  if (lead === undefined || lead === "subject") return newest("e.seq desc", where);
  const keys = {
    originId: () => params.add(origins, "uuid[]"),
    actorId: () => params.add([person], "text[]"),
    name: () => params.add(names, "text[]"),
  }[lead]();
  // Said as a stretch of the index and not as "equal": else the planner may think it quicker to walk the whole log from its
  // end until enough of a rare kind have come by.
  const column = `e."${lead}"`;
  const stretch = `(${column}, e.seq) >= (one.key, ${low}) and (${column}, e.seq) < (one.key, ${high})`;
  const each = newest(`${column} desc, e.seq desc`, [stretch, ...where]);
  return `select e.* from unnest(${keys}) as one(key) cross join lateral (${each}) e order by e.seq desc limit ${limit}`;
}

const LOWEST = "(-9223372036854775808)::bigint";
const HIGHEST = "9223372036854775807::bigint";

/** By which index the rows are found: what lets the fewest through, as far as that is known. */
function leadOf({ about, origins, person, names }: Asked): "subject" | "originId" | "actorId" | "name" | undefined {
  if (about) return "subject";
  if (origins) return "originId";
  if (person !== undefined) return "actorId";
  return names && "name";
}

/** Who can be asked for: people and programs. */
export async function auditPeople(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  authorize(ctx, "audit.read");
  return reader(ctx).$queryRawUnsafe<{ id: string; name: string }[]>(
    `select id::text, trim("firstName" || ' ' || "lastName") as name from "User"
      union all select id::text, name from "ApiKey"
      order by 2, 1`,
  );
}
