import pg from "pg";
import { env } from "@/lib/core/env";
import { logger } from "@/lib/core/logger";

type Listener = (payload: string) => void;
type Kept = { channels: Map<string, Set<Listener>>; client?: Promise<pg.Client>; retry?: NodeJS.Timeout };
// Routes and instrumentation are separate bundles with separate module state.
const kept: Kept = ((globalThis as { __notify?: Kept }).__notify ??= { channels: new Map() });

const RETRY_MS = 1000;

/** Hears a channel on the process's one listening connection. A notice can be lost: whoever needs certainty also polls. */
export function onNotify(channel: string, listener: Listener): () => void {
  const listeners = kept.channels.get(channel) ?? new Set();
  listeners.add(listener);
  kept.channels.set(channel, listeners);
  if (listeners.size === 1 && kept.client) {
    // After whatever the connection is being asked: it takes one query at a time.
    kept.client = kept.client.then(async (client) => {
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      return client;
    });
    kept.client.catch(lost);
  }
  connect();
  return () => {
    listeners.delete(listener);
  };
}

/** Resolves once the channels asked for so far are heard. */
export async function untilListening(): Promise<void> {
  await kept.client?.catch(() => undefined);
}

export async function stopNotify(): Promise<void> {
  clearTimeout(kept.retry);
  const client = await kept.client?.catch(() => undefined);
  delete kept.client;
  kept.channels.clear();
  client?.removeAllListeners("end");
  await client?.end();
}

function connect(): void {
  if (kept.client) return;
  kept.client = open();
  kept.client.catch(lost);
}

async function open(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true });
  client.on("error", lost);
  client.on("end", lost);
  client.on("notification", ({ channel, payload }) => {
    for (const listener of kept.channels.get(channel) ?? []) listener(payload ?? "");
  });
  await client.connect();
  for (const channel of kept.channels.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  return client;
}

function lost(error?: Error): void {
  if (!kept.client) return;
  delete kept.client;
  logger.warn({ error: error?.message }, "the listening connection ended; opening it again");
  kept.retry = setTimeout(() => {
    connect();
    // Whatever was announced meanwhile went unheard.
    for (const listeners of kept.channels.values()) for (const listener of listeners) listener("");
  }, RETRY_MS);
}
