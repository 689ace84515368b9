import { Outcome, tooLong } from "@/lib/core/errors";
import { fromRequest } from "@/lib/core/from-where";
import { logger } from "@/lib/core/logger";
import { requestIdOf } from "@/lib/core/request-id";
import { storable } from "@/lib/core/text";
import type { z } from "zod";
import type { Actor, Ctx } from "@/lib/core/ctx";
import type { FieldErrors, OutcomeCode } from "@/lib/core/errors";
import type { FromWhere } from "@/lib/core/from-where";

type Refused<Code> = {
  ok: false;
  code: Code;
  fields?: FieldErrors;
  details?: Record<string, string>;
  requestId: string;
};

/** What the server says of an attempt. */
export type Answer<T> = { ok: true; data: T } | Refused<OutcomeCode | "INTERNAL">;

/** What a screen has of it: also that no answer came, which only whoever asked can say. */
export type ActionResult<T> = Answer<T> | Refused<"UNANSWERED">;

/** Deeper than any of our inputs. */
const MOST_LEVELS = 40;

type Verb<S extends z.ZodType, T> = { input: S; run: (ctx: Ctx, input: z.output<S>) => Promise<T> };

/** Makes `defineAction` for a way of knowing who acts and with which headers: session → Actor → zod → verb → result. */
export function actionDefiner(
  resolveActor: () => Promise<Actor | undefined>,
  sentHeaders: () => Promise<Headers>,
  via: FromWhere["via"] = "screen",
) {
  return function defineAction<S extends z.ZodType, T>(verb: Verb<S, T>) {
    return async (input: z.input<S>): Promise<ActionResult<T>> => {
      const sent = await sentHeaders();
      const requestId = requestIdOf(sent);
      return attempt(requestId, async () => {
        const actor = await resolveActor();
        if (!actor) throw new Outcome("UNAUTHENTICATED");
        return verb.run(ctxFor(actor, requestId, fromRequest(via, sent)), parseInput(verb.input, input));
      });
    };
  };
}

export function ctxFor(actor: Actor, requestId: string, from?: FromWhere): Ctx {
  return { actor, requestId, now: () => new Date(), history: false, ...(from && { from }) };
}

/** Refuses with one message key per field: the first thing wrong with it. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(storableIn(input), { reportInput: true });
  if (parsed.success) return parsed.data;
  const fields: FieldErrors = {};
  for (const issue of parsed.error.issues.flatMap(nearest)) fields[issue.path.join(".")] ??= messageKey(issue);
  throw new Outcome("INVALID", { fields });
}

/** Of what may be said in several ways, what is wrong with the way that least is missing from. */
function nearest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const missing = (issues: z.core.$ZodIssue[]) => issues.filter(({ code }) => code === "invalid_type").length;
  const [way = []] = issue.errors.toSorted((a, b) => missing(a) - missing(b));
  if (way.length === 0) return [issue];
  return way.map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
}

/** Nobody types a NUL or half a letter: whatever a schema lets through can be stored and compared. */
function storableIn(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return storable(value);
  if (typeof value !== "object" || value === null || depth > MOST_LEVELS) return value;
  if (Array.isArray(value)) return value.map((one) => storableIn(one, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [storable(key), storableIn(one, depth + 1)]));
}

/** Our schemas give a key of the `errors` messages as their message; zod's own wording is turned into one. */
function messageKey(issue: z.core.$ZodIssue): string {
  const isLongText = issue.code === "too_big" && issue.origin === "string";
  if (isLongText && typeof issue.input === "string" && !isOtherKey(issue.message))
    return tooLong(Number(issue.maximum), issue.input.length);
  if (KEY.test(issue.message)) return issue.message;
  if (issue.code === "too_small") return issue.origin === "string" && issue.minimum === 1 ? "required" : "tooSmall";
  if (issue.code === "too_big") return isLongText ? "tooLong" : "tooBig";
  return "notValid";
}

/** A schema that calls a text that is too long something else: no address, say. */
function isOtherKey(message: string): boolean {
  return KEY.test(message) && message !== "tooLong";
}

const KEY = /^[a-z][A-Za-z]*$/;

/** Expected outcomes become codes; anything else is logged with the request id and answered as INTERNAL. */
export async function attempt<T>(requestId: string, run: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, data: await run() };
  } catch (error) {
    if (!(error instanceof Outcome)) {
      logger.error({ err: error, requestId }, "a request failed");
      return { ok: false, code: "INTERNAL", requestId };
    }
    return {
      ok: false,
      code: error.code,
      requestId,
      ...(error.fields && { fields: error.fields }),
      ...(error.details && { details: error.details }),
    };
  }
}
