import { setTimeout } from "node:timers/promises";
import { quickPool } from "@/lib/core/db";
import { logger } from "@/lib/core/logger";

type Unkept = { count: number; lastAt: Date };
type Waiting = { counts: Map<string, Unkept>; pump?: Promise<void> };

/** On globalThis: the door, the drain and the API are bundled apart. */
const waiting: Waiting = ((globalThis as { __unkept?: Waiting }).__unkept ??= { counts: new Map() });

/** A flood is one statement in so long. */
const PAUSE_MS = 1000;

const COUNT = `
  insert into "Unkept" ("sourceId", hour, count, "lastAt")
  select a.id, date_trunc('hour', a.at), a.count, a.at from unnest($1::uuid[], $2::int[], $3::timestamptz[]) as a(id, count, at)
  on conflict ("sourceId", hour) do update
    set count = "Unkept".count + excluded.count, "lastAt" = greatest("Unkept"."lastAt", excluded."lastAt")`;

/**
 * Counts what came to a source and isn't kept. Of several the first is written before its sender is answered, the others
 * together within a second: a kill costs a number, and never that it is said.
 */
export async function countUnkept(sourceId: string, at: Date): Promise<void> {
  const before = waiting.counts.get(sourceId);
  waiting.counts.set(sourceId, { count: (before?.count ?? 0) + 1, lastAt: at });
  if (waiting.pump) return;
  await new Promise<void>((written) => {
    waiting.pump = writeAll(written).finally(() => delete waiting.pump);
  });
}

async function writeAll(written: () => void): Promise<void> {
  while (waiting.counts.size > 0) {
    const batch = waiting.counts;
    waiting.counts = new Map();
    await write(batch).catch((error: unknown) => {
      logger.warn({ err: error }, "what isn't kept couldn't be counted yet");
      for (const [sourceId, { count, lastAt }] of batch) {
        const since = waiting.counts.get(sourceId);
        waiting.counts.set(sourceId, { count: count + (since?.count ?? 0), lastAt: since?.lastAt ?? lastAt });
      }
    });
    written();
    await setTimeout(PAUSE_MS, undefined, { ref: false });
  }
}

async function write(counts: ReadonlyMap<string, Unkept>): Promise<void> {
  const all = [...counts.values()];
  await quickPool().query(COUNT, [
    [...counts.keys()],
    all.map(({ count }) => count),
    all.map(({ lastAt }) => lastAt.toISOString()),
  ]);
}
