import { SqlParams } from "@/lib/core/condition/to-sql";
import { actorId } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { momentAtWall } from "@/lib/core/wall-time";
import { reachesLead } from "@/lib/leads/audience";
import { leadLabel } from "@/lib/leads/schema";
import { canWorkTask } from "@/lib/leads/tasks/policy";
import { dueOf, remindOf, todayIn } from "@/lib/leads/tasks/moments";
import { addDays, chosenRule } from "@/lib/leads/tasks/recurrence";
import { titleSql } from "@/lib/leads/sensitive/policy";
import { visibleLeadsSql } from "@/lib/leads/policy";
import type { Ctx } from "@/lib/core/ctx";
import { DAY_PARTS, TASKS_SHOWN } from "@/lib/leads/tasks/schema";
import type { DayPart, DayShown, MyDay, TaskView, WaitingLead } from "@/lib/leads/tasks/schema";

const WEEK_DAYS = 7;
const SHOWN_DONE = 10;
const SHOWN_WAITING = 50;
/** On a lead. */
const MOST_SHOWN = 300;
const DAY_MS = 86_400_000;

type TaskRow = {
  id: string;
  title: string;
  notes: string;
  assigneeId: string;
  createdById: string | null;
  dueAt: Date;
  dueDay: Date | null;
  repeat: string;
  remindAt: Date | null;
  doneAt: Date | null;
  assignee: string;
  assigneeZone: string;
  doneBy: string | null;
  leadId: string | null;
  number: number | null;
  leadTitle: string | null;
  companyId: string | null;
  ownerId: string | null;
};

const taskSql = ({ actor }: Ctx) => `
  select t.id::text, t.title, t.notes, t."assigneeId"::text, t."createdById"::text, t."dueAt", t."dueDay", t.repeat, t."remindAt",
         t."doneAt", trim(a."firstName" || ' ' || a."lastName") as assignee, a."timeZone" as "assigneeZone",
         trim(d."firstName" || ' ' || d."lastName") as "doneBy",
         l.id::text as "leadId", l.number, l."companyId"::text, l."ownerId"::text,
         ${titleSql(actor)} as "leadTitle"
    from "Task" t join "User" a on a.id = t."assigneeId"
    left join "User" d on d.id = t."doneById"
    left join "Lead" l on l.id = t."leadId"`;

/** In one statement, whatever hangs on the tasks. */
async function readTasks(ctx: Ctx, rest: string, ...values: unknown[]): Promise<TaskView[]> {
  const rows = await reader(ctx).$queryRawUnsafe<TaskRow[]>(`${taskSql(ctx)} ${rest}`, ...values);
  return rows.map((row) => viewOf(ctx, row));
}

export type LeadTaskRow = Omit<TaskRow, Moments> & { [Moment in Moments]: string | Exclude<TaskRow[Moment], Date> };
type Moments = "dueAt" | "dueDay" | "remindAt" | "doneAt";

/** A lead's tasks, the open ones first by when they are due, then those done last, to be read together with what else hangs on it. */
export function leadTasksSql(ctx: Ctx, params: SqlParams, leadId: string): string {
  return `${taskSql(ctx)} where t."leadId" = ${params.add(leadId, "uuid")}
           order by t."doneAt" is not null, case when t."doneAt" is null then t."dueAt" end, t."doneAt" desc, t.id limit ${MOST_SHOWN}`;
}

/** For who was just shown the lead. */
export function leadTasks(ctx: Ctx, rows: readonly LeadTaskRow[]): TaskView[] {
  const moment = (text: string | null) => (text === null ? null : new Date(text));
  const tasks = rows.map((row) =>
    viewOf(ctx, {
      ...row,
      dueAt: new Date(row.dueAt),
      dueDay: moment(row.dueDay),
      remindAt: moment(row.remindAt),
      doneAt: moment(row.doneAt),
    }),
  );
  const open = tasks.filter(({ doneAt }) => doneAt === null);
  return [...open, ...tasks.slice(open.length, open.length + SHOWN_DONE)];
}

const OPEN_OF = `where t."assigneeId" = $1::uuid and t."doneAt" is null order by t."dueAt", t.id`;

/** What one has to do: what is late, today, in a week, and later where that is asked for; and one's leads that waited for a day which has come. */
export async function myDay(ctx: Ctx, shown: DayShown = { shown: TASKS_SHOWN, later: false }): Promise<MyDay> {
  const day = todayFor(ctx);
  const me = actorId(ctx.actor);
  const read = DAY_PARTS.filter((part) => part !== "later" || shown.later);
  const [counts, done, waiting, ...parts] = await Promise.all([
    partCounts(ctx, me, day),
    readTasks(
      ctx,
      `where t."doneById" = $1::uuid and t."doneAt" > $2::timestamptz order by t."doneAt" desc limit ${SHOWN_DONE}`,
      me,
      new Date(ctx.now().getTime() - DAY_MS),
    ),
    waitingLeads(ctx, addDays(day, WEEK_DAYS)),
    ...read.map((part) => partTasks(ctx, { me, day, part, limit: shown.shown })),
  ]);
  const [overdue = [], today = [], week = [], later = []] = parts;
  return { overdue, today, week, later, counts, shown, done, waiting, day };
}

