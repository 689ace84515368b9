import { actorId } from "@/lib/core/ctx";
import { conflict, forbidden, invalid, notFound, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { NO_ID, newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { lockLead } from "@/lib/leads/queries";
import { reaching } from "@/lib/leads/hand-over/queries";
import { canSeeTask, canWorkTask } from "@/lib/leads/tasks/policy";
import { dueMoment, dueOf, remindMoment, todayIn } from "@/lib/leads/tasks/moments";
import { anchored, nextDay, readRule } from "@/lib/leads/tasks/recurrence";
import { bumpLead, keepNext, tellTask } from "@/lib/leads/tasks/telling/commands";
import { organisation } from "@/lib/settings/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Lead, Task } from "@/lib/core/prisma/client";
import type { Clocks, Due } from "@/lib/leads/tasks/moments";
import type { AddTaskInput, Remind, UpdateTaskInput } from "@/lib/leads/tasks/schema";

/** Something to do, for oneself or somebody else who works the lead. */
export async function addTask(ctx: Ctx, input: AddTaskInput): Promise<{ id: string }> {
  return mutate(ctx, async (tx, emit) => {
    const lead = input.leadId === null ? null : await lockLead(ctx, tx, input.leadId, "lead.update");
    const assigneeId = input.assigneeId ?? actorId(ctx.actor) ?? lead?.ownerId ?? null;
    if (assigneeId === null) throw invalid({ assigneeId: "required" });
    await requireAssignee(ctx, tx, lead, assigneeId);
    const clocks = await clocksOf(tx, assigneeId);
    const task = await tx.task.create({
      data: {
        id: newId(),
        leadId: lead?.id ?? null,
        title: input.title,
        notes: input.notes,
        assigneeId,
        createdById: ctx.actor.type === "user" ? ctx.actor.id : null,
        ...dueColumns(input.due, input.remind, clocks),
        repeat: anchored(input.repeat, input.due.day),
        createdAt: ctx.now(),
      },
    });
    if (lead) await bumpLead(ctx, tx, lead.id);
    await keepNext(tx, lead?.id ?? null);
    tellTask(emit, "added", task, lead, { assigneeId, dueAt: task.dueAt.toISOString() });
    return { id: task.id };
  });
}

/** Another title, time, assignee …; putting it off is another time. Whoever saw another title or time is refused. */
export async function updateTask(ctx: Ctx, input: UpdateTaskInput): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const { task, lead } = await lockTask(ctx, tx, input.taskId);
    if (task.doneAt) throw precondition("taskDone");
    const { title, dueAt } = input.seen;
    if (task.title !== title || task.dueAt.getTime() !== Date.parse(dueAt)) throw conflict();
    const { due, remind, ...set } = given(input.set);
    const assigneeId = set.assigneeId ?? task.assigneeId;
    if (assigneeId !== task.assigneeId) await requireAssignee(ctx, tx, lead, assigneeId);
    const clocks = await clocksOf(tx, assigneeId);
    const before = dueOf(task, clocks.own);
    const timed = due !== undefined || remind !== undefined ? dueColumns(due ?? before, remind ?? null, clocks) : {};
    const repeat = set.repeat === undefined ? {} : { repeat: anchored(set.repeat, (due ?? before).day) };
    const data = { ...set, ...repeat, ...timed };
    const changes = changesOf(task, data);
    if (Object.keys(changes).length === 0) throw precondition("unchanged");
    const after = await tx.task.update({ where: { id: task.id }, data });
    await keepNext(tx, task.leadId);
    tellTask(emit, "changed", after, lead, {}, changes);
  });
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
    await tx.task.deleteMany({ where: { previousId: taskId, doneAt: null } });
    await keepNext(tx, task.leadId);
    tellTask(emit, "reopened", open, lead, {});
  });
}

/** It was a mistake. */
export async function removeTask(ctx: Ctx, { taskId }: { taskId: string }): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const { task, lead } = await lockTask(ctx, tx, taskId);
    await tx.task.delete({ where: { id: taskId } });
    await keepNext(tx, task.leadId);
    tellTask(emit, "removed", task, lead, {});
  });
}

async function repeatTask(tx: Tx, task: Task, now: Date): Promise<string | null> {
  const rule = task.repeat === "" ? null : readRule(task.repeat);
  if (!rule) return null;
  const clocks = await clocksOf(tx, task.assigneeId);
  const due = dueOf(task, clocks.own);
  const next = { ...due, day: nextDay(rule, due.day, todayIn(clocks.own, now)) };
  const dueAt = dueMoment(next, clocks);
  const lead = task.remindAt === null ? null : task.dueAt.getTime() - task.remindAt.getTime();
  const { title, notes, assigneeId, createdById, leadId, repeat } = task;
  const id = newId();
  await tx.task.create({
    data: {
      ...{ id, title, notes, assigneeId, createdById, leadId, repeat, dueAt, previousId: task.id, createdAt: now },
      dueDay: next.time === null ? new Date(next.day) : null,
      remindAt: lead === null ? null : new Date(dueAt.getTime() - lead),
    },
  });
  return id;
}

/** The task and its lead, locked, for an actor who may see it and may work it. The lead first, as everywhere. */
async function lockTask(ctx: Ctx, tx: Tx, taskId: string): Promise<{ task: Task; lead: Lead | null }> {
  const found = await tx.task.findUnique({ where: { id: taskId }, select: { leadId: true } });
  await tx.$queryRawUnsafe(`select 1 from "Lead" where id = $1::uuid for update`, found?.leadId ?? NO_ID);
  await tx.$queryRawUnsafe(`select 1 from "Task" where id = $1::uuid for update`, taskId);
  const task = await tx.task.findUnique({ where: { id: taskId } });
  const lead = await tx.lead.findUnique({ where: { id: task?.leadId ?? NO_ID } });
  if (!task || !canSeeTask(ctx.actor, { ...task, lead })) throw notFound();
  if (!canWorkTask(ctx.actor, { ...task, lead })) throw forbidden();
  return { task, lead };
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

function dueColumns(due: Due, remind: Remind, clocks: Clocks) {
  return {
    dueAt: dueMoment(due, clocks),
    dueDay: due.time === null ? new Date(due.day) : null,
    remindAt: remindMoment(due, remind, clocks),
    remindedAt: null,
  };
}

const TOLD = ["title", "notes", "assigneeId", "dueAt", "repeat", "remindAt"] as const;

function changesOf(before: Task, after: Partial<Task>): Changes {
  const changes: Changes = {};
  for (const field of TOLD) {
    const [from, to] = [before[field], after[field]];
    if (to === undefined || plain(from) === plain(to)) continue;
    changes[field] = { from: plain(from), to: plain(to) };
  }
  return changes;
}

function plain(value: string | Date | null): string | null {
  return value instanceof Date ? value.toISOString() : value;
}
