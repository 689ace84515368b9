import { factsOf, ProviderRefusal, wayTo, whoCame } from "@/lib/auth/provider/gateway";
import { ProviderTrouble } from "@/lib/auth/provider/problems";
import { database } from "@/lib/core/db";
import { logger } from "@/lib/core/logger";
import type { Going, Told } from "@/lib/auth/provider/gateway";
import type { ProviderAccess, ProviderFacts, ProviderProblem } from "@/lib/auth/provider/schema";

/** It couldn't be spoken to, or what it said can't be used. */
export type Trouble = { is: "trouble"; problem: ProviderProblem; detail: string };

/** Where to send whoever begins. Never throws for what the provider does: that is noted. */
export async function askTheWay(
  access: ProviderAccess,
  redirectUri: string,
): Promise<{ is: "way"; url: string; going: Going } | Trouble> {
  return noted(async () => ({ is: "way" as const, ...(await wayTo(access, redirectUri)) }), { isAnswer: false });
}

/** Who came back, or the code by which the provider says that nobody did. */
export async function askWhoCame(
  access: ProviderAccess,
  query: URLSearchParams,
  going: Going,
): Promise<({ is: "somebody" } & Told) | { is: "refused"; code: string } | Trouble> {
  try {
    return await noted(async () => ({ is: "somebody" as const, ...(await whoCame(access, query, going)) }), {
      isAnswer: true,
    });
  } catch (error) {
    if (!(error instanceof ProviderRefusal)) throw error;
    return { is: "refused", code: error.code };
  }
}

/** What it says of itself, to try the settings: nothing is noted, and nothing changes. */
export async function askForFacts(access: ProviderAccess): Promise<{ is: "fine"; facts: ProviderFacts } | Trouble> {
  try {
    return { is: "fine", facts: await factsOf(access) };
  } catch (error) {
    return inWords(error);
  }
}

async function noted<T>(asking: () => Promise<T>, { isAnswer }: { isAnswer: boolean }): Promise<T | Trouble> {
  try {
    const answer = await asking();
    if (isAnswer) await note({ problem: "", detail: "" });
    return answer;
  } catch (error) {
    const trouble = inWords(error);
    const { problem, detail } = trouble;
    // Neither who came nor what they brought.
    logger.warn({ problem, detail }, "the identity provider couldn't be used");
    await note({ problem, detail });
    return trouble;
  }
}

function inWords(error: unknown): Trouble {
  if (!(error instanceof ProviderTrouble)) throw error;
  return { is: "trouble", problem: error.problem, detail: error.detail };
}

const MINUTE_MS = 60_000;

/** How it went, for the settings' page: when it went otherwise than before, else to the minute. */
async function note(state: { problem: string; detail: string }): Promise<void> {
  const now = new Date();
  const answered = state.problem === "" && { answeredAt: now };
  const stale = { OR: [{ triedAt: null }, { triedAt: { lt: new Date(now.getTime() - MINUTE_MS) } }] };
  await database().identityProvider.updateMany({
    where: { id: 1, OR: [stale, { problem: { not: state.problem } }, { detail: { not: state.detail } }] },
    data: { ...state, ...answered, triedAt: now },
  });
}