/** Of an open task, when it is: a whole day by its day, any other by the reader's clock. */
function partSql(ctx: Ctx, day: string, params: SqlParams): string {
  const midnightAfter = (last: string) => new Date(momentAtWall(zoneOf(ctx), Date.parse(addDays(last, 1))));
  const until = (last: string) =>
    `coalesce(t."dueDay" <= ${params.add(last, "date")}, t."dueAt" < ${params.add(midnightAfter(last), "timestamptz")})`;
  return `case when t."dueAt" < ${params.add(ctx.now(), "timestamptz")} then 'overdue'
               when ${until(day)} then 'today' when ${until(addDays(day, WEEK_DAYS))} then 'week' else 'later' end`;
}

async function partCounts(ctx: Ctx, me: string | null, day: string): Promise<Record<DayPart, number>> {
  const params = new SqlParams();
  const rows = await reader(ctx).$queryRawUnsafe<{ part: DayPart; count: number }[]>(
    `select ${partSql(ctx, day, params)} as part, count(*)::int as count from "Task" t
      where t."assigneeId" = ${params.add(me, "uuid")} and t."doneAt" is null group by 1`,
    ...params.values,
  );
  return { overdue: 0, today: 0, week: 0, later: 0, ...Object.fromEntries(rows.map((row) => [row.part, row.count])) };
}

type PartOf = { me: string | null; day: string; part: DayPart; limit: number };

async function partTasks(ctx: Ctx, { me, day, part, limit }: PartOf): Promise<TaskView[]> {
  const params = new SqlParams();
  const where = `where t."assigneeId" = ${params.add(me, "uuid")} and t."doneAt" is null
                   and ${partSql(ctx, day, params)} = ${params.add(part, "text")}`;
  return readTasks(ctx, `${where} order by t."dueAt", t.id limit ${limit}`, ...params.values);
}

/** The day it is for who looks. */
export function todayFor(ctx: Ctx): string {
  return todayIn(zoneOf(ctx), ctx.now());
}

/** How much of it can't wait: for the number in the menu. */
export async function urgentTasks(ctx: Ctx): Promise<number> {
  if (ctx.actor.type !== "user") return 0;
  const tomorrow = addDays(todayFor(ctx), 1);
  return reader(ctx).task.count({
    where: {
      assigneeId: ctx.actor.id,
      doneAt: null,
      dueAt: { lt: new Date(momentAtWall(zoneOf(ctx), Date.parse(tomorrow))) },
    },
  });
}

/** Open tasks of somebody, for their calendar program. */
export async function tasksForFeed(ctx: Ctx, userId: string): Promise<TaskView[]> {
  return readTasks(ctx, `${OPEN_OF} limit 1000`, userId);
}

async function waitingLeads(ctx: Ctx, until: string): Promise<WaitingLead[]> {
  const params = new SqlParams();
  const me = params.add(ctx.actor.type === "user" ? ctx.actor.id : null, "uuid");
  const visible = visibleLeadsSql(ctx, params);
  const rows = await reader(ctx).$queryRawUnsafe<(Omit<WaitingLead, "label" | "until"> & { until: Date })[]>(
    `select l.id::text, l.number, l."statusId"::text as "statusId", l."holdUntil" as until,
            ${titleSql(ctx.actor)} as title
       from "Lead" l join "Status" s on s.id = l."statusId"
      where l."ownerId" = ${me} and s.phase <> 'closed' and l."holdUntil" <= ${params.add(until, "date")} and ${visible}
      order by l."holdUntil", l.id limit ${SHOWN_WAITING}`,
    ...params.values,
  );
  return rows.map((row) => {
    const label = leadLabel(row.number);
    return { ...row, label, title: row.title || label, until: row.until.toISOString().slice(0, 10) };
  });
}

function viewOf(ctx: Ctx, row: TaskRow): TaskView {
  const { companyId, ownerId, number, leadId } = row;
  const lead = companyId === null ? null : { companyId, ownerId };
  const whose = { assigneeId: row.assigneeId, createdById: row.createdById, lead };
  const isShown = lead !== null && reachesLead(ctx.actor, "lead.read")(lead);
  const label = number === null ? "" : leadLabel(number);
  return {
    id: row.id,
    title: row.title,
    notes: row.notes,
    dueAt: row.dueAt.toISOString(),
    due: dueOf(row, zoneOf(ctx)),
    remind: remindOf(row, row.assigneeZone),
    repeat: chosenRule(row.repeat),
    assignee: { id: row.assigneeId, name: row.assignee },
    doneAt: row.doneAt?.toISOString() ?? null,
    doneBy: row.doneBy ?? "",
    lead:
      isShown && number !== null && leadId !== null
        ? { id: leadId, number, label, title: row.leadTitle === "" ? label : (row.leadTitle ?? label) }
        : null,
    editable: canWorkTask(ctx.actor, whose),
  };
}

function zoneOf(ctx: Ctx): string {
  return ctx.actor.type === "user" ? ctx.actor.timeZone : "UTC";
}
