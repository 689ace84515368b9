import { headers } from "next/headers";
import NextAuth from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { signIn } from "@/lib/auth/commands";
import { claimsOf, currentClient, SESSION_SECONDS, setDeviceCookie } from "@/lib/auth/cookie";
import { signInInput } from "@/lib/auth/schema";
import { enterWithPasskey } from "@/lib/auth/passkeys/entering/commands";
import { placeOf } from "@/lib/auth/passkeys/place/schema";
import { withPasskeyInput } from "@/lib/auth/passkeys/schema";
import { passStep } from "@/lib/auth/second-factor/commands";
import { passStepInput } from "@/lib/auth/second-factor/schema";
import { currentStep } from "@/lib/auth/session";
import { systemCtx } from "@/lib/core/ctx";
import { env } from "@/lib/core/env";
import { Outcome } from "@/lib/core/errors";
import { fromRequest } from "@/lib/core/from-where";
import { newId } from "@/lib/core/id";
import { logger } from "@/lib/core/logger";
import { isFromElsewhere } from "@/lib/core/origin";
import type { Welcome } from "@/lib/auth/identities/entering/commands";
import type { Entry } from "@/lib/auth/person";
import type { Place } from "@/lib/auth/passkeys/place/schema";
import type { Client } from "@/lib/auth/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { NextAuthOptions } from "next-auth";
import type { JWT } from "next-auth/jwt";

/**
 * The cookie is an encrypted token that holds a session's id, and nothing else; between the password and the code of a
 * second factor it holds what that code is brought with, which is nobody's session.
 */
export function authOptions(welcome?: Welcome): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { login: {}, password: {}, code: {}, passkey: {} },
        authorize: async (typed) => {
          const entry = await enter(typed, welcome);
          return entry === undefined ? null : { id: JSON.stringify(claimsOf(entry)) };
        },
      }),
    ],
    callbacks: {
      redirect: ({ url, baseUrl }) => (isWithin(url, baseUrl) ? new URL(url, baseUrl).href : baseUrl),
      jwt: ({ token, user, trigger }) => (trigger === "signIn" ? (JSON.parse(user.id) as JWT) : token),
      // Who is signed in is for the pages to say, from the session's row.
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: {
      error: (code) => {
        logger.warn({ code }, "sign-in met a problem");
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** Who is in or owes a code; undefined for a wrong password or code. What the form has words for is thrown. */
async function enter(
  typed: unknown,
  welcome: Welcome | undefined,
): Promise<Pick<Entry, "sessionId" | "step"> | undefined> {
  const requestId = newId();
  try {
    const sent = await headers();
    const ctx = systemCtx("sign-in", { requestId, from: fromRequest("door", sent) });
    const client = await currentClient();
    const entry = await enterBy(ctx, typed, { client, place: placeOf(sent.get("origin")), welcome });
    if (entry?.sessionId !== undefined) await setDeviceCookie(client);
    return entry;
  } catch (error) {
    if (!(error instanceof Outcome)) {
      logger.error({ err: error, requestId }, "signing in failed");
      throw new Error("INTERNAL", { cause: error });
    }
    if (error.code === "LIMIT") throw new Error(`LIMIT ${error.details?.["seconds"] ?? "60"}`, { cause: error });
    const reason = error.details?.["reason"] ?? "";
    if (reason.startsWith("directory")) throw new Error(`REASON ${reason}`, { cause: error });
    if (error.code === "PRECONDITION") throw new Error("OVER", { cause: error });
    return undefined;
  }
}

type At = { client: Client; place: Place | undefined; welcome: Welcome | undefined };

/** By a passkey, by the code that is still owed, or else by a password. */
async function enterBy(ctx: Ctx, typed: unknown, { client, place, welcome }: At) {
  const passkey = withPasskeyInput.safeParse(typed);
  if (passkey.success) return enterWithPasskey(ctx, passkey.data.passkey, { client, place });
  const second = passStepInput.safeParse(typed);
  if (second.success) return passStep(ctx, { ...second.data, token: (await currentStep()) ?? "" }, client);
  const input = signInInput.safeParse(typed);
  return input.success ? signIn(ctx, input.data, client, welcome) : undefined;
}

const isWithin = (url: string, base: string): boolean =>
  URL.canParse(url, base) && new URL(url, base).origin === new URL(base).origin;

type Context = { params: Promise<{ nextauth: string[] }> };

/** Where to go afterwards: a path or a whole address, if anything is said at all. */
const isReadable = (url: string | null): boolean => url === null || url.startsWith("/") || URL.canParse(url);

const MAX_BODY_BYTES = 16_384;

/** Of next-auth's routes, those that signing in uses: its own pages and its log are nobody's. */
const ROUTES: readonly string[] = ["csrf", "providers", "session", "signin", "callback/credentials"];

/**
 * next-auth's own routes; its options are made per request, because the secret isn't there while the program is built.
 * `welcome`: who somebody is here whom the directory lets in, which the floor above knows.
 */
export function authHandler(welcome?: Welcome) {
  return (request: Request, context: Context): Promise<Response> => answer(request, context, welcome);
}

async function answer(request: Request, context: Context, welcome: Welcome | undefined): Promise<Response> {
  const { nextauth } = await context.params;
  // Signing out is an action of ours, which ends the session's row too.
  if (!ROUTES.includes(nextauth.join("/"))) return new Response(null, { status: 404 });
  if (isFromElsewhere(request)) return new Response(null, { status: 403 });
  // next-auth calls both of these an error of the server.
  if (nextauth[0] === "callback" && request.method !== "POST") return new Response(null, { status: 405 });
  if (!isReadable(new URL(request.url).searchParams.get("callbackUrl"))) return new Response(null, { status: 400 });
  if (request.method === "POST" && !(Number(request.headers.get("content-length") ?? Infinity) <= MAX_BODY_BYTES))
    return new Response(null, { status: 413 });
  const handle = NextAuth(authOptions(welcome)) as (request: Request, context: Context) => Promise<Response>;
  return handle(request, context);
}
