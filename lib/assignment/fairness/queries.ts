import { isIn } from "@/lib/auth/standing/policy";
import { calendarsOfPeople } from "@/lib/calendar/queries";
import { workingMinutes } from "@/lib/calendar/working-time/schema";
import { SqlParams, toSql } from "@/lib/core/condition/to-sql";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { addDays, weekOf } from "@/lib/assignment/fairness/weeks";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import { visibleLeads } from "@/lib/leads/policy";
import { leadLabel } from "@/lib/leads/schema";
import { organisation } from "@/lib/settings/queries";
import { visibleUsers } from "@/lib/users/policy";
import { fullName } from "@/lib/users/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Figure, Fairness, FairnessRows, FairnessRowsInput } from "@/lib/assignment/fairness/schema";
import type { WorkingCalendar } from "@/lib/calendar/working-time/schema";
import type { WeekSpan } from "@/lib/assignment/fairness/weeks";

/*
 * Each figure is the leads it counts, as `(leadId, userId, at, until)`: a number and its rows are one statement. `l` is the
 * lead, $1 and $2 the week's ends, $3 the people.
 */

/** Whoever got the lead `a` by mistake never had it: its next owner came by an undo. */
const stood = (a: string) => `
  coalesce((select n.method from "Assignment" n
             where n."leadId" = ${a}."leadId" and (n."occurredAt", n.id) > (${a}."occurredAt", ${a}.id)
               and n."ownerId" is distinct from ${a}."ownerId"
             order by n."occurredAt", n.id limit 1), '') <> 'undo'`;

const gave = (a: string) => `${a}.method not in ('undo', 'merge', 'hand-over', 'confirmed') and ${stood(a)}`;

const GIVEN = `
  select a."leadId", a."ownerId" as "userId", a."occurredAt" as at, l."firstResponseAt" as until
    from "Assignment" a join "Lead" l on l.id = a."leadId"
   where a."occurredAt" >= $1::timestamptz and a."occurredAt" < $2::timestamptz and a."ownerId" = any($3::uuid[])
     and ${gave("a")}`;

/** It was theirs when it was answered, by what they were given last before that. */
const ANSWERED = `
  l."firstResponseAt" >= a."occurredAt"
     and exists (select 1 from "LeadSpan" o
                  where o."leadId" = a."leadId" and o.kind = 'owner' and o.value = a."ownerId"
                    and o."from" <= l."firstResponseAt" and (o."to" is null or o."to" > l."firstResponseAt"))
     and not exists (select 1 from "Assignment" b
                      where b."leadId" = a."leadId" and b."ownerId" = a."ownerId"
                        and (b."occurredAt", b.id) > (a."occurredAt", a.id) and b."occurredAt" <= l."firstResponseAt"
                        and ${gave("b")})`;

const LEADS: Record<Figure, string> = {
  given: GIVEN,
  takenBack: `
    select a."leadId", (a.receipt #>> '{takenFrom,id}')::uuid as "userId", a."occurredAt" as at, null::timestamptz as until
      from "Assignment" a join "Lead" l on l.id = a."leadId"
     where a."occurredAt" >= $1::timestamptz and a."occurredAt" < $2::timestamptz
       and (a.receipt #>> '{takenFrom,id}')::uuid = any($3::uuid[]) and ${stood("a")}`,
  open: `
    select o."leadId", o.value as "userId", o."from" as at, null::timestamptz as until
      from "LeadSpan" o join "Lead" l on l.id = o."leadId"
     where o.kind = 'owner' and o.value = any($3::uuid[]) and o."from" < $1::timestamptz
       and (o."to" is null or o."to" >= $1::timestamptz) and $2::timestamptz is not null
       and exists (select 1 from "LeadSpan" t join "Status" s on s.id = t.value and s.outcome = 'open'
                    where t."leadId" = o."leadId" and t.kind = 'status' and t."from" < $1::timestamptz
                      and (t."to" is null or t."to" >= $1::timestamptz))`,
  responded: `${GIVEN} and ${ANSWERED}`,
  won: `
    select t."leadId", o.value as "userId", t."from" as at, null::timestamptz as until
      from "LeadSpan" t
      join "Status" s on s.id = t.value and s.outcome = 'won'
      join "LeadSpan" o on o."leadId" = t."leadId" and o.kind = 'owner' and o.value = any($3::uuid[])
       and o."from" <= t."from" and (o."to" is null or o."to" > t."from")
      join "Lead" l on l.id = t."leadId"
     where t.kind = 'status' and t."from" >= $1::timestamptz and t."from" < $2::timestamptz`,
};

type Asked = WeekSpan & { userIds: string[] };

function figureSql(ctx: Ctx, figure: Figure, { from, to, userIds }: Asked, params: SqlParams): string {
  params.values.push(from, to, userIds);
  const options = { now: ctx.now(), timeZone: "UTC" };
  return `${LEADS[figure]} and ${toSql(visibleLeads(ctx.actor, "analytics.read"), leadFieldCatalogue, options, params)}`;
}

