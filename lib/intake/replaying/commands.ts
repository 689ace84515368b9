import { SqlParams } from "@/lib/core/condition/to-sql";
import { authorize } from "@/lib/core/ctx";
import { limitReached, notFound, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { replayAsked, replayStopped, replayUndoAsked } from "@/lib/intake/events";
import { inboxSql, visibleSql } from "@/lib/intake/inbox/conditions";
import { MOST_REPLAYED } from "@/lib/intake/replaying/schema";
import { organisation } from "@/lib/settings/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { AskReplayInput, ReplayRunInput } from "@/lib/intake/replaying/schema";

/**
 * Has many deliveries read once more. Which they are is written down now: what arrives later, or changes, isn't added.
 * Twice is no harm: what it already made isn't made again, and what waits to be read is left out.
 */
export async function askReplay(ctx: Ctx, input: AskReplayInput): Promise<{ replayId: string; total: number }> {
  authorize(ctx, "intake.manage");
  const { actor } = ctx;
  if (actor.type !== "user") throw notFound();
  const { timeZone } = await organisation();
  const filter = "filter" in input ? given(input.filter) : {};
  const { genuine = false } = input;
  const id = newId();
  return mutate(ctx, async (tx, emit) => {
    const params = new SqlParams();
    const replay = params.add(id, "uuid");
    const which = "filter" in input ? inboxSql(filter, timeZone, params) : among(input.deliveryIds, params);
    const where = [visibleSql(actor, params), which, genuine ? `d.state = 'spam'` : `d.state <> 'received'`]
      .filter(Boolean)
      .join(" and ");
    await tx.replay.create({
      data: { id, askedById: actor.id, askedAt: ctx.now(), state: "working", genuine, filter, total: 0 },
    });
    const total = await tx.$executeRawUnsafe(
      `insert into "ReplayItem" ("replayId", "deliveryId", before)
       select ${replay}, d.id, case when d.state = 'processed' then d.outcome else d.state end
         from "Delivery" d where ${where} order by d.id limit ${MOST_REPLAYED + 1}`,
      ...params.values,
    );
    if (total === 0) throw precondition("nothingToReplay");
    if (total > MOST_REPLAYED) throw limitReached({ most: String(MOST_REPLAYED) });
    await tx.replay.update({ where: { id }, data: { total } });
    await tx.$queryRawUnsafe("select pg_notify('replays', '')::text");
    emit(replayAsked, { subjectId: id, subjectLabel: actor.name, payload: { total, genuine } });
    return { replayId: id, total };
  });
}

/**
 * Takes back what a replay said to be no spam, one after the other; what somebody worked on since, or said something else
 * of, stays as it is and says so.
 */
export async function undoReplay(
  ctx: Ctx,
  { replayId: undoesId }: ReplayRunInput,
): Promise<{ replayId: string; total: number }> {
  authorize(ctx, "intake.manage");
  const { actor } = ctx;
  if (actor.type !== "user") throw notFound();
  const id = newId();
  return mutate(ctx, async (tx, emit) => {
    const [run] = await tx.$queryRawUnsafe<{ genuine: boolean; state: string }[]>(
      `select genuine, state from "Replay" where id = $1::uuid for update`,
      undoesId,
    );
    if (!run) throw notFound();
    const isUndone = await tx.replay.count({ where: { undoesId, state: "working" } });
    if (!run.genuine || run.state === "working" || isUndone > 0) throw precondition("unchanged");
    await tx.replay.create({
      data: { id, askedById: actor.id, askedAt: ctx.now(), state: "working", undoesId, total: 0 },
    });
    const params = new SqlParams();
    const total = await tx.$executeRawUnsafe(
      `insert into "ReplayItem" ("replayId", "deliveryId", before, "rulingId")
       select ${params.add(id, "uuid")}, d.id, case when d.state = 'processed' then d.outcome else d.state end, r.id
         from "ReplayItem" i join "SpamRuling" r on r.id = i."rulingId" join "Delivery" d on d.id = i."deliveryId"
        where i."replayId" = ${params.add(undoesId, "uuid")} and ${visibleSql(actor, params)}`,
      ...params.values,
    );
    if (total === 0) throw precondition("saidSince");
    await tx.replay.update({ where: { id }, data: { total } });
    await tx.$queryRawUnsafe("select pg_notify('replays', '')::text");
    emit(replayUndoAsked, { subjectId: id, subjectLabel: actor.name, payload: { total, undoes: undoesId } });
    return { replayId: id, total };
  });
}

const among = (ids: string[], params: SqlParams) => `d.id = any(${params.add(ids, "uuid[]")})`;

const given = (filter: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1])));

/** Leaves the rest as it is. */
export async function stopReplay(ctx: Ctx, { replayId }: ReplayRunInput): Promise<void> {
  authorize(ctx, "intake.manage");
  await mutate(ctx, async (tx, emit) => {
    const { count } = await tx.replay.updateMany({
      where: { id: replayId, state: "working" },
      data: { state: "stopped", finishedAt: ctx.now() },
    });
    if (count === 0) throw precondition("unchanged");
    const left = await tx.replayItem.updateMany({ where: { replayId, step: "waiting" }, data: { step: "left" } });
    emit(replayStopped, { subjectId: replayId, subjectLabel: ctx.actor.name, payload: { left: left.count } });
  });
}
