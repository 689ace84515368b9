import { encode } from "next-auth/jwt";
import { openInstallation } from "@/lib/core/installation";
import type { BrowserContext } from "@playwright/test";
import type { UserActor } from "@/lib/core/ctx";

/** Where `npm test` keeps the data of the server that the journeys visit. */
const JOURNEY_HOME = ".data/test-journeys";

/**
 * Opens the database of the server under test from this process, another one than the server's: what a test makes here
 * reaches the server as an import's or a worker's rows do. To be called before anything reads the environment.
 */
export async function openJourneyHouse(): Promise<void> {
  if (process.env["NEXTAUTH_SECRET"] !== undefined) return;
  process.env["DATA_DIR"] = JOURNEY_HOME;
  const { variables } = await openInstallation({ log: () => undefined });
  Object.assign(process.env, variables);
}

/** The cookie that signing in gives. */
export async function sessionCookie(actor: UserActor | undefined): Promise<{ name: string; value: string }> {
  const value = await encode({ token: { sid: actor?.sessionId }, secret: process.env["NEXTAUTH_SECRET"] ?? "" });
  return { name: "next-auth.session-token", value };
}

/** Gives the browser the cookie that signing in gives. */
export async function enterAs(context: BrowserContext, actor: UserActor, baseURL: string | undefined): Promise<void> {
  await context.addCookies([{ ...(await sessionCookie(actor)), url: baseURL ?? "" }]);
}
