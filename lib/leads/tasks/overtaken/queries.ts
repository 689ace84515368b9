import { conflict } from "@/lib/core/errors";
import { formatDate, formatDateTime } from "@/lib/core/format";
import { sameValue } from "@/lib/core/same-value";
import { taskWordsIn } from "@/lib/i18n/words-in";
import { dueOf, remindOf } from "@/lib/leads/tasks/moments";
import { chosenRule } from "@/lib/leads/tasks/recurrence";
import { repeatOf } from "@/lib/leads/tasks/schema";
import { fullName } from "@/lib/users/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Task } from "@/lib/core/prisma/client";
import type { Clocks } from "@/lib/leads/tasks/moments";
import type { SeenTask } from "@/lib/leads/tasks/schema";

type Field = keyof SeenTask;
type Shown = { [F in Field]-?: Exclude<SeenTask[F], undefined> };
type Edit = { task: Task; set: Partial<Record<Field, unknown>>; seen: SeenTask; clocks: Clocks };

/** By which name events tell that a field changed. */
const TOLD_AS: Record<Field, string> = {
  ...{ title: "title", notes: "notes", assigneeId: "assigneeId", repeat: "repeat", remind: "remind", due: "dueAt" },
};

/** Each field that is set still says what its editor saw; else they are told who changed it, and to what. */
export async function requireSeen(ctx: Ctx, tx: Tx, { task, set, seen, clocks }: Edit): Promise<void> {
  const present = shownOf(ctx, task, clocks);
  const field = (Object.keys(present) as Field[]).find((one) => one in set && !sameValue(present[one], seen[one]));
  if (field === undefined) return;
  const by = await lastChangeOf(tx, task, TOLD_AS[field]);
  const to = await wordsOf(ctx, tx, task, field, present);
  throw conflict({ field, to, seen: JSON.stringify(present[field]), ...(by !== undefined && { by }) });
}

/** The task as it is shown to the actor. */
function shownOf({ actor }: Ctx, task: Task, clocks: Clocks): Shown {
  const { title, notes, assigneeId, repeat } = task;
  return {
    ...{ title, notes, assigneeId },
    due: dueOf(task, actor.type === "user" ? actor.timeZone : clocks.own),
    remind: remindOf(task, clocks.own),
    repeat: chosenRule(repeat),
  };
}

async function wordsOf({ actor }: Ctx, tx: Tx, task: Task, field: Field, present: Shown): Promise<string> {
  const to = actor.type === "user" ? actor : { locale: "en", timeZone: "UTC" };
  const t = taskWordsIn(to.locale);
  switch (field) {
    case "title":
    case "notes":
      return task[field];
    case "due":
      return task.dueDay ? formatDate(task.dueDay, { ...to, timeZone: "UTC" }) : formatDateTime(task.dueAt, to);
    case "remind":
      return t(`reminds.${present.remind ?? "never"}`);
    case "repeat":
      return t(`repeats.${repeatOf(present.repeat) ?? "some"}`);
    case "assigneeId": {
      const select = { firstName: true, lastName: true };
      return fullName(await tx.user.findUniqueOrThrow({ where: { id: task.assigneeId }, select }));
    }
  }
}

async function lastChangeOf(tx: Tx, { id, leadId }: Task, change: string): Promise<string | undefined> {
  const [last] = await tx.$queryRawUnsafe<{ actorLabel: string }[]>(
    `select "actorLabel" from "Event"
      where "subjectType" = $1 and "subjectId" = $2::uuid and payload ->> 'taskId' = $3 and changes ? $4
      order by seq desc limit 1`,
    ...[leadId === null ? "task" : "lead", leadId ?? id, id, change],
  );
  return last?.actorLabel;
}
