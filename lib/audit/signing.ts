import { createHmac, hkdfSync } from "node:crypto";
import { env } from "@/lib/core/env";

/** What the program vouches for besides seals. Each has a key of its own, so that nothing said of one passes for another. */
type Signed = "erased" | "dropped" | "check" | "head";

/** With a key that isn't in the database, over the values whatever their order: the database has one of its own. */
export function signatureOf(what: Signed, said: object): string {
  const key = hkdfSync("sha256", Buffer.from(env().DATA_KEY, "base64url"), "", `audit ${what}`, 32);
  return createHmac("sha256", Buffer.from(key))
    .update(JSON.stringify(inOrder(said)))
    .digest("hex");
}

/** `said` is as it was signed, without its signature. */
export function isSigned(what: Signed, said: object, signature: unknown): boolean {
  return signature === signatureOf(what, said);
}

export function withSignature<T extends object>(what: Signed, said: T): T & { signature: string } {
  return { ...said, signature: signatureOf(what, said) };
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, inOrder(one)]));
}
