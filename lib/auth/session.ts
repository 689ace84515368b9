import "server-only";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { z } from "zod";
import { SESSION_COOKIES } from "@/lib/auth/cookie";
import { holderOfSession } from "@/lib/auth/queries";
import { markSeen } from "@/lib/auth/sessions/commands";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { env } from "@/lib/core/env";
import { fromRequest } from "@/lib/core/from-where";
import { newId } from "@/lib/core/id";
import { organisation } from "@/lib/settings/queries";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { Permission } from "@/lib/core/permissions";

const claimsSchema = z.union([z.object({ sid: z.uuid() }), z.object({ step: z.string() })]);

/** What the cookie holds, if it is one of ours. */
const claims = cache(async (): Promise<{ sid?: string; step?: string }> => {
  const jar = await cookies();
  const token = SESSION_COOKIES.map((name) => jar.get(name)?.value).find(Boolean);
  if (!token) return {};
  const read = claimsSchema.safeParse(await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null));
  return read.success ? read.data : {};
});

/**
 * Once per request: the cookie names a session row; no row, nobody. Only what is about their way in asks for this. Whoever
 * owes a second factor uses nothing yet, and their session goes stale.
 */
export const currentHolder = cache(async () => {
  const { sid } = await claims();
  const holder = sid === undefined ? undefined : await holderOfSession(sid);
  if (holder && !holder.owesSecondFactor) await markSeen(holder.actor.sessionId);
  return holder;
});

/** Who is signed in, and owes nothing for it. */
export async function currentActor(): Promise<UserActor | undefined> {
  const holder = await currentHolder();
  return holder?.owesSecondFactor ? undefined : holder?.actor;
}

/** What the code of a second factor is brought with: there once the password was right. */
export async function currentStep(): Promise<string | undefined> {
  return (await claims()).step;
}

/** For pages: whoever isn't signed in goes to the sign-in page or, before the first run, to the set-up. */
export async function requireActor(): Promise<UserActor> {
  const actor = await currentActor();
  if (actor) return actor;
  if (!(await organisation()).isSetUp) redirect("/set-up");
  const path = (await headers()).get("x-path") ?? "/";
  const { sid } = await claims();
  const back = path !== "/" && { next: path };
  if (await currentHolder()) redirect(withQuery("/second-factor", { ...back }));
  // Whoever brings a session that stands no more is told so: it ended without their doing.
  redirect(withQuery("/sign-in", { ...back, ...(sid !== undefined && { ended: "1" }) }));
}

function withQuery(path: string, query: Record<string, string>): string {
  const asked = new URLSearchParams(query);
  return asked.size === 0 ? path : `${path}?${asked.toString()}`;
}

type PageCtx = Ctx & { actor: UserActor };

/** For pages: the context their queries take. */
export async function requireCtx(): Promise<PageCtx> {
  const actor = await requireActor();
  return { ...ctxFor(actor, newId(), fromRequest("screen", await headers())), actor };
}

/** For pages that ask for a permission: without it the page doesn't exist. */
export async function requirePermission(permission: Permission): Promise<PageCtx> {
  const ctx = await requireCtx();
  if (scopeOf(ctx.actor, permission) === undefined) notFound();
  return ctx;
}
