import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { Outcome } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { deliveryReplayed, deliverySaidGenuine, replayFinished, replayProgressed } from "@/lib/intake/events";
import { askParents } from "@/lib/intake/processing/parts/commands";
import { teachGenuine } from "@/lib/intake/spam/commands";
import { lockLists } from "@/lib/intake/spam/lessons/commands";
import { takeBackRuling } from "@/lib/intake/spam/taking-back/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";

const BATCH = 200;

/**
 * One step of each replay on its way: notes how those asked for have ended, and asks for the next ones. All of it stands
 * in the database, so whichever process is there goes on. Answers whether it got on.
 */
export async function stepReplays(): Promise<boolean> {
  let moved = false;
  const open = await database().replay.findMany({
    // Of a stopped one those that were asked for are still noted.
    where: { OR: [{ state: "working" }, { state: "stopped", items: { some: { step: "asked" } } }] },
    select: {
      id: true,
      state: true,
      genuine: true,
      undoesId: true,
      askedBy: { select: { id: true, firstName: true, lastName: true } },
    },
  });
  for (const { id, state, genuine, undoesId, askedBy } of open) {
    const label = `${askedBy.firstName} ${askedBy.lastName}`.trim();
    const run = { id, state, genuine, label, askedById: askedBy.id };
    moved = (await (undoesId === null ? step(run) : stepBack(run))) || moved;
  }
  return moved;
}

const NOTE = `
  update "ReplayItem" i set step = 'done', reason = case when d.state = 'failed' then '' else d.reason end,
         after = case when d.state = 'processed' then d.outcome else d.state end
    from "Delivery" d where i."replayId" = $1::uuid and i.step = 'asked' and d.id = i."deliveryId" and d.state <> 'received'`;

type Open = { id: string; state: string; genuine: boolean; label: string; askedById: string };

async function step(open: Open): Promise<boolean> {
  const { id: replayId, state, label } = open;
  const noted = await database().$executeRawUnsafe(NOTE, replayId);
  const waiting = await database().replayItem.findMany({
    where: { replayId, step: "waiting" },
    orderBy: { deliveryId: "asc" },
    take: BATCH,
    select: { deliveryId: true },
  });
  const ids = waiting.map(({ deliveryId }) => deliveryId);
  // Not more in the air than one batch: a stop is a stop soon after.
  const inTheAir = await database().replayItem.count({ where: { replayId, step: "asked" } });
  if (ids.length > 0 && inTheAir < BATCH) {
    await mutate(systemCtx("replay", { requestId: replayId }), async (tx, emit) => {
      for (const one of await takeAgain(tx, open, ids)) {
        const about = { subjectId: one.id, subjectLabel: one.source, companyIds: [one.companyId] };
        const { sourceId, reason } = one;
        if (open.genuine) emit(deliverySaidGenuine, { ...about, payload: { sourceId, reason } });
        else emit(deliveryReplayed, { ...about, payload: { sourceId, state: one.state } });
      }
      emit(replayProgressed, { subjectId: replayId, subjectLabel: label, payload: { rows: ids.length } });
    });
    return true;
  }
  if (state === "working" && ids.length === 0 && inTheAir === 0) await finish(replayId, label);
  return noted > 0;
}

type Taken = { id: string; state: string; reason: string; sourceId: string; source: string; companyId: string };

/** What was cut at the door can't be read; what waits already is read anyway. */
async function takeAgain(tx: Tx, { id: replayId, genuine, label, askedById }: Open, ids: string[]): Promise<Taken[]> {
  if (genuine) await lockLists(tx);
  const taken = await tx.$queryRawUnsafe<Taken[]>(
    `select d.id::text, d.state, d.reason, s.id::text as "sourceId", s.name as source, s."companyId"::text
       from "Delivery" d join "Source" s on s.id = d."sourceId"
      where d.id = any($1::uuid[]) and d.state <> 'received' and d.reason <> 'too_large' and (not $2 or d.state = 'spam') for update of d`,
    ids,
    genuine,
  );
  const again = taken.map(({ id }) => id);
  if (genuine) {
    const rulings = await teachGenuine(tx, await saidOf(tx, again), { at: new Date(), by: label, byId: askedById });
    await tx.$executeRawUnsafe(SAID, replayId, rulings);
  }
  const data = { state: "received", reason: "", ...(genuine && { ruling: "genuine" }) };
  await tx.delivery.updateMany({ where: { id: { in: again } }, data });
  await askParents(tx, again);
  await tx.replayItem.updateMany({ where: { replayId, deliveryId: { in: again } }, data: { step: "asked" } });
  await tx.replayItem.updateMany({
    where: { replayId, deliveryId: { in: ids }, step: "waiting" },
    data: { step: "skipped" },
  });
  await tx.$queryRawUnsafe("select pg_notify('deliveries', '')::text");
  return taken;
}

const SAID = `
  update "ReplayItem" i set "rulingId" = r.id from "SpamRuling" r
   where i."replayId" = $1::uuid and r.id = any($2::uuid[]) and r."deliveryId" = i."deliveryId"`;

const saidOf = (tx: Tx, ids: string[]) =>
  tx.delivery.findMany({
    where: { id: { in: ids } },
    select: { id: true, understood: true, source: { select: { id: true, name: true } } },
  });

/** One step of taking back: each by itself, so that one that can't be doesn't keep the others. */
async function stepBack({ id: replayId, state, label }: Open): Promise<boolean> {
  const waiting = await database().replayItem.findMany({
    where: { replayId, step: "waiting" },
    orderBy: { deliveryId: "asc" },
    take: BATCH,
    select: { deliveryId: true, rulingId: true },
  });
  const ctx = systemCtx("replay", { requestId: replayId });
  for (const { deliveryId, rulingId } of waiting) await takeOneBack(ctx, { replayId, deliveryId }, rulingId ?? "");
  if (waiting.length > 0) {
    await mutate(ctx, (_tx, emit) => {
      emit(replayProgressed, { subjectId: replayId, subjectLabel: label, payload: { rows: waiting.length } });
      return Promise.resolve();
    });
  } else if (state === "working") await finish(replayId, label);
  return waiting.length > 0;
}

async function takeOneBack(ctx: Ctx, item: { replayId: string; deliveryId: string }, rulingId: string): Promise<void> {
  const which = { ...item, step: "waiting" };
  try {
    await mutate(ctx, async (tx) => {
      // Nothing where somebody stopped it meanwhile.
      const { count } = await tx.replayItem.updateMany({ where: which, data: { step: "asked" } });
      if (count === 0) return;
      await takeBackRuling({ ...ctx, tx }, { rulingId });
      await tx.$executeRawUnsafe(NOTE, item.replayId);
    });
  } catch (error) {
    if (!(error instanceof Outcome) || error.code !== "PRECONDITION") throw error;
    const reason = error.details?.["reason"] ?? "";
    await database().replayItem.updateMany({ where: which, data: { step: "kept", reason } });
  }
}

async function finish(replayId: string, label: string): Promise<void> {
  await mutate(systemCtx("replay", { requestId: replayId }), async (tx, emit) => {
    await tx.replay.updateMany({
      where: { id: replayId, state: "working" },
      data: { state: "done", finishedAt: new Date() },
    });
    emit(replayFinished, { subjectId: replayId, subjectLabel: label, payload: {} });
  });
}
