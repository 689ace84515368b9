import { SqlParams, toSql } from "@/lib/core/condition/to-sql";
import { periodOf } from "@/lib/core/condition/period";
import { reader } from "@/lib/core/db";
import { scopeOf } from "@/lib/core/ctx";
import { leadListCatalogue } from "@/lib/leads/custom-fields/catalogue/fields";
import { visibleLeads, visibleLeadsSql } from "@/lib/leads/policy";
import { leadLabel } from "@/lib/leads/schema";
import { titleSql } from "@/lib/leads/sensitive/policy";
import { todayFor, urgentTasks } from "@/lib/leads/tasks/queries";
import type { Condition } from "@/lib/core/condition/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { HomeToDo, WaitingOutcome } from "@/lib/analytics/home/schema";

export type DueCounts = { late: number; today: number; rotting: number; again: number };

/** How many leads are late, due today, lie too long, and wrote again unanswered, of those a list's filters leave. */
export async function dueCounts(ctx: Ctx, condition: Condition, timeZone: string): Promise<DueCounts> {
  const params = new SqlParams();
  const me = ctx.actor.type === "user" ? ctx.actor.id : undefined;
  const options = { now: ctx.now(), timeZone, me };
  const where = toSql({ all: [visibleLeads(ctx.actor), condition] }, leadListCatalogue([]), options, params);
  const now = params.add(ctx.now(), "timestamptz");
  const today = periodOf({ relative: { unit: "day", offset: 0 } }, options);
  const [from, to] = [today?.start, today?.end].map((moment) => params.add(new Date(moment ?? 0), "timestamptz"));
  const [row] = await reader(ctx).$queryRawUnsafe<DueCounts[]>(
    `select count(*) filter (where k."dueAt" < ${now})::int as late,
            count(*) filter (where k."dueAt" >= ${from ?? now} and k."dueAt" < ${to ?? now})::int as today,
            count(*) filter (where k."rotsAt" < ${now})::int as rotting,
            count(k."wroteAgainAt")::int as again
       from "LeadDue" k join "Lead" l on l.id = k."leadId"
      where (k."dueAt" < greatest(${now}, ${to ?? now}) or k."rotsAt" < ${now} or k."wroteAgainAt" is not null) and ${where}`,
    ...params.values,
  );
  return row ?? { late: 0, today: 0, rotting: 0, again: 0 };
}

/** How many of each owner's leads are late, of those a list's filters leave. */
export async function lateByOwner(ctx: Ctx, condition: Condition, timeZone: string): Promise<Map<string, number>> {
  const params = new SqlParams();
  const me = ctx.actor.type === "user" ? ctx.actor.id : undefined;
  const scope = [visibleLeads(ctx.actor, "analytics.read"), visibleLeads(ctx.actor), condition];
  const where = toSql({ all: scope }, leadListCatalogue([]), { now: ctx.now(), timeZone, me }, params);
  const rows = await reader(ctx).$queryRawUnsafe<{ id: string; late: number }[]>(
    `select l."ownerId"::text as id, count(*)::int as late from "LeadDue" k join "Lead" l on l.id = k."leadId"
      where k."dueAt" < ${params.add(ctx.now(), "timestamptz")} and l."ownerId" is not null and ${where} group by 1`,
    ...params.values,
  );
  return new Map(rows.map(({ id, late }) => [id, late]));
}

export type OwnDay = { tasks: number; waited: number };

/** What one's own day asks first: tasks that are late or due today, and postponed leads whose day has come. */
export async function ownDay(ctx: Ctx): Promise<OwnDay> {
  if (ctx.actor.type !== "user" || !scopeOf(ctx.actor, "lead.update")) return { tasks: 0, waited: 0 };
  const params = new SqlParams();
  const me = params.add(ctx.actor.id, "uuid");
  const [tasks, rows] = await Promise.all([
    urgentTasks(ctx),
    reader(ctx).$queryRawUnsafe<{ count: number }[]>(
      `select count(*)::int as count from "Lead" l join "Status" s on s.id = l."statusId"
        where l."ownerId" = ${me} and s.phase <> 'closed' and l."holdUntil" <= ${params.add(todayFor(ctx), "date")}
          and ${visibleLeadsSql(ctx, params)}`,
      ...params.values,
    ),
  ]);
  return { tasks, waited: rows[0]?.count ?? 0 };
}

export type WaitingOutcomes = Pick<HomeToDo, "outcomes" | "moreOutcomes">;

const SHOWN = 5;

/** One's own attempts that wait for "how did it go?", on leads one still sees. */
export async function waitingOutcomes(ctx: Ctx): Promise<WaitingOutcomes> {
  if (ctx.actor.type !== "user") return { outcomes: [], moreOutcomes: 0 };
  const params = new SqlParams();
  const me = params.add(ctx.actor.id, "uuid");
  const scope = visibleLeadsSql(ctx, params);
  const rows = await reader(ctx).$queryRawUnsafe<(Omit<WaitingOutcome, "at"> & { at: Date; all: number })[]>(
    `select a.id::text as "attemptId", a.channel, a."occurredAt" as at, l.number, count(*) over ()::int as "all",
            ${titleSql(ctx.actor)} as title
       from "ContactAttempt" a join "Lead" l on l.id = a."leadId"
      where a."userId" = ${me} and a.outcome = 'pending' and ${scope}
      order by a."occurredAt" desc limit ${SHOWN}`,
    ...params.values,
  );
  return {
    outcomes: rows.map(({ all: _all, at, ...outcome }) => ({
      ...outcome,
      title: outcome.title || leadLabel(outcome.number),
      at: at.toISOString(),
    })),
    moreOutcomes: (rows[0]?.all ?? 0) - rows.length,
  };
}
