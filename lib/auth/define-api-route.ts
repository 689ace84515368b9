import { markKeyUsed } from "@/lib/auth/keys/commands";
import { actorOfKey } from "@/lib/auth/keys/queries";
import { countRequest } from "@/lib/auth/keys/rate/commands";
import { KEY_TEXT } from "@/lib/auth/keys/schema";
import { countRefused, countUse } from "@/lib/auth/tallying/commands";
import { routeDefiner } from "@/lib/core/define-route";
import { Outcome } from "@/lib/core/errors";
import { fromRequest } from "@/lib/core/from-where";
import type { KeyActor } from "@/lib/core/ctx";

/** Whoever brings a key that works. A session's cookie opens nothing here. */
async function keyActor(request: Request): Promise<KeyActor | undefined> {
  const secret = presentedKey(request.headers);
  const found = secret === undefined ? undefined : await actorOfKey(secret);
  const from = fromRequest("api", request.headers);
  if (!found) {
    if (secret !== undefined) countRefused(from);
    return undefined;
  }
  const { actor, stale, makerOwes } = found;
  await countRequest(actor.id);
  if (makerOwes) throw new Outcome("FORBIDDEN", { details: { reason: "makerOwesSecondFactor" } });
  countUse(actor, from, { requests: 1 });
  if (stale) await markKeyUsed(actor.id);
  return actor;
}

export function presentedKey(headers: Headers): string | undefined {
  const [scheme = "", secret = ""] = (headers.get("authorization") ?? "").trim().split(/\s+/, 2);
  return scheme.toLowerCase() === "bearer" && KEY_TEXT.test(secret) ? secret : undefined;
}

/** A route of the API: the program behind an API key. */
export const defineApiRoute = routeDefiner(keyActor, {
  fromAnywhere: true,
  challenge: 'Bearer realm="Leads Manager API"',
});
