import { isAlone } from "@/lib/core/alone";
import { database } from "@/lib/core/db";
import { NEXT_EVENTS } from "@/lib/core/events";
import { logger } from "@/lib/core/logger";
import { onNotify } from "@/lib/core/notify";
import type { Tx } from "@/lib/core/db";
import type { Cursor, StoredEvent } from "@/lib/core/events";

/** A durable reader of the event log. Its effects and its cursor are one transaction, so each event takes effect exactly once. */
export type Consumer = { name: string; handle: (events: StoredEvent[], tx: Tx) => Promise<void> };

const BATCH = 500;
const POLL_MS = 1000;

/**
 * Takes the consumer's next batch, if no other process holds it. Answers how many events it took.
 * A new consumer starts at the beginning of the log.
 */
export async function consume(consumer: Consumer): Promise<number> {
  return database().$transaction(
    async (tx) => {
      if (!(await isAlone(tx, `consumer:${consumer.name}`))) return 0;
      const cursor: Cursor = (await tx.consumerCursor
        .findUnique({ where: { name: consumer.name } })
        .then(toCursor)) ?? { xid: "0", seq: "0" };
      const events = await tx.$queryRawUnsafe<StoredEvent[]>(NEXT_EVENTS, cursor.xid, BigInt(cursor.seq), BATCH);
      const last = events.at(-1);
      if (!last) return 0;
      await consumer.handle(events, tx);
      const position = { xid: last.xid, seq: BigInt(last.seq) };
      await tx.consumerCursor.upsert({
        where: { name: consumer.name },
        create: { name: consumer.name, ...position },
        update: position,
      });
      return events.length;
    },
    { timeout: 60_000 },
  );
}

function toCursor(row: { xid: string; seq: bigint } | null): Cursor | undefined {
  return row ? { xid: row.xid, seq: row.seq.toString() } : undefined;
}

/** Calls `step` on every wake-up of the channel and every second; again at once while it answers true. Never two steps at a time. */
export function runLoop(loop: { name: string; channel: string; step: () => Promise<boolean> }): () => Promise<void> {
  let stopped = false;
  let wanted = true;
  let running: Promise<void> | undefined;

  const run = async () => {
    while (wanted && !stopped) {
      wanted = false;
      try {
        if (await loop.step()) wanted = true;
      } catch (error) {
        logger.error({ err: error, loop: loop.name }, "a step failed; tried again at the next wake-up");
        return;
      }
    }
  };
  const wake = () => {
    wanted = true;
    running ??= run().finally(() => {
      running = undefined;
      if (wanted && !stopped) setImmediate(wake);
    });
  };

  const unlisten = onNotify(loop.channel, wake);
  const poll = setInterval(wake, POLL_MS);
  wake();
  return async () => {
    stopped = true;
    clearInterval(poll);
    unlisten();
    await running;
  };
}

/** A step of work that nobody waits for: it leaves three quarters of the time to what somebody does. */
export function unhurried(step: () => Promise<boolean>): () => Promise<boolean> {
  return async () => {
    const began = performance.now();
    const isMore = await step();
    if (isMore) await new Promise((done) => setTimeout(done, 3 * (performance.now() - began)));
    return isMore;
  };
}
