import { attempt, ctxFor, parseInput } from "@/lib/core/define-action";
import { invalid, Outcome } from "@/lib/core/errors";
import { isFromElsewhere } from "@/lib/core/origin";
import { requestIdOf } from "@/lib/core/request-id";
import type { z } from "zod";
import type { Actor, Ctx } from "@/lib/core/ctx";
import type { FieldErrors } from "@/lib/core/errors";

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
        if (isFromElsewhere(request)) throw new Outcome("FORBIDDEN");
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
  if (request.method === "GET" || request.method === "HEAD") return asked(new URL(request.url).searchParams);
  const body: unknown = await request.json().catch(() => undefined);
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new Outcome("INVALID");
  return body;
}

/** Each parameter once and as a text that can be compared with stored ones: dropping half of what was asked answers another question. */
function asked(params: URLSearchParams): Record<string, string> {
  const fields: FieldErrors = {};
  for (const [name, value] of params) {
    if (value.includes("\0") || params.getAll(name).length > 1) fields[name] = "notValid";
  }
  if (Object.keys(fields).length > 0) throw invalid(fields);
  return Object.fromEntries(params);
}
