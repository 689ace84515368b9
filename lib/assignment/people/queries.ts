import { keyOf, prepared } from "@/lib/assignment/desk";
import { hoursOf } from "@/lib/assignment/hours";
import { IS_IN } from "@/lib/auth/standing/policy";
import { calendarsOfPeople } from "@/lib/calendar/queries";
import { reader } from "@/lib/core/db";
import type { Tx } from "@/lib/core/db";
import type { Desk, Person, Result, Turn } from "@/lib/assignment/desk";
import type { Assignment } from "@/lib/assignment/schema";
import type { WorkingCalendar } from "@/lib/calendar/working-time/schema";

/**
 * Until the transaction ends nobody else assigns by rules, in no process: caps and turns are of people across rules, and
 * are read after this. Arrivals are settled one batch at a time anyway.
 */
export async function lockAssigning(tx: Tx): Promise<void> {
  await tx.$queryRawUnsafe("select pg_advisory_xact_lock($1)::text", ASSIGNING_LOCK);
}
const ASSIGNING_LOCK = 724_523;

// Open leads are the counts that triggers keep with every change of a lead, and the changes that aren't added yet: exact
// in one snapshot, and the same work however many leads there are.
const PEOPLE = `
  with open as (
    select c."ownerId", sum(c.count)::int as count
      from (select "ownerId", "statusId", count from "LeadCount" where grain = 'all'
            union all select "ownerId", "statusId", change from "LeadCountChange") c
      join "Status" s on s.id = c."statusId" and s.outcome = 'open'
     where c."ownerId" is not null group by 1)
  select u.id::text, ${IS_IN} as active,
         exists (select 1 from "RolePermission" p where p."roleId" = u."roleId" and p.permission = 'lead.update') as works,
         exists (select 1 from "RolePermission" p where p."roleId" = u."roleId" and p.permission = 'lead.read' and p.scope = 'any') as everywhere,
         array(select c."companyId"::text from "UserCompany" c where c."userId" = u.id) as "companyIds",
         coalesce(o.count, 0) as open,
         (select json_agg(json_build_array(t."ruleId", t.credit, case when t.day = ($2::timestamptz at time zone organisation_zone())::date then t.given else 0 end))
            from "AssignmentTurn" t where t."userId" = u.id and t."ruleId" = any($1::uuid[])) as turns,
         (select json_agg(json_build_array(r."leadTypeId", r.won, r.lost)) from "PastResult" r where r."userId" = u.id) as results
    from "User" u left join open o on o."ownerId" = u.id
   where ${IS_IN} or u.id = any($3::uuid[])
   order by u."firstName", u."lastName", u.id`;

/** Of a waiting lead and its status: nobody took it, by hand or else, and it is still of use. */
export const STILL_WAITING = `l."ownerId" is null and s.outcome = 'open'`;

type PersonRow = Person & {
  open: number;
  turns: [string, number, number][] | null;
  results: [string, number, number][] | null;
};

/** Everything that decides whose a lead becomes, as it stands now; the same few statements for any number of leads. */
export async function deskFor(
  ctx: { tx?: Tx },
  assignment: Assignment,
  now: Date,
): Promise<Desk & { calendars: ReadonlyMap<string, WorkingCalendar> }> {
  const read = reader(ctx);
  const ruleIds = assignment.rules.map(({ id }) => id);
  const named = assignment.rules.flatMap((rule) => rule.pool.userIds);
  const rows = await read.$queryRawUnsafe<PersonRow[]>(PEOPLE, ruleIds, now, named);
  const turns = new Map<string, Turn>();
  const results = new Map<string, Result>();
  for (const { id, ...row } of rows) {
    for (const [ruleId, credit, given] of row.turns ?? []) turns.set(keyOf(ruleId, id), { credit, given });
    for (const [typeId, won, lost] of row.results ?? []) results.set(keyOf(typeId, id), { won, lost });
  }
  const around = await read.$queryRawUnsafe<Around[]>(AROUND);
  const of = (kind: Around["kind"]) => around.filter((row) => row.kind === kind);
  const calendars = await calendarsOfPeople(
    ctx,
    rows.map(({ id }) => id),
  );
  return {
    version: assignment.version,
    rules: prepared(assignment, { now, timeZone: "UTC" }, new Map(of("type").map(({ one, other }) => [one, other]))),
    caps: assignment.caps,
    people: new Map(
      rows.map(({ id, active, works, everywhere, companyIds }) => [id, { id, active, works, everywhere, companyIds }]),
    ),
    open: new Map(rows.map(({ id, open }) => [id, open])),
    turns,
    results,
    calendars,
    hours: hoursOf(calendars),
    waiting: new Map(of("waiting").map(({ one, other, count }) => [keyOf(one, other), count])),
  };
}

type Around = { kind: "type" | "waiting"; one: string; other: string; count: number };

// What took the place of lead types that rules may still name; and what waits, by rule and company.
const AROUND = `
  select 'type' as kind, id::text as one, "successorId"::text as other, 0 as count from "LeadType" where "successorId" is not null
  union all
  select 'waiting', w."ruleId"::text, l."companyId"::text, count(*)::int
    from "WaitingLead" w join "Lead" l on l.id = w."leadId" join "Status" s on s.id = l."statusId"
   where ${STILL_WAITING} group by 2, 3`;
