import { cookies, headers } from "next/headers";
import { currentClient, setDeviceCookie, setSessionCookie } from "@/lib/auth/cookie";
import { localPath } from "@/lib/auth/local-path";
import { enterByProvider, startByProvider } from "@/lib/auth/provider/entering/commands";
import { START_PATH } from "@/lib/auth/provider/schema";
import { STEP_MINUTES } from "@/lib/auth/provider/step";
import { systemCtx } from "@/lib/core/ctx";
import { env } from "@/lib/core/env";
import { fromRequest } from "@/lib/core/from-where";
import { newId } from "@/lib/core/id";
import { logger } from "@/lib/core/logger";
import { isSecure, reachedAt } from "@/lib/core/origin";
import type { Welcome } from "@/lib/auth/identities/entering/commands";
import type { ReturnReason } from "@/lib/auth/provider/schema";

/** What the browser keeps while it is at the provider; sent to these two doors alone. */
const COOKIE = "provider-step";

/** Sends a browser to the identity provider. It is followed as a link: a form's answer couldn't lead there. */
export async function startDoor(request: Request): Promise<Response> {
  const next = localPath(new URL(request.url).searchParams.get("next") ?? undefined);
  const sent = await headers();
  const origin = env().PUBLIC_URL ?? reachedAt(sent);
  if (origin === undefined) return new Response(null, { status: 400 });
  return atSignIn(next, async (requestId) => {
    const ctx = systemCtx("sign-in", { requestId, from: fromRequest("door", sent) });
    const start = await startByProvider(ctx, { next, origin, client: await currentClient() });
    if ("reason" in start) return backTo(next, start.reason);
    const jar = await cookies();
    jar.set(COOKIE, start.sealed, { ...held(sent), maxAge: STEP_MINUTES * 60 });
    return leadTo(start.url);
  });
}

/** Where the provider sends them back to. `welcome`: who somebody is here, which the floor above knows. */
export function returnDoor(welcome: Welcome) {
  return async (request: Request): Promise<Response> =>
    atSignIn("/", async (requestId) => {
      const [sent, jar, client] = await Promise.all([headers(), cookies(), currentClient()]);
      const ctx = systemCtx("sign-in", { requestId, from: fromRequest("door", sent) });
      const sealed = jar.get(COOKIE)?.value;
      // Whatever comes of it, it was brought once.
      jar.set(COOKIE, "", { ...held(sent), maxAge: 0 });
      const query = new URL(request.url).searchParams;
      const back = await enterByProvider(ctx, { query, sealed, client }, welcome);
      if ("reason" in back) return backTo(back.next, back.reason);
      await setSessionCookie(back.entry);
      if (back.entry.sessionId === undefined) return leadTo(withNext("/sign-in", back.next));
      await setDeviceCookie(client);
      return leadTo(back.next);
    });
}

/** Whoever is on their way in is never shown a bare error. */
async function atSignIn(next: string, work: (requestId: string) => Promise<Response>): Promise<Response> {
  const requestId = newId();
  try {
    return await work(requestId);
  } catch (error) {
    logger.error({ err: error, requestId }, "signing in by the identity provider failed");
    return backTo(next, "failed");
  }
}

function held(sent: Headers) {
  return { httpOnly: true, sameSite: "lax", path: START_PATH, secure: isSecure(sent) } as const;
}

const backTo = (next: string, reason: ReturnReason) => leadTo(withNext("/sign-in", next, { provider: reason }));

function withNext(path: string, next: string, more: Record<string, string> = {}): string {
  const asked = new URLSearchParams({ ...(next !== "/" && { next }), ...more });
  return asked.size === 0 ? path : `${path}?${asked.toString()}`;
}

/** What came in the address isn't told to where it leads. */
function leadTo(location: string): Response {
  const said = { location, "cache-control": "no-store", "referrer-policy": "no-referrer" };
  return new Response(null, { status: 303, headers: said });
}
