import { database } from "@/lib/core/db";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { isPassing } from "@/lib/core/sql-state";
import { deliveryRead } from "@/lib/intake/events";
import { settleTogether } from "@/lib/intake/processing/batch/commands";
import { endMissingParts, keepParts } from "@/lib/intake/processing/parts/commands";
import { endOf } from "@/lib/intake/processing/parts/queries";
import { loadSource, lockSettling } from "@/lib/intake/processing/queries";
import { AlreadySettled, ctxOf, TRY_AGAIN, WITH_KEY } from "@/lib/intake/processing/settled";
import { settleItems } from "@/lib/intake/processing/settling/commands";
import { rehearse } from "@/lib/intake/rehearsing/commands";
import { noteArrived } from "@/lib/intake/proof/missing/commands";
import { isRehearsal } from "@/lib/intake/rehearsing/mark";
import type { Ctx } from "@/lib/core/ctx";
import type { Memory } from "@/lib/intake/processing/queries";
import type { Part } from "@/lib/intake/processing/parts/schema";
import type { KeyedDelivery } from "@/lib/intake/processing/settled";

type DeliveryOfSource = KeyedDelivery & { source: { name: string; companyId: string } };

const BATCH = 200;
/** So few that what comes meanwhile needn't wait long for the next batch; taken also where visitors would fill it. */
const HISTORY_BATCH = 50;

/**
 * Settles what has arrived: what visitors send first and then of the history, each oldest first, so that a year that is
 * brought in holds nobody up and gets on all the same. Answers whether there may be more.
 */
export async function processReceived(): Promise<boolean> {
  const visitors = await waiting({ history: false, take: BATCH });
  const past = await waiting({ history: true, take: HISTORY_BATCH });
  const ids = [...visitors, ...past];
  const memory: Memory = { sources: new Map() };
  const rest = ids.length > 1 ? await settleTogether(ids, memory) : ids;
  for (const id of rest) await processDelivery(id, memory, () => settleMeanwhile(ids));
  return visitors.length === BATCH || past.length === HISTORY_BATCH;
}

/** What visitors sent while a large request is read: most of it is nobody known, and needn't wait for its end. */
async function settleMeanwhile(but: string[]): Promise<void> {
  const ids = await waiting({ history: false, take: BATCH, but });
  // What is remembered of rules and sources may be a minute old by then.
  if (ids.length > 0) await settleTogether(ids, { sources: new Map() });
}

type Asked = { history: boolean; take: number; but?: string[] };

async function waiting({ history, take, but = [] }: Asked): Promise<string[]> {
  const rows = await database().delivery.findMany({
    // What came with others in one request is read with it.
    where: { state: "received", history, parentId: null, id: { notIn: but } },
    orderBy: { id: "asc" },
    take,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** So many entries of one request are brought to their end in one transaction: it holds the lock, and news wait behind it. */
const ENTRIES_AT_ONCE = 50;

/**
 * Reads one delivery and brings it to its end; if that can't be done, it is `failed` with the reason and can be replayed.
 * One of many entries goes step by step, and is read whole again if that is broken off; `between` is done after each step.
 */
export async function processDelivery(
  id: string,
  memory: Memory = { sources: new Map() },
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const delivery = await database().delivery.findUniqueOrThrow({
    where: { id },
    include: { source: { select: { name: true, companyId: true } }, ...WITH_KEY },
  });
  const ctx = ctxOf(delivery, delivery.source.name);
  try {
    if (isRehearsal(delivery)) {
      await rehearse(ctx, delivery);
      return;
    }
    let first: Part | undefined;
    let from = 0;
    for (let total = 1; from < total; from += ENTRIES_AT_ONCE) {
      if (from > 0) await between();
      const step = await settleStep(ctx, delivery, { memory, from, first });
      ({ first, total } = step);
    }
  } catch (error) {
    if (error instanceof AlreadySettled) return;
    logger.error({ err: error, delivery: id }, "a delivery couldn't be read");
    await recordFailure(ctx, delivery, isPassing(error) ? TRY_AGAIN : String(error).slice(0, 500));
  }
}

type Step = { memory: Memory; from: number; first: Part | undefined };

/** The entries from one on; the request itself, which is the first of them, ends with the last. */
async function settleStep(ctx: Ctx, delivery: DeliveryOfSource, { memory, from, first }: Step) {
  const { id } = delivery;
  return mutate(ctx, async (tx, emit) => {
    await lockSettling(tx);
    if ((await tx.delivery.count({ where: { id, state: "received" } })) === 0) throw new AlreadySettled();
    const { parts, total } = await settleItems(tx, delivery, memory, { from, most: ENTRIES_AT_ONCE });
    const [whole, others] = from === 0 ? [parts[0], parts.slice(1)] : [first, parts];
    if (others.length > 0) await keepParts(tx, delivery, others);
    const isLast = from + ENTRIES_AT_ONCE >= total;
    if (isLast && (total > 1 || delivery.attempts > 0)) await endMissingParts(tx, id, total);
    // Not `update`: that would bring the whole body back.
    if (isLast && whole)
      await tx.delivery.updateMany({ where: { id }, data: { ...endOf(whole), attempts: { increment: 1 } } });
    const read = [...(from === 0 && whole ? [whole] : []), ...others];
    await noteArrived(
      tx,
      read.map((part) => ({ item: part.item, delivery, deliveryId: part.delivery.id })),
    );
    const source = await loadSource(tx, delivery.sourceId, memory);
    for (const part of isLast && whole ? [whole, ...others] : others) {
      const { state, outcome, reason, leadId } = part.settled;
      emit(deliveryRead, {
        subjectId: part.delivery.id,
        subjectLabel: source.name,
        payload: { sourceId: source.id, state, outcome, reason, leadId },
        companyIds: [source.companyId],
      });
    }
    return { first: whole, total };
  });
}

async function recordFailure(ctx: Ctx, delivery: DeliveryOfSource, reason: string): Promise<void> {
  const { id, sourceId, source } = delivery;
  await mutate(ctx, async (tx, emit) => {
    const { count } = await tx.delivery.updateMany({
      where: { id, state: "received" },
      data: { state: "failed", reason, attempts: { increment: 1 }, processedAt: new Date() },
    });
    if (count === 0) throw new AlreadySettled();
    await tx.delivery.updateMany({ where: { parentId: id, state: "received" }, data: { state: "failed", reason } });
    emit(deliveryRead, {
      subjectId: id,
      subjectLabel: source.name,
      // Its own row keeps what the program said; that may quote what somebody wrote.
      payload: { sourceId, state: "failed", outcome: "", reason: "", leadId: null },
      companyIds: [source.companyId],
    });
  }).catch((error: unknown) => {
    if (!(error instanceof AlreadySettled)) throw error;
  });
}
