import { authorize } from "@/lib/core/ctx";
import { forbidden, invalid, notFound, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { bulkResumed, bulkStarted, bulkStopped, bulkUndoAsked } from "@/lib/leads/bulk/changing/events";
import { seenSql } from "@/lib/leads/bulk/changing/plan";
import { chosenSql } from "@/lib/leads/bulk/changing/queries";
import { heldTags, offerTags } from "@/lib/leads/tags/commands";
import { renamedTags } from "@/lib/leads/tags/queries";
import { withFormer } from "@/lib/leads/tags/renamed/schema";
import { MOST_CHANGED } from "@/lib/leads/bulk/changing/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { BulkChange } from "@/lib/core/prisma/client";
import type { BulkChangeInput, BulkInput } from "@/lib/leads/bulk/changing/schema";

/*
 * What people ask of a change of many leads. The work is done step by step elsewhere (stepping): it goes on when they leave.
 */

/** Writes down which leads it is about and what each was: whoever changes one of them meanwhile is not overruled. */
export async function startBulk(ctx: Ctx, { selection, set: asked }: BulkInput): Promise<{ changeId: string }> {
  authorize(ctx, "lead.assign");
  if (ctx.actor.type !== "user") throw forbidden();
  const userId = ctx.actor.id;
  const { query, except = [] } = "query" in selection ? selection : { query: "" };
  return mutate(ctx, async (tx, emit) => {
    const id = newId();
    const set = await named(tx, asked);
    const { where, plan, params } = await chosenSql({ ...ctx, tx }, selection, set);
    if (set.kind === "tags") await offerTags(tx, set.add);
    await tx.bulkChange.create({ data: { id, userId, set, query, total: 0 } });
    const total = await tx.$executeRawUnsafe(
      `insert into "BulkChangeRow" ("changeId", line, "leadId", "leadNumber", seen, outcome, reason)
       select ${params.add(id, "uuid")}, row_number() over (order by l."receivedAt" desc, l.id desc), l.id, l.number, ${seenSql(set)},
              case p.plan when 'change' then '' when 'same' then 'same' else 'skipped' end,
              case when p.plan in ('change', 'same') then '' else p.plan end
         from "Lead" l cross join lateral (select ${plan} as plan) p where ${where} limit ${MOST_CHANGED + 1}`,
      ...params.values,
    );
    if (total > MOST_CHANGED) throw invalid({ selection: "tooBig" });
    if (total === 0) throw precondition("nothingChosen");
    await tx.bulkChange.update({ where: { id }, data: { total } });
    emit(bulkStarted, { ...about(id), payload: { kind: set.kind, query, except: except.length, leads: total } });
    await wake(tx);
    return { changeId: id };
  });
}

/** A tag is given by what it is called now. */
async function named(tx: Tx, set: BulkInput["set"]): Promise<BulkInput["set"]> {
  if (set.kind !== "tags") return set;
  const add = await heldTags(tx, set.add);
  return { ...set, add, remove: withFormer(set.remove, await renamedTags(tx)) };
}

/** What is changed stays so; the rest waits. */
export async function stopBulk(ctx: Ctx, { changeId }: BulkChangeInput): Promise<void> {
  await act(ctx, changeId, async (tx, emit, change) => {
    if (change.state !== "working") throw precondition("bulkNotRunning");
    await tx.bulkChange.update({ where: { id: changeId }, data: { state: "stopped" } });
    emit(bulkStopped, { ...about(changeId), payload: {} });
  });
}

export async function resumeBulk(ctx: Ctx, { changeId }: BulkChangeInput): Promise<void> {
  await act(ctx, changeId, async (tx, emit, change) => {
    if (change.state !== "stopped" && change.state !== "failed") throw precondition("bulkNotStopped");
    await tx.bulkChange.update({ where: { id: changeId }, data: { state: "working", reason: "", failures: 0 } });
    emit(bulkResumed, { ...about(changeId), payload: {} });
    await wake(tx);
  });
}

/** Gives each lead back what it had, unless somebody has changed it since. */
export async function undoBulk(ctx: Ctx, { changeId }: BulkChangeInput): Promise<void> {
  await act(ctx, changeId, async (tx, emit, change) => {
    if (change.stage !== "run" || change.state === "working") throw precondition("bulkNotUndoable");
    const data = { stage: "undo", state: "working", reason: "", failures: 0, cursor: change.total + 1 };
    await tx.bulkChange.update({ where: { id: changeId }, data });
    emit(bulkUndoAsked, { ...about(changeId), payload: {} });
    await wake(tx);
  });
}

const about = (id: string) => ({ subjectId: id, subjectLabel: "" });

async function act(
  ctx: Ctx,
  changeId: string,
  work: (tx: Tx, emit: Emit, change: BulkChange) => Promise<void>,
): Promise<void> {
  authorize(ctx, "lead.assign");
  await mutate(ctx, async (tx, emit) => {
    await tx.$queryRawUnsafe(`select 1 from "BulkChange" where id = $1::uuid for update`, changeId);
    const userId = ctx.actor.type === "user" ? ctx.actor.id : "";
    const change = userId ? await tx.bulkChange.findFirst({ where: { id: changeId, userId } }) : null;
    if (!change) throw notFound();
    await work(tx, emit, change);
  });
}

/** Whoever works in the background needn't wait for its next look. */
async function wake(tx: Tx): Promise<void> {
  await tx.$queryRawUnsafe("select pg_notify('bulk', '')::text");
}
