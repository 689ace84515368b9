import { actorId } from "@/lib/core/ctx";
import { isDay } from "@/lib/core/day";
import { forbidden, invalid, notFound, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { NO_ID, newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { lockLead } from "@/lib/leads/queries";
import { reaching } from "@/lib/leads/hand-over/queries";
import { canSeeTask, canWorkTask } from "@/lib/leads/tasks/policy";
import { dueColumns, dueOf, remindMoment, remindOf, todayIn } from "@/lib/leads/tasks/moments";
import { requireSeen } from "@/lib/leads/tasks/overtaken/queries";
import { openRemoved, sealRemoved } from "@/lib/leads/tasks/removed";
import { anchored, chosenRule, nextDay, readRule } from "@/lib/leads/tasks/recurrence";
import { bumpLead, keepNext, tellTask } from "@/lib/leads/tasks/telling/commands";
import { organisation } from "@/lib/settings/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Lead, Task } from "@/lib/core/prisma/client";
import type { Clocks, DueColumns } from "@/lib/leads/tasks/moments";
import type { AddTaskInput, RestoreTaskInput, UpdateTaskInput } from "@/lib/leads/tasks/schema";

/** Something to do, for oneself or somebody else who works the lead. */
export async function addTask(ctx: Ctx, input: AddTaskInput): Promise<{ id: string }> {
  return mutate(ctx, async (tx, emit) => {
    const lead = input.leadId === null ? null : await lockLead(ctx, tx, input.leadId, "lead.update");
    const assigneeId = input.assigneeId ?? actorId(ctx.actor) ?? lead?.ownerId ?? null;
    if (assigneeId === null) throw invalid({ assigneeId: "required" });
    await requireAssignee(ctx, tx, lead, assigneeId);
    const clocks = await clocksOf(tx, assigneeId);
    const at = dueColumns(input.due, typedOn(ctx, clocks));
    const task = await tx.task.create({
      data: {
        id: newId(),
        leadId: lead?.id ?? null,
        title: input.title,
        notes: input.notes,
        assigneeId,
        createdById: ctx.actor.type === "user" ? ctx.actor.id : null,
        ...{ ...at, remindAt: remindMoment(at, input.remind, clocks.own) },
        repeat: anchored(input.repeat, dueOf(at, clocks.own).day),
        createdAt: ctx.now(),
      },
    });
    if (lead) await bumpLead(ctx, tx, lead.id);
    await keepNext(tx, lead?.id ?? null);
    tellTask(emit, "added", task, lead, { assigneeId, dueAt: task.dueAt.toISOString() });
    return { id: task.id };
  });
}

/** Another title, time, assignee …; putting it off is another time, for this once. Of each field, whoever saw another value is refused. */
export async function updateTask(ctx: Ctx, input: UpdateTaskInput): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const { task, lead } = await lockTask(ctx, tx, input.taskId);
    if (task.doneAt) throw precondition("taskDone");
    const set = given(input.set);
    const before = await clocksOf(tx, task.assigneeId);
    await requireSeen(ctx, tx, { task, set, seen: input.seen, clocks: before });
    const assigneeId = set.assigneeId ?? task.assigneeId;
    const isGiven = assigneeId !== task.assigneeId;
    if (isGiven) await requireAssignee(ctx, tx, lead, assigneeId);
    const clocks = isGiven ? await clocksOf(tx, assigneeId) : before;
    const reminded = remindOf(task, before.own);
    const { due, remind = reminded, ...rest } = set;
    const typed = typedOn(ctx, clocks);
    const at = due === undefined ? { dueAt: task.dueAt, dueDay: task.dueDay } : dueColumns(due, typed);
    const isMoved = due !== undefined || set.remind !== undefined || isGiven;
    const data = {
      ...{ ...rest, ...at },
      ...(isMoved && { remindAt: remindMoment(at, remind, clocks.own) }),
      ...seriesAfter(task, { input, at, typed, own: { from: before.own, to: clocks.own } }),
    };
    // A reminder that only moves along isn't another one.
    const changes = {
      ...changesOf(task, data),
      ...(remind !== reminded && { remind: { from: reminded, to: remind } }),
    };
    if (Object.keys(changes).length === 0) throw precondition("unchanged");
    const again = "remindAt" in changes ? { remindedAt: null } : {};
    const after = await tx.task.update({ where: { id: task.id }, data: { ...data, ...again, changedAt: ctx.now() } });
    await keepNext(tx, task.leadId);
    tellTask(emit, "changed", after, lead, {}, changes);
  });
}

type Planned = Pick<Task, "plannedAt" | "plannedDay">;
type Moved = { input: UpdateTaskInput; at: DueColumns; typed: Clocks; own: { from: string; to: string } };

