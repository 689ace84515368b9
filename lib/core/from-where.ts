import { createHash } from "node:crypto";
import os from "node:os";
import { clientAddress } from "@/lib/core/client-address";
import { pool } from "@/lib/core/db";

/** By which door somebody came: the screens, a program's key, the operator's shell, or what is open to whoever isn't signed in. */
export const DOORS = ["screen", "api", "shell", "door"] as const;
type Door = (typeof DOORS)[number];

/** From where something is done. What the server does by itself comes from nowhere. */
export type FromWhere = { via: Door; address: string; userAgent: string };

const MOST_REMEMBERED = 10_000;
type Kept = Set<string>;
const remembered: Kept = ((globalThis as { __origins?: Kept }).__origins ??= new Set());

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

/**
 * The id that events carry. A row is written the first time only, and not inside of anybody's transaction: that somebody
 * was there is true even if what they tried came to nothing.
 */
export async function rememberOrigin(from: FromWhere | undefined): Promise<string | null> {
  if (!from) return null;
  const id = originIdOf(from);
  if (remembered.has(id)) return id;
  await pool().query(
    `insert into "Origin" (id, via, address, "userAgent") values ($1::uuid, $2, $3, $4) on conflict (id) do nothing`,
    [id, from.via, from.address, from.userAgent],
  );
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.add(id);
  return id;
}