/** What each person the reader knows of got, had and made of it in a week; of leads whose numbers the reader may see. */
export async function fairness(ctx: Ctx, input: { week: string | null }): Promise<Fairness> {
  authorize(ctx, "analytics.read");
  const { timeZone } = await organisation();
  const at = { now: ctx.now(), timeZone };
  const span = weekOf(input.week, at);
  const people = await peopleFor(ctx);
  const asked = { ...span, userIds: people.map(({ id }) => id) };
  const [given, takenBack, open, won, responses] = await Promise.all([
    countOf(ctx, "given", asked),
    countOf(ctx, "takenBack", asked),
    countOf(ctx, "open", asked),
    countOf(ctx, "won", asked),
    responseMinutes(ctx, asked),
  ]);
  const after = addDays(span.week, 7);
  return {
    week: span.week,
    before: addDays(span.week, -7),
    after: after <= weekOf(null, at).week ? after : null,
    people: people
      .map(({ id, name, active }) => ({
        ...{ id, name, active },
        given: given.get(id) ?? 0,
        takenBack: takenBack.get(id) ?? 0,
        open: open.get(id) ?? 0,
        responded: responses.get(id)?.length ?? 0,
        medianResponse: medianOf(responses.get(id) ?? []),
        won: won.get(id) ?? 0,
      }))
      .filter((one) => one.given + one.takenBack + one.open + one.won > 0),
  };
}

/** The leads behind one figure. */
export async function fairnessRows(ctx: Ctx, input: FairnessRowsInput): Promise<FairnessRows> {
  authorize(ctx, "analytics.read");
  const person = (await peopleFor(ctx)).find(({ id }) => id === input.personId);
  if (!person) throw notFound();
  const { timeZone } = await organisation();
  const span = weekOf(input.week, { now: ctx.now(), timeZone });
  const params = new SqlParams();
  const sql = figureSql(ctx, input.figure, { ...span, userIds: [person.id] }, params);
  const found = await reader(ctx).$queryRawUnsafe<
    { number: number; contactName: string; firm: string; at: Date; until: Date | null; total: number }[]
  >(
    `select x.number, x."contactName", x.firm, f.at, f.until, count(*) over ()::int as total
       from (${sql}) f join "Lead" x on x.id = f."leadId" order by f.at desc, x.number desc limit ${SHOWN}`,
    ...params.values,
  );
  const calendar =
    input.figure === "responded" ? (await calendarsOfPeople(ctx, [person.id])).get(person.id) : undefined;
  return {
    person: person.name,
    week: span.week,
    total: found[0]?.total ?? 0,
    rows: found.map((row) => ({
      number: row.number,
      label: leadLabel(row.number),
      who: row.contactName || row.firm,
      at: row.at.toISOString(),
      minutes: calendar && row.until ? Math.round(workingMinutes(calendar, row.at, row.until)) : null,
    })),
  };
}

const SHOWN = 500;

type Known = { id: string; name: string; active: boolean };

async function peopleFor(ctx: Ctx): Promise<Known[]> {
  const rows = await reader(ctx).user.findMany({
    where: visibleUsers(ctx.actor),
    orderBy: [{ firstName: "asc" }, { lastName: "asc" }, { id: "asc" }],
    select: { id: true, firstName: true, lastName: true, deactivatedAt: true, outAt: true },
  });
  return rows.map((one) => ({ id: one.id, name: fullName(one), active: isIn(one) }));
}

async function countOf(ctx: Ctx, figure: Figure, asked: Asked): Promise<Map<string, number>> {
  const params = new SqlParams();
  const sql = figureSql(ctx, figure, asked, params);
  const rows = await reader(ctx).$queryRawUnsafe<{ id: string; count: number }[]>(
    `select f."userId"::text as id, count(*)::int as count from (${sql}) f group by 1`,
    ...params.values,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** Working minutes from when they got a lead to the first attempt, by person, as their hours are today. */
async function responseMinutes(ctx: Ctx, asked: Asked): Promise<Map<string, number[]>> {
  const params = new SqlParams();
  const sql = figureSql(ctx, "responded", asked, params);
  const [rows, calendars] = await Promise.all([
    reader(ctx).$queryRawUnsafe<{ id: string; at: Date; until: Date }[]>(
      `select f."userId"::text as id, f.at, f.until from (${sql}) f`,
      ...params.values,
    ),
    calendarsOfPeople(ctx, asked.userIds),
  ]);
  const minutes = new Map<string, number[]>();
  for (const { id, at, until } of rows) {
    const all = minutes.get(id) ?? [];
    all.push(minutesBetween(calendars.get(id), at, until));
    minutes.set(id, all);
  }
  return minutes;
}

function minutesBetween(calendar: WorkingCalendar | undefined, from: Date, to: Date): number {
  return calendar ? workingMinutes(calendar, from, to) : (to.getTime() - from.getTime()) / 60_000;
}

function medianOf(values: number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}
