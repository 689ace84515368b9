import { runLoop } from "@/lib/core/consumers";
import { pool } from "@/lib/core/db";
import { NEXT_EVENTS } from "@/lib/core/events";
import { untilListening } from "@/lib/core/notify";
import type { Cursor, StoredEvent } from "@/lib/core/events";

type Listener = (events: StoredEvent[]) => void;
type Kept = { listeners: Set<Listener>; stop?: () => Promise<void>; place?: Promise<Cursor> };
const kept: Kept = ((globalThis as { __live?: Kept }).__live ??= { listeners: new Set() });

const BATCH = 500;

/** Hears every event committed from now on, each process for its own open screens. Who may hear of which event is the listener's affair. */
export function onEvents(listener: Listener): () => void {
  kept.listeners.add(listener);
  kept.stop ??= tail();
  return () => {
    kept.listeners.delete(listener);
    if (kept.listeners.size === 0) void stopLive();
  };
}

/** Resolves once it is fixed from where on a listener hears: what is committed after that isn't missed. */
export async function untilHearing(): Promise<void> {
  await Promise.all([kept.place?.catch(() => undefined), untilListening()]);
}

export async function stopLive(): Promise<void> {
  const stop = kept.stop;
  delete kept.stop;
  delete kept.place;
  await stop?.();
}

function tail(): () => Promise<void> {
  let cursor: Cursor | undefined;
  kept.place = endOfLog();
  return runLoop({
    name: "live",
    channel: "events",
    step: async () => {
      // Where the database was away the place is where the log ends once it is back.
      cursor ??= await (kept.place ?? endOfLog()).catch(() => (kept.place = endOfLog()));
      const { rows } = await pool().query<StoredEvent>(NEXT_EVENTS, [cursor.xid, cursor.seq, BATCH]);
      const last = rows.at(-1);
      if (!last) return false;
      cursor = { xid: last.xid, seq: last.seq };
      for (const listener of kept.listeners) listener(rows);
      return rows.length === BATCH;
    },
  });
}

/** Everything of transactions that had ended by now is past; all others are still to come. */
async function endOfLog(): Promise<Cursor> {
  const { rows } = await pool().query<{ xid: string }>("select pg_snapshot_xmin(pg_current_snapshot())::text as xid");
  return { xid: rows[0]?.xid ?? "0", seq: "-1" };
}
