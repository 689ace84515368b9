import { audienceOf } from "@/lib/leads/audience";
import { leadLabel } from "@/lib/leads/schema";
import {
  leadTaskAdded,
  leadTaskChanged,
  leadTaskDone,
  leadTaskRemoved,
  leadTaskReopened,
  taskAdded,
  taskChanged,
  taskDone,
  taskRemoved,
  taskReopened,
} from "@/lib/leads/tasks/events";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes, EventDefinition } from "@/lib/core/events";
import type { Emit } from "@/lib/core/mutate";
import type { Lead, Task } from "@/lib/core/prisma/client";

const TOLD = {
  added: { ofLead: leadTaskAdded, alone: taskAdded },
  changed: { ofLead: leadTaskChanged, alone: taskChanged },
  done: { ofLead: leadTaskDone, alone: taskDone },
  reopened: { ofLead: leadTaskReopened, alone: taskReopened },
  removed: { ofLead: leadTaskRemoved, alone: taskRemoved },
};

type AboutLead = Pick<Lead, "id" | "number" | "companyId" | "ownerId">;

/** Tells what happened to a task: of its lead to whoever may see that, else to whose it is. */
export function tellTask(
  emit: Emit,
  what: keyof typeof TOLD,
  task: Pick<Task, "id" | "title" | "assigneeId">,
  lead: AboutLead | null,
  more: object,
  changes: Changes = {},
): void {
  const definition = TOLD[what][lead ? "ofLead" : "alone"] as EventDefinition<object>;
  const payload = { taskId: task.id, title: task.title, ...more };
  const about = lead
    ? { subjectId: lead.id, subjectLabel: leadLabel(lead.number), ...audienceOf(lead) }
    : { subjectId: task.id, subjectLabel: task.title, ownerIds: [task.assigneeId] };
  emit(definition, { ...about, payload, changes });
}

/** Something was planned or done: the lead doesn't lie. */
export async function bumpLead(ctx: Ctx, tx: Tx, leadId: string): Promise<void> {
  await tx.lead.update({ where: { id: leadId }, data: { lastActivityAt: ctx.now() } });
}

/** The earliest open task of these leads, where lists find it. */
export async function keepNext(tx: Tx, ...leadIds: (string | null)[]): Promise<void> {
  const ids = leadIds.filter((id) => id !== null);
  if (ids.length === 0) return;
  await tx.$executeRawUnsafe(
    `insert into "LeadDue" ("leadId", "nextTaskAt", "nextTaskId")
     select l.id, t."dueAt", t.id from "Lead" l
       left join lateral (select x.id, x."dueAt" from "Task" x where x."leadId" = l.id and x."doneAt" is null
                           order by x."dueAt", x.id limit 1) t on true
      where l.id = any($1::uuid[]) order by l.id
         on conflict ("leadId") do update set "nextTaskAt" = excluded."nextTaskAt", "nextTaskId" = excluded."nextTaskId"`,
    ids,
  );
}
