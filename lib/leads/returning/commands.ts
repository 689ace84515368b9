import { addWorkingMinutes } from "@/lib/calendar/working-time/schema";
import { calendarsOfPeople } from "@/lib/calendar/queries";
import { actorId } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { insertRows } from "@/lib/core/rows";
import { lettersIn } from "@/lib/i18n/words-in";
import { reaching } from "@/lib/leads/hand-over/queries";
import { keepNext, tellTask } from "@/lib/leads/tasks/telling/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { Lead } from "@/lib/core/prisma/client";

/** Half a working day of whoever answers. */
const ANSWER_MINUTES = 240;
const DAY_MS = 86_400_000;

/**
 * Somebody wrote again whose lead was closed or answered already: it waits from then on until a person does something
 * about it. Nobody looks at a closed lead by themselves, so that its owner gets a task. The lead is locked.
 */
export async function askAgain(ctx: Ctx, tx: Tx, emit: Emit, lead: Lead): Promise<void> {
  const isOwnWord = lead.ownerId !== null && lead.ownerId === actorId(ctx.actor);
  if (ctx.history || isOwnWord) return;
  const { phase } = await tx.status.findUniqueOrThrow({ where: { id: lead.statusId }, select: { phase: true } });
  const isClosed = phase === "closed";
  if (!isClosed && lead.firstResponseAt === null) return;
  await tx.$executeRawUnsafe(
    `insert into "LeadDue" ("leadId", "wroteAgainAt") values ($1::uuid, $2::timestamptz)
         on conflict ("leadId") do update set "wroteAgainAt" = coalesce("LeadDue"."wroteAgainAt", excluded."wroteAgainAt")`,
    lead.id,
    ctx.now().toISOString(),
  );
  if (isClosed && lead.ownerId !== null) await askOwner(ctx, tx, emit, { ...lead, ownerId: lead.ownerId });
}

/** One task, however often they write before it is done; none for who doesn't work leads any more. */
async function askOwner(ctx: Ctx, tx: Tx, emit: Emit, lead: Lead & { ownerId: string }): Promise<void> {
  const owner = await tx.user.findFirst({
    where: { AND: [{ id: lead.ownerId }, reaching([lead.companyId])] },
    select: { id: true, locale: true },
  });
  if (!owner) return;
  const title = lettersIn(owner.locale)("wroteAgain.task");
  const open = { leadId: lead.id, assigneeId: owner.id, createdById: null, doneAt: null, title };
  if ((await tx.task.count({ where: open })) > 0) return;
  const now = ctx.now();
  const calendar = (await calendarsOfPeople({ ...ctx, tx }, [owner.id])).get(owner.id);
  const dueAt = (calendar && addWorkingMinutes(calendar, now, ANSWER_MINUTES)) ?? new Date(now.getTime() + DAY_MS);
  const task = await tx.task.create({ data: { id: newId(), ...open, dueAt, createdAt: now } });
  await keepNext(tx, lead.id);
  tellTask(emit, "added", task, lead, { assigneeId: owner.id, dueAt: dueAt.toISOString() });
}

/**
 * Somebody did something about these leads: nobody waits for an answer there any more. `at`: what was done before they
 * wrote again answers nothing.
 */
export async function answerAgain(tx: Tx, leadIds: readonly string[], at?: Date): Promise<void> {
  if (leadIds.length === 0) return;
  await tx.$executeRawUnsafe(
    `update "LeadDue" k set "wroteAgainAt" = null
       from (select "leadId" from "LeadDue" where "leadId" = any($1::uuid[]) and "wroteAgainAt" <= coalesce($2::timestamptz, 'infinity')
              order by "leadId" for update) as waiting
      where k."leadId" = waiting."leadId"`,
    leadIds,
    at?.toISOString() ?? null,
  );
}

/** Since when they wait who wrote again, where an answer to that turned out to be none. */
export async function waitAgain(tx: Tx, leadId: string, wroteAgainAt: string): Promise<void> {
  await tx.$executeRawUnsafe(
    `insert into "LeadDue" ("leadId", "wroteAgainAt") values ($1::uuid, $2::timestamptz)
         on conflict ("leadId") do update set "wroteAgainAt" = least("LeadDue"."wroteAgainAt", excluded."wroteAgainAt")`,
    leadId,
    wroteAgainAt,
  );
}

