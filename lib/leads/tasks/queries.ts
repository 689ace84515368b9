import { SqlParams, toSql } from "@/lib/core/condition/to-sql";
import { reader } from "@/lib/core/db";
import { momentAtWall } from "@/lib/core/wall-time";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import { visibleLeads } from "@/lib/leads/policy";
import { leadLabel } from "@/lib/leads/schema";
import { canSeeTask, canWorkTask } from "@/lib/leads/tasks/policy";
import { dueOf, remindMoment, todayIn } from "@/lib/leads/tasks/moments";
import { addDays } from "@/lib/leads/tasks/recurrence";
import { REMINDS } from "@/lib/leads/tasks/schema";
import { fullName } from "@/lib/users/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Prisma } from "@/lib/core/prisma/client";
import type { MyDay, Remind, TaskView, WaitingLead } from "@/lib/leads/tasks/schema";

const WEEK_DAYS = 7;
const SHOWN_DONE = 10;
const SHOWN_WAITING = 50;
const MOST_SHOWN = 300;
const MINUTE = 60_000;

const person = { select: { id: true, firstName: true, lastName: true } } as const;
const TASK = {
  id: true,
  title: true,
  notes: true,
  assigneeId: true,
  createdById: true,
  dueAt: true,
  dueDay: true,
  repeat: true,
  remindAt: true,
  doneAt: true,
  assignee: person,
  doneBy: person,
  lead: {
    select: {
      ...{ id: true, number: true, contactName: true, firm: true, email: true, phone: true },
      ...{ companyId: true, ownerId: true },
    },
  },
} as const satisfies Prisma.TaskSelect;
type TaskRow = Prisma.TaskGetPayload<{ select: typeof TASK }>;

/** A lead's tasks, the open ones first by when they are due, then those done last; for who was just shown the lead. */
export async function tasksOfLead(ctx: Ctx, leadId: string): Promise<TaskView[]> {
  const read = reader(ctx).task;
  const [open, done] = await Promise.all([
    read.findMany({
      where: { leadId, doneAt: null },
      orderBy: [{ dueAt: "asc" }, { id: "asc" }],
      take: MOST_SHOWN,
      select: TASK,
    }),
    read.findMany({
      where: { leadId, doneAt: { not: null } },
      orderBy: { doneAt: "desc" },
      take: SHOWN_DONE,
      select: TASK,
    }),
  ]);
  return [...open, ...done].map((row) => viewOf(ctx, row));
}

/** What one has to do: what is late, today, in a week; and one's leads that waited for a day which has come. */
export async function myDay(ctx: Ctx): Promise<MyDay> {
  const { actor } = ctx;
  const timeZone = zoneOf(ctx);
  const day = todayIn(timeZone, ctx.now());
  if (actor.type !== "user") return { overdue: [], today: [], week: [], later: 0, done: [], waiting: [], day };
  const open = { assigneeId: actor.id, doneAt: null };
  const [rows, all, done, waiting] = await Promise.all([
    reader(ctx).task.findMany({
      where: open,
      orderBy: [{ dueAt: "asc" }, { id: "asc" }],
      take: MOST_SHOWN,
      select: TASK,
    }),
    reader(ctx).task.count({ where: open }),
    reader(ctx).task.findMany({
      where: { doneById: actor.id, doneAt: { gt: new Date(ctx.now().getTime() - 1440 * MINUTE) } },
      orderBy: { doneAt: "desc" },
      take: SHOWN_DONE,
      select: TASK,
    }),
    waitingLeads(ctx, addDays(day, WEEK_DAYS)),
  ]);
  const tasks = rows.map((row) => viewOf(ctx, row));
  const isLate = (task: TaskView) => Date.parse(task.dueAt) < ctx.now().getTime();
  const onTime = tasks.filter((task) => !isLate(task));
  const overdue = tasks.filter(isLate);
  const today = onTime.filter(({ due }) => due.day <= day);
  const week = onTime.filter(({ due }) => due.day > day && due.day <= addDays(day, WEEK_DAYS));
  const later = all - overdue.length - today.length - week.length;
  return { overdue, today, week, later, done: done.map((row) => viewOf(ctx, row)), waiting, day };
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
  const rows = await reader(ctx).task.findMany({
    where: { assigneeId: userId, doneAt: null },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: 1000,
    select: TASK,
  });
  return rows.map((row) => viewOf(ctx, row));
}

/** A task if the actor may see it. */
export async function findTask(ctx: Ctx, taskId: string): Promise<TaskView | null> {
  const row = await reader(ctx).task.findUnique({ where: { id: taskId }, select: TASK });
  return row && canSeeTask(ctx.actor, row) ? viewOf(ctx, row) : null;
}

async function waitingLeads(ctx: Ctx, until: string): Promise<WaitingLead[]> {
  const params = new SqlParams();
  const me = params.add(ctx.actor.type === "user" ? ctx.actor.id : null, "uuid");
  const visible = toSql(visibleLeads(ctx.actor), leadFieldCatalogue, { now: ctx.now(), timeZone: "UTC" }, params);
  const rows = await reader(ctx).$queryRawUnsafe<(Omit<WaitingLead, "label" | "until"> & { until: Date })[]>(
    `select l.id::text, l.number, l."holdUntil" as until,
            coalesce(nullif(l."contactName", ''), nullif(l.firm, ''), nullif(l.email, ''), l.phone) as title
       from "Lead" l join "Status" s on s.id = l."statusId"
      where l."ownerId" = ${me} and s.phase <> 'closed' and l."holdUntil" <= ${params.add(until, "date")} and ${visible}
      order by l."holdUntil", l.id limit ${SHOWN_WAITING}`,
    ...params.values,
  );
  return rows.map((row) => ({ ...row, label: leadLabel(row.number), until: row.until.toISOString().slice(0, 10) }));
}

function viewOf(ctx: Ctx, row: TaskRow): TaskView {
  const seesLead = row.lead !== null && canSeeTask(ctx.actor, { ...row, assigneeId: "", createdById: null });
  return {
    id: row.id,
    title: row.title,
    notes: row.notes,
    dueAt: row.dueAt.toISOString(),
    due: dueOf(row, zoneOf(ctx)),
    remind: remindOf(row, zoneOf(ctx)),
    repeat: row.repeat.replace(/;BYMONTHDAY=\d+$/, ""),
    assignee: { id: row.assignee.id, name: fullName(row.assignee) },
    doneAt: row.doneAt?.toISOString() ?? null,
    doneBy: row.doneBy ? fullName(row.doneBy) : "",
    lead: row.lead && seesLead ? leadOf(row.lead) : null,
    editable: canWorkTask(ctx.actor, row),
  };
}

function leadOf({ id, number, contactName, firm, email, phone }: NonNullable<TaskRow["lead"]>): TaskView["lead"] {
  const label = leadLabel(number);
  return { id, number, label, title: contactName || firm || email || phone || label };
}

/** What was asked for: the one of those offered that leads to this moment. */
function remindOf({ remindAt, dueAt, dueDay }: TaskRow, timeZone: string): Remind {
  if (remindAt === null) return null;
  const clocks = { own: timeZone, organisation: timeZone };
  const due = dueOf({ dueAt, dueDay }, timeZone);
  const distance = (one: Remind) => Math.abs((remindMoment(due, one, clocks)?.getTime() ?? 0) - remindAt.getTime());
  return REMINDS.filter((one) => one !== null).toSorted((one, other) => distance(one) - distance(other))[0] ?? null;
}

function zoneOf(ctx: Ctx): string {
  return ctx.actor.type === "user" ? ctx.actor.timeZone : "UTC";
}