/** How its series goes on: from where it was if this one of it is put off; from its new day, or at its new time, if that is edited. */
function seriesAfter(task: Task, { input, at, typed, own }: Moved): Partial<Planned & Pick<Task, "repeat">> {
  const { due, repeat = chosenRule(task.repeat) } = input.set;
  const { day } = dueOf(at, own.to);
  const hereOn = { repeat: anchored(repeat, day), plannedAt: null, plannedDay: null };
  if (input.set.repeat !== undefined) return hereOn;
  if (due === undefined || repeat === "") return {};
  const series = plannedDue(task);
  if (input.putOff) return { plannedAt: series.dueAt, plannedDay: series.dueDay };
  if (day !== dueOf(task, own.from).day) return hereOn;
  if (task.plannedAt === null) return {};
  const { dueAt: plannedAt, dueDay: plannedDay } = dueColumns({ ...due, day: dueOf(series, typed.own).day }, typed);
  return { plannedAt, plannedDay };
}

/** When it was due before it was put off. */
function plannedDue({ dueAt, dueDay, plannedAt, plannedDay }: Task): DueColumns {
  return plannedAt === null ? { dueAt, dueDay } : { dueAt: plannedAt, dueDay: plannedDay };
}

/** Done. A task that repeats begins anew on its next day. */
export async function completeTask(ctx: Ctx, { taskId }: { taskId: string }): Promise<{ nextTaskId: string | null }> {
  return mutate(ctx, async (tx, emit) => {
    const { task, lead } = await lockTask(ctx, tx, taskId);
    if (task.doneAt) throw precondition("taskDone");
    const now = ctx.now();
    const doneById = ctx.actor.type === "user" ? ctx.actor.id : null;
    const done = await tx.task.update({ where: { id: taskId }, data: { doneAt: now, doneById } });
    const nextTaskId = await repeatTask(tx, task, now);
    if (lead) await bumpLead(ctx, tx, lead.id);
    await keepNext(tx, task.leadId);
    tellTask(emit, "done", done, lead, { nextTaskId });
    return { nextTaskId };
  });
}

/** Open again; what it began anew goes, if it is still as it was made. */
export async function reopenTask(ctx: Ctx, { taskId }: { taskId: string }): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const { task, lead } = await lockTask(ctx, tx, taskId);
    if (!task.doneAt) throw precondition("unchanged");
    const open = await tx.task.update({ where: { id: taskId }, data: { doneAt: null, doneById: null } });
    tellTask(emit, "reopened", open, lead, {});
    for (const begun of await lockBegun(tx, taskId)) {
      await dropTask(tx, begun);
      tellTask(emit, "removed", begun, lead, {});
    }
    await keepNext(tx, task.leadId);
  });
}

/** It was a mistake. Answers what brings it back. */
export async function removeTask(ctx: Ctx, { taskId }: { taskId: string }): Promise<{ removed: string }> {
  return mutate(ctx, async (tx, emit) => {
    const { task, lead } = await lockTask(ctx, tx, taskId);
    const next = await tx.task.findMany({ where: { previousId: taskId }, select: { id: true } });
    await dropTask(tx, task);
    await keepNext(tx, task.leadId);
    tellTask(emit, "removed", task, lead, {});
    const userId = actorId(ctx.actor) ?? "";
    return { removed: sealRemoved({ userId, task, nextIds: next.map(({ id }) => id) }, ctx.now()) };
  });
}

/** Deleting it was the mistake: it is there again as it was, for who deleted it and may still work it. */
export async function restoreTask(ctx: Ctx, { taskId, removed }: RestoreTaskInput): Promise<void> {
  const was = openRemoved(removed, { userId: actorId(ctx.actor), now: ctx.now() });
  await mutate(ctx, async (tx, emit) => {
    const lead = await lockedLead(tx, was?.task.leadId ?? null);
    if (was?.task.id !== taskId) throw notFound();
    const { task, nextIds } = was;
    if ((task.leadId !== null && !lead) || !canWorkTask(ctx.actor, { ...task, lead })) throw notFound();
    const { count } = await tx.task.createMany({ data: [task], skipDuplicates: true });
    if (count === 0) throw precondition("unchanged");
    await tx.task.updateMany({ where: { id: { in: nextIds } }, data: { previousId: task.id } });
    await keepNext(tx, task.leadId);
    const { assigneeId, dueAt } = task;
    tellTask(emit, "added", task, lead, { assigneeId, dueAt: dueAt.toISOString() });
  });
}

