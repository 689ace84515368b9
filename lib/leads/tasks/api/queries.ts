import { countUse } from "@/lib/auth/tallying/commands";
import { SqlParams } from "@/lib/core/condition/to-sql";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { pageOf } from "@/lib/core/listing";
import { visibleLeadsSql } from "@/lib/leads/policy";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { ApiTask, ApiTaskPage, ListTasksInput } from "@/lib/leads/tasks/api/schema";

type Row = {
  id: string;
  title: string;
  notes: string;
  dueAt: Date;
  dueDay: Date | null;
  repeat: string;
  doneAt: Date | null;
  createdAt: Date;
  leadId: string;
  number: number;
  assignee: ApiTask["assignee"];
  doneBy: ApiTask["doneBy"];
};

const NAMED = (alias: string) =>
  `json_build_object('id', ${alias}.id, 'name', trim(${alias}."firstName" || ' ' || ${alias}."lastName"))`;
const TASK = `
  select t.id::text, t.title, t.notes, t."dueAt", t."dueDay", t.repeat, t."doneAt", t."createdAt", l.id::text as "leadId", l.number,
         ${NAMED("a")} as assignee, case when d.id is not null then ${NAMED("d")} end as "doneBy"
    from "Task" t
    join "Lead" l on l.id = t."leadId"
    join "User" a on a.id = t."assigneeId"
    left join "User" d on d.id = t."doneById"`;

/**
 * A page of the tasks on leads that a program may read, in the order in which they were made. What is on no lead is between
 * whose it is and who made it.
 */
export async function listApiTasks(ctx: Ctx, input: ListTasksInput): Promise<ApiTaskPage> {
  authorize(ctx, "lead.read");
  const { done, assignee, lead, dueBefore, cursor, limit } = input;
  const params = new SqlParams();
  const where = [
    visibleLeadsSql(ctx, params),
    done !== undefined && `t."doneAt" is ${done === "yes" ? "not null" : "null"}`,
    assignee !== undefined && `t."assigneeId" = ${params.add(assignee, "uuid")}`,
    lead !== undefined && `t."leadId" = ${params.add(lead, "uuid")}`,
    dueBefore !== undefined && `t."dueAt" < ${params.add(new Date(dueBefore).toISOString(), "timestamptz")}`,
    cursor !== undefined && `t.id > ${params.add(cursor, "uuid")}`,
  ];
  const rows = await reader(ctx).$queryRawUnsafe<Row[]>(
    `${TASK} where ${where.filter(Boolean).join(" and ")} order by t.id limit ${params.add(limit + 1, "integer")}`,
    ...params.values,
  );
  const { rows: shown, next } = pageOf(rows, limit);
  const leads = new Set(shown.map(({ leadId }) => leadId)).size;
  if (ctx.actor.type === "apiKey") countUse(ctx.actor, ctx.from, { leads });
  return { tasks: shown.map(toApi), next };
}

function toApi({ leadId, number, dueAt, dueDay, doneAt, createdAt, ...row }: Row): ApiTask {
  return {
    ...row,
    lead: { id: leadId, number, label: leadLabel(number) },
    dueAt: dueAt.toISOString(),
    dueDay: dueDay?.toISOString().slice(0, 10) ?? null,
    doneAt: doneAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
