import { attempt, ctxFor, parseInput } from "@/lib/core/define-action";
import { Outcome } from "@/lib/core/errors";
import { requestIdOf } from "@/lib/core/request-id";
import type { z } from "zod";
import type { Actor, Ctx } from "@/lib/core/ctx";

const STATUS = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  CONFLICT: 409,
  INVALID: 422,
  PRECONDITION: 412,
  LIMIT: 429,
  UNAUTHENTICATED: 401,
  INTERNAL: 500,
};

type Params = Record<string, string>;
type Verb<S extends z.ZodType, T> = { input: S; run: (ctx: Ctx, input: z.output<S>) => Promise<T> };

/**
 * The twin of `defineAction` for HTTP: input is the path's parameters with the query's (GET, HEAD) or the JSON body's values,
 * output is JSON, expected outcomes are status codes with `{ code, fields?, details?, requestId }`.
 */
export function routeDefiner(resolveActor: (request: Request) => Promise<Actor | undefined>) {
  return function defineRoute<S extends z.ZodType, T>(verb: Verb<S, T>) {
    return async (request: Request, route: { params: Promise<Params> }): Promise<Response> => {
      const requestId = requestIdOf(request.headers);
      const result = await attempt(requestId, async () => {
        const actor = await resolveActor(request);
        if (!actor) throw new Outcome("UNAUTHENTICATED");
        const input = { ...(await values(request)), ...(await route.params) };
        return verb.run(ctxFor(actor, requestId), parseInput(verb.input, input));
      });
      const headers = { "cache-control": "no-store", "x-request-id": requestId };
      if (result.ok) return Response.json(result.data, { headers });
      const { ok: _, ...refusal } = result;
      return Response.json(refusal, { status: STATUS[result.code], headers });
    };
  };
}

async function values(request: Request): Promise<object> {
  if (request.method === "GET" || request.method === "HEAD")
    return Object.fromEntries(new URL(request.url).searchParams);
  const body: unknown = await request.json().catch(() => undefined);
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new Outcome("INVALID");
  return body;
}