/** What a task began anew and nobody touched since. */
async function lockBegun(tx: Tx, taskId: string): Promise<Task[]> {
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
    `select id::text from "Task" where "previousId" = $1::uuid and "doneAt" is null and "changedAt" is null order by id for update`,
    taskId,
  );
  return tx.task.findMany({ where: { id: { in: rows.map(({ id }) => id) } }, orderBy: { id: "asc" } });
}

/** What it began anew goes on from the one before, so that no day of a series is there twice. */
async function dropTask(tx: Tx, { id, previousId }: Task): Promise<void> {
  await tx.task.updateMany({ where: { previousId: id }, data: { previousId } });
  await tx.task.delete({ where: { id } });
}

/** The next one of a task that repeats; it is there already where the task was done before. */
async function repeatTask(tx: Tx, task: Task, now: Date): Promise<string | null> {
  const begun = await tx.task.findFirst({ where: { previousId: task.id }, select: { id: true, doneAt: true } });
  if (begun) return begun.doneAt === null ? begun.id : null;
  const clocks = await clocksOf(tx, task.assigneeId);
  const due = dueOf(plannedDue(task), clocks.own);
  const repeat = anchored(task.repeat, due.day);
  const rule = readRule(repeat);
  const day = rule ? nextDay(rule, due.day, todayIn(clocks.own, now)) : "";
  if (!isDay(day)) return null;
  const at = dueColumns({ ...due, day }, clocks);
  const remindAt = remindMoment(at, remindOf(task, clocks.own), clocks.own);
  const { title, notes, assigneeId, createdById, leadId } = task;
  const id = newId();
  await tx.task.create({
    data: {
      ...{ id, title, notes, assigneeId, createdById, leadId, repeat, previousId: task.id, createdAt: now },
      ...{ ...at, remindAt },
    },
  });
  return id;
}

/** The task and its lead, locked, for an actor who may see it and may work it. The lead first, as everywhere. */
async function lockTask(ctx: Ctx, tx: Tx, taskId: string): Promise<{ task: Task; lead: Lead | null }> {
  const found = await tx.task.findUnique({ where: { id: taskId }, select: { leadId: true } });
  await lockedLead(tx, found?.leadId ?? null);
  await tx.$queryRawUnsafe(`select 1 from "Task" where id = $1::uuid for update`, taskId);
  const task = await tx.task.findUnique({ where: { id: taskId } });
  const lead = await tx.lead.findUnique({ where: { id: task?.leadId ?? NO_ID } });
  if (!task || !canSeeTask(ctx.actor, { ...task, lead })) throw notFound();
  if (!canWorkTask(ctx.actor, { ...task, lead })) throw forbidden();
  return { task, lead };
}

async function lockedLead(tx: Tx, leadId: string | null): Promise<Lead | null> {
  await tx.$queryRawUnsafe(`select 1 from "Lead" where id = $1::uuid for update`, leadId ?? NO_ID);
  return tx.lead.findUnique({ where: { id: leadId ?? NO_ID } });
}

/** Oneself; on a lead also who can work it. */
async function requireAssignee(ctx: Ctx, tx: Tx, lead: Lead | null, assigneeId: string): Promise<void> {
  if (assigneeId === actorId(ctx.actor)) return;
  const who = lead ? reaching([lead.companyId]) : { id: "" };
  const person = lead && (await tx.user.findFirst({ where: { AND: [{ id: assigneeId }, who] }, select: { id: true } }));
  const owns = lead?.ownerId === assigneeId;
  if (!person && !owns) throw invalid({ assigneeId: "notValid" });
}

async function clocksOf(tx: Tx, userId: string): Promise<Clocks> {
  const [{ timeZone }, user] = await Promise.all([
    organisation(),
    tx.user.findUnique({ where: { id: userId }, select: { timeZone: true } }),
  ]);
  return { own: user?.timeZone ?? timeZone, organisation: timeZone };
}

/** A time of day is by the clock of who types it. */
function typedOn({ actor }: Ctx, clocks: Clocks): Clocks {
  return actor.type === "user" ? { ...clocks, own: actor.timeZone } : clocks;
}

const TOLD = ["title", "notes", "assigneeId", "dueAt", "repeat", "remindAt"] as const;

function changesOf(before: Task, after: Partial<Task>): Changes {
  const changes: Changes = {};
  for (const field of TOLD) {
    if (after[field] === undefined) continue;
    const [from, to] = [told(field, before), told(field, after)];
    if (from !== to) changes[field] = { from, to };
  }
  return changes;
}

/** Of a rule what was chosen: what it remembers of its first day moves with that. */
function told(field: (typeof TOLD)[number], { [field]: value = null }: Partial<Task>): string | null {
  if (value instanceof Date) return value.toISOString();
  return field === "repeat" && value !== null ? chosenRule(value) : value;
}
