import { takeAnswer } from "@/lib/auth/answers/commands";
import { userSignInFailed } from "@/lib/auth/events";
import { enterAs } from "@/lib/auth/identities/entering/commands";
import { askTheWay, askWhoCame } from "@/lib/auth/provider/asking/commands";
import { hasTooManyGroups, listedBy } from "@/lib/auth/provider/claims";
import { providerAccess } from "@/lib/auth/provider/queries";
import { RETURN_PATH } from "@/lib/auth/provider/schema";
import { readStep, sealStep } from "@/lib/auth/provider/step";
import { countBlocked } from "@/lib/auth/tallying/commands";
import { countAttempt, forgetAttempts, returnAttemptOf, startAttemptOf } from "@/lib/auth/throttle/commands";
import { Outcome } from "@/lib/core/errors";
import { NO_ID } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import type { Welcome } from "@/lib/auth/identities/entering/commands";
import type { Entry } from "@/lib/auth/person";
import type { ProviderProblem, ReturnReason } from "@/lib/auth/provider/schema";
import type { Client } from "@/lib/auth/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";

type Start = { next: string; origin: string; client: Client };

/** Where the browser goes, and what it keeps meanwhile; or why it goes nowhere. */
export async function startByProvider(
  ctx: Ctx,
  { next, origin, client }: Start,
): Promise<{ url: string; sealed: string } | { reason: ReturnReason }> {
  if (await isTooMuch(ctx, () => countAttempt(startAttemptOf(client.address), { knownAddress: false })))
    return { reason: "wait" };
  const known = await providerAccess();
  if (!known?.on) return { reason: "off" };
  const way = await askTheWay(known.access, `${origin}${RETURN_PATH}`);
  if (way.is === "trouble") return { reason: "away" };
  const { issuer } = known.access;
  return { url: way.url, sealed: sealStep({ ...way.going, issuer, next }, ctx.now()) };
}

type Back = { query: URLSearchParams; sealed: string | undefined; client: Client };
export type CameBack = { next: string } & ({ entry: Entry } | { reason: ReturnReason });

/**
 * Opens a session for whoever comes back from the provider with what it gave them, or asks for the code of their second
 * factor: what the provider says of how it looked at them isn't gone by. Everything but a mistake of ours ends in words.
 */
export async function enterByProvider(ctx: Ctx, { query, sealed, client }: Back, welcome: Welcome): Promise<CameBack> {
  const step = readStep(sealed, ctx.now());
  // Another browser's, one that was used already, or too old: there is nothing to look at.
  if (!step) return { next: "/", reason: "over" };
  const { next, expiresAt, ...going } = step;
  const attempt = returnAttemptOf(client.address);
  if (await isTooMuch(ctx, () => countAttempt(attempt, { knownAddress: false }))) return { next, reason: "wait" };
  const known = await providerAccess();
  if (!known?.on || known.access.issuer !== step.issuer) return { next, reason: "off" };
  const fail = async (reason: ReturnReason, why: string): Promise<CameBack> => {
    await announceFailure(ctx, client, why);
    return { next, reason };
  };
  if (query.get("state") !== step.state) return fail("over", "state");
  const came = await askWhoCame(known.access, query, going);
  if (came.is === "trouble") return fail(reasonOf(came.problem), came.problem);
  if (came.is === "refused") return fail(refusalOf(came.code), PLAIN_CODE.test(came.code) ? came.code : "refused");
  const { claims } = came;
  if (hasTooManyGroups(claims, known.access.groupsClaim)) return fail("manyGroups", "manyGroups");
  const person = listedBy(came.issuer, came.sub, claims, known.access);
  const first = async (tx: Tx) => {
    if (!(await takeAnswer(tx, { text: step.state, expiresAt }, ctx.now()))) throw new Used();
  };
  try {
    const entry = await enterAs(ctx, { via: "provider", person, login: person.account, client, first }, welcome);
    if ("refused" in entry) return { next, reason: GUESTS[entry.refused] ?? "failed" };
    await forgetAttempts(attempt);
    return { next, entry };
  } catch (error) {
    if (error instanceof Used) return fail("over", "state");
    throw error;
  }
}

/** Somebody came in by it already. */
class Used extends Error {}

/** What somebody's first sign-in, or their next, is refused for. */
const GUESTS: Partial<Record<string, ReturnReason>> = {
  deactivated: "deactivated",
  providerNoGroup: "noGroup",
  providerNoMail: "noMail",
  providerTaken: "taken",
};

const PLAIN_CODE = /^[a-z_]{1,40}$/;

/** By what the provider says instead of who somebody is. */
function refusalOf(code: string): ReturnReason {
  if (code === "access_denied") return "cancelled";
  return code === "server_error" || code === "temporarily_unavailable" ? "away" : "refused";
}

const AWAY: readonly ProviderProblem[] = [
  "unknown_host",
  "refused_connection",
  "no_answer",
  "closed",
  "status",
  "busy",
];

function reasonOf(problem: ProviderProblem): ReturnReason {
  if (problem === "clock") return "clock";
  if (problem === "code_refused") return "over";
  return AWAY.includes(problem) ? "away" : "refused";
}

async function isTooMuch(ctx: Ctx, counting: () => Promise<unknown>): Promise<boolean> {
  try {
    await counting();
    return false;
  } catch (error) {
    if (!(error instanceof Outcome)) throw error;
    countBlocked(null, ctx.from);
    return true;
  }
}

async function announceFailure(ctx: Ctx, client: Client, reason: string): Promise<void> {
  await mutate(ctx, async (_tx, emit) => {
    const payload = { ...client, known: false, step: "provider", reason } as const;
    emit(userSignInFailed, { subjectId: NO_ID, subjectLabel: "", payload });
    return Promise.resolve();
  });
}