// An attempt that was taken back is none, and one made before they wrote answers nothing.
const ANSWERS = `
  select e.name from "Event" e
   where e."subjectType" = 'lead' and e."subjectId" = $1::uuid and e."recordedAt" >= $2::timestamptz
     and e."occurredAt" >= $3::timestamptz and e."actorType" in ('user', 'apiKey')
     and (e.name = 'lead.statusChanged' or e.name = 'lead.noteAdded' and not e.history
       or e.name = 'lead.contactLogged' and exists (
            select 1 from "ContactAttempt" a where a.id = (e.payload ->> 'attemptId')::uuid))`;

/** By which events somebody did something about a lead since a moment, after its person wrote again. */
export async function answersSince(tx: Tx, leadId: string, since: Date, wroteAgainAt: string): Promise<string[]> {
  const found = await tx.$queryRawUnsafe<{ name: string }[]>(ANSWERS, leadId, since.toISOString(), wroteAgainAt);
  return found.map(({ name }) => name);
}

/** What an arrival that is gone had asked for. */
export type Asked = { wroteAgainAt: string; task: Record<string, unknown> | null };

/**
 * An arrival is gone because of which a lead waited: it waits since the next one that is there, or no more. Then the task
 * that it made goes as well, where nobody did or changed it.
 */
export async function unask(
  ctx: Ctx,
  tx: Tx,
  emit: Emit,
  lead: Lead,
  arrived: { at: Date; requestId: string },
): Promise<Asked | null> {
  const wroteAgainAt = arrived.at.toISOString();
  const [mark] = await tx.$queryRawUnsafe<{ since: Date | null }[]>(WAIT_FOR_NEXT, lead.id, wroteAgainAt);
  if (!mark) return null;
  const [made] = mark.since
    ? []
    : await tx.$queryRawUnsafe<{ id: string; row: MadeTask }[]>(MADE, lead.id, arrived.requestId);
  if (!made) return { wroteAgainAt, task: null };
  await tx.task.delete({ where: { id: made.id } });
  await keepNext(tx, lead.id);
  tellTask(emit, "removed", { ...made.row, id: made.id }, lead, {});
  return { wroteAgainAt, task: made.row };
}

const WAIT_FOR_NEXT = `
  update "LeadDue" k
     set "wroteAgainAt" = (
           select min(e."occurredAt") from "Touchpoint" t
             join "Event" e on e."subjectType" = 'lead' and e.name = 'lead.touched' and not e.history and e."actorType" <> 'user'
              and e.payload->>'touchpointId' = t.id::text
              and e."subjectId" in (select $1::uuid union select m."leadId" from "LeadMerge" m where m."survivorId" = $1::uuid and m."undoneAt" is null)
            where t."leadId" = $1::uuid and e."occurredAt" >= $2::timestamptz)
   where k."leadId" = $1::uuid and k."wroteAgainAt" = $2::timestamptz returning k."wroteAgainAt" as since`;

type MadeTask = Record<string, unknown> & { title: string; assigneeId: string };

const MADE = `
  select t.id::text, to_jsonb(t) as row from "Event" e join "Task" t on t.id = (e.payload->>'taskId')::uuid
   where e."subjectType" = 'lead' and e."subjectId" = $1::uuid and e.name = 'lead.taskAdded' and e."requestId" = $2
     and e."actorType" <> 'user' and t."createdById" is null and t."doneAt" is null and t."changedAt" is null
   order by t.id limit 1 for update of t`;

/** It is there again: what it asked for is asked again, unless somebody answered since it went. */
export async function reask(tx: Tx, emit: Emit, lead: Lead, { wroteAgainAt, task }: Asked, gone: Date): Promise<void> {
  if ((await answersSince(tx, lead.id, gone, wroteAgainAt)).length > 0) return;
  await waitAgain(tx, lead.id, wroteAgainAt);
  const made = task as MadeTask | null;
  if (made?.assigneeId !== lead.ownerId) return;
  await insertRows(tx, "Task", [{ ...made, leadId: lead.id }]);
  await keepNext(tx, lead.id);
  tellTask(emit, "added", { ...made, id: String(made["id"]) }, lead, {
    assigneeId: made.assigneeId,
    dueAt: made["dueAt"],
  });
}
