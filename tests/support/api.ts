import { createKey } from "@/lib/auth/keys/commands";
import { createKeyInput } from "@/lib/auth/keys/schema";
import { systemCtx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { runLoop } from "@/lib/core/consumers";
import { stopNotify } from "@/lib/core/notify";
import { processReceived } from "@/lib/intake/processing/commands";
import { ctxOf } from "@/tests/support/house";
import type { z } from "zod";
import type { UserActor } from "@/lib/core/ctx";

type KeyOptions = Partial<z.input<typeof createKeyInput>> & { maker?: UserActor };

/** A key as an admin makes it, for the companies that are named or for all. */
export async function makeKey({ maker, ...more }: KeyOptions = {}) {
  const input = createKeyInput.parse({
    name: `Test program ${newId()}`,
    permissions: ["lead.create", "lead.read", "intake.read", "user.read"],
    everyCompany: more.companyIds === undefined,
    ...more,
  });
  return createKey(maker ? ctxOf(maker) : systemCtx("test"), input);
}

type Handler = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Sent = { key?: string; body?: unknown; headers?: Record<string, string>; params?: Record<string, string> };

/** Asks a route as a program does. */
export async function ask(handler: Handler, address: string, sent: Sent = {}) {
  const { key, body, headers, params = {} } = sent;
  const request = new Request(`http://server:3000${address}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      host: "server:3000",
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const answer = await handler(request, { params: Promise.resolve(params) });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
}

/** The worker's loop that settles what arrives. */
export function startSettling(): () => Promise<void> {
  const stop = runLoop({ name: "intake", channel: "deliveries", step: processReceived });
  return async () => {
    await stop();
    await stopNotify();
  };
}
