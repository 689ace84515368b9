import { attempt, ctxFor, parseInput } from "@/lib/core/define-action";
import { invalid, Outcome, reasonKey } from "@/lib/core/errors";
import { fromRequest } from "@/lib/core/from-where";
import { isFromElsewhere } from "@/lib/core/origin";
import { requestIdOf } from "@/lib/core/request-id";
import type { z } from "zod";
import type { Actor, Ctx } from "@/lib/core/ctx";
import type { Answer } from "@/lib/core/define-action";
import type { FieldErrors } from "@/lib/core/errors";

type Refusal = Exclude<Answer<unknown>, { ok: true }>;

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
type Verb<A extends Actor, S extends z.ZodType, T> = {
  input: S;
  run: (ctx: Ctx & { actor: A }, input: z.output<S>) => Promise<T>;
  /** What the request says, where it isn't its query or JSON body. */
  read?: (request: Request) => object | Promise<object>;
  /** How the answer is to be understood, where it isn't always a 200. */
  status?: (data: T) => number;
};
type Callers = {
  /** They bring a secret of their own, which a page of another site can't have a browser add. */
  fromAnywhere: boolean;
  /** What whoever isn't known is asked for. */
  challenge: string;
};

/**
 * The twin of `defineAction` for HTTP: input is the path's parameters with the query's (GET, HEAD) or the JSON body's values,
 * output is JSON, expected outcomes are status codes with `{ code, fields?, details?, requestId }`.
 */
export function routeDefiner<A extends Actor>(
  resolveActor: (request: Request) => Promise<A | undefined>,
  callers?: Callers,
) {
  return function defineRoute<S extends z.ZodType, T>(verb: Verb<A, S, T>) {
    return async (request: Request, route: { params: Promise<Params> }): Promise<Response> => {
      const requestId = requestIdOf(request.headers);
      const result = await attempt(requestId, async () => {
        if (!callers?.fromAnywhere && isFromElsewhere(request)) throw new Outcome("FORBIDDEN");
        const actor = await resolveActor(request);
        if (!actor) throw new Outcome("UNAUTHENTICATED");
        const input = { ...(await (verb.read ?? values)(request)), ...(await route.params) };
        const from = fromRequest(callers?.fromAnywhere ? "api" : "screen", request.headers);
        return verb.run({ ...ctxFor(actor, requestId, from), actor }, parseInput(verb.input, input));
      });
      const headers = { "cache-control": "no-store", "x-request-id": requestId };
      if (result.ok) return Response.json(result.data, { status: verb.status?.(result.data) ?? 200, headers });
      const { ok: _, ...refusal } = result;
      return Response.json(forPrograms(refusal), {
        status: STATUS[result.code],
        headers: { ...headers, ...adviceFor(result, callers) },
      });
    };
  };
}

/** Keys and nothing else: a program compares them. */
function forPrograms<T extends { fields?: FieldErrors }>(refusal: T): T {
  if (!refusal.fields) return refusal;
  const keys = Object.entries(refusal.fields).map(([field, reason]) => [field, reasonKey(reason)]);
  return { ...refusal, fields: Object.fromEntries(keys) as FieldErrors };
}

/** What a program does next: come again later, or with a key. */
function adviceFor({ code, details }: Refusal, callers: Callers | undefined): Record<string, string> {
  if (code === "UNAUTHENTICATED" && callers) return { "www-authenticate": callers.challenge };
  const seconds = code === "LIMIT" ? details?.["seconds"] : undefined;
  return seconds === undefined ? {} : { "retry-after": seconds };
}

async function values(request: Request): Promise<object> {
  if (request.method === "GET" || request.method === "HEAD") return asked(request);
  const body: unknown = await request.json().catch(() => undefined);
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new Outcome("INVALID");
  return body;
}

/** Each parameter once and as a text that can be compared with stored ones: dropping half of what was asked answers another question. */
export function asked(request: Request): Record<string, string> {
  const params = new URL(request.url).searchParams;
  const fields: FieldErrors = {};
  for (const [name, value] of params) {
    if (value.includes("\0") || params.getAll(name).length > 1) fields[name] = "notValid";
  }
  if (Object.keys(fields).length > 0) throw invalid(fields);
  return Object.fromEntries(params);
}
