import { createHash } from "node:crypto";
import os from "node:os";
import { clientAddress } from "@/lib/core/client-address";
import type { Tx } from "@/lib/core/db";

/** By which door somebody came: the screens, a program's key, the operator's shell, or what is open to whoever isn't signed in. */
export const DOORS = ["screen", "api", "shell", "door"] as const;
type Door = (typeof DOORS)[number];

/** From where something is done. What the server does by itself comes from nowhere. */
export type FromWhere = { via: Door; address: string; userAgent: string };

const MOST_REMEMBERED = 10_000;
/** Far less than the least that events are kept: one that was named so lately is named still. */
const REMEMBERED_MS = 86_400_000;
/** When each was named last. */
type Kept = Map<string, number>;
const remembered: Kept = ((globalThis as { __originsNamed?: Kept }).__originsNamed ??= new Map());

export function fromRequest(via: Door, headers: Headers): FromWhere {
  return {
    via,
    address: clientAddress(headers).slice(0, 64),
    userAgent: (headers.get("user-agent") ?? "").slice(0, 400),
  };
}

export function fromShell(): FromWhere {
  return { via: "shell", address: os.hostname(), userAgent: shellUser() };
}

/** In a container the user may have a number only. */
function shellUser(): string {
  try {
    return os.userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "");
  }
}

/** Made of what it stands for: an event's hash covers the id, and with it whoever changes the row behind it is found. */
export function originIdOf({ via, address, userAgent }: FromWhere): string {
  const hex = createHash("sha256")
    .update(JSON.stringify([via, address, userAgent]))
    .digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

// Whoever names one keeps it from going, to the end of the transaction.
const LOCK = "hashtext('audit origins')";
const INSERT_ORIGIN = `
  insert into "Origin" (id, via, address, "userAgent")
  select $1::uuid, $2, $3, $4 where pg_advisory_xact_lock_shared(${LOCK})::text = '' on conflict (id) do nothing`;

/** Waits for whoever is about to name one, and has all others wait to the end of the transaction. */
export async function holdOrigins(tx: Tx): Promise<void> {
  await tx.$queryRawUnsafe(`select pg_advisory_xact_lock(${LOCK})::text`);
}

/** By their ids, which events carry. */
type Origins = ReadonlyMap<string, FromWhere>;

/**
 * Writes those that nobody was seen at yet, in the transaction of the events that name them and at its end: what was refused
 * leaves nothing behind, and whoever comes from the same place at the same moment waits for no more than a commit.
 */
export async function writeOrigins(tx: Tx, origins: Origins): Promise<void> {
  for (const [id, { via, address, userAgent }] of origins) {
    if ((remembered.get(id) ?? 0) > Date.now() - REMEMBERED_MS) continue;
    await tx.$executeRawUnsafe(INSERT_ORIGIN, id, via, address, userAgent);
  }
}

/** They are committed, and needn't be written again. */
export function rememberOrigins(origins: Origins): void {
  for (const id of origins.keys()) {
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(id, Date.now());
  }
}
