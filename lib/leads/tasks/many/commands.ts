import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { insertRows } from "@/lib/core/rows";
import { dueMoment } from "@/lib/leads/tasks/moments";
import { keepNext, tellTask } from "@/lib/leads/tasks/telling/commands";
import { organisation } from "@/lib/settings/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { BulkLead } from "@/lib/leads/bulk/schema";

type Planned = { title: string; day: string };

/** One task on each of these leads, which stand locked: for its owner, else for who asks. Answers their ids, in order. */
export async function addTasks(ctx: Ctx, leads: readonly BulkLead[], { title, day }: Planned): Promise<string[]> {
  if (leads.length === 0) return [];
  const { actor } = ctx;
  const makerId = actor.type === "user" ? actor.id : null;
  return mutate(ctx, async (tx, emit) => {
    const { timeZone } = await organisation();
    const dueAt = dueMoment({ day, time: null }, { own: timeZone, organisation: timeZone });
    const made = leads.flatMap((lead) => {
      const assigneeId = lead.ownerId ?? makerId;
      return assigneeId === null ? [] : [{ id: newId(), lead, assigneeId }];
    });
    await insertRows(
      tx,
      "Task",
      made.map(({ id, lead, assigneeId }) => ({
        ...{ id, leadId: lead.id, title, notes: "", assigneeId, createdById: makerId },
        ...{ dueAt, dueDay: day, repeat: "", createdAt: ctx.now() },
      })),
    );
    const leadIds = leads.map(({ id }) => id);
    await tx.lead.updateMany({ where: { id: { in: leadIds } }, data: { lastActivityAt: ctx.now() } });
    await keepNext(tx, ...leadIds);
    for (const { id, lead, assigneeId } of made) {
      tellTask(emit, "added", { id, title, assigneeId }, lead, { assigneeId, dueAt: dueAt.toISOString() });
    }
    return made.map(({ id }) => id);
  });
}

/** Takes those back that are as they were made: not done, and not changed. Answers which went. */
export async function removeTasks(ctx: Ctx, taskIds: readonly string[]): Promise<Set<string>> {
  if (taskIds.length === 0) return new Set();
  return mutate(ctx, async (tx, emit) => {
    // Whoever is at one of them comes first. The leads before the tasks, as everywhere.
    await tx.$queryRawUnsafe(
      `select 1 from "Lead" where id in (select "leadId" from "Task" where id = any($1::uuid[])) order by id for update`,
      taskIds,
    );
    await tx.$queryRawUnsafe(`select 1 from "Task" where id = any($1::uuid[]) order by id for update`, taskIds);
    const tasks = await tx.task.findMany({
      where: { id: { in: [...taskIds] }, doneAt: null, changedAt: null },
      include: { lead: true },
      orderBy: { id: "asc" },
    });
    await tx.task.deleteMany({ where: { id: { in: tasks.map(({ id }) => id) } } });
    await keepNext(tx, ...tasks.map(({ leadId }) => leadId));
    for (const { lead, ...task } of tasks) tellTask(emit, "removed", task, lead, {});
    return new Set(tasks.map(({ id }) => id));
  });
}
