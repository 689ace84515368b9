import "server-only";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { z } from "zod";
import { SESSION_COOKIES } from "@/lib/auth/cookie";
import { actorOfSession } from "@/lib/auth/queries";
import { markSeen } from "@/lib/auth/sessions/commands";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { env } from "@/lib/core/env";
import { fromRequest } from "@/lib/core/from-where";
import { newId } from "@/lib/core/id";
import { organisation } from "@/lib/settings/queries";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { Permission } from "@/lib/core/permissions";

const claimsSchema = z.object({ sid: z.uuid() });

/** Once per request: the cookie names a session row; no row, nobody. */
export const currentActor = cache(async (): Promise<UserActor | undefined> => {
  const jar = await cookies();
  const token = SESSION_COOKIES.map((name) => jar.get(name)?.value).find(Boolean);
  if (!token) return undefined;
  const claims = claimsSchema.safeParse(await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null));
  if (!claims.success) return undefined;
  const actor = await actorOfSession(claims.data.sid);
  if (actor) await markSeen(actor.sessionId);
  return actor;
});

/** For pages: whoever isn't signed in goes to the sign-in page or, before the first run, to the set-up. */
export async function requireActor(): Promise<UserActor> {
  const actor = await currentActor();
  if (actor) return actor;
  if (!(await organisation()).isSetUp) redirect("/set-up");
  const path = (await headers()).get("x-path") ?? "/";
  // Whoever brings a session that stands no more is told so: it ended without their doing.
  const asked = new URLSearchParams({
    ...(path !== "/" && { next: path }),
    ...((await bringsSession()) && { ended: "1" }),
  });
  redirect(asked.size === 0 ? "/sign-in" : `/sign-in?${asked.toString()}`);
}

async function bringsSession(): Promise<boolean> {
  const jar = await cookies();
  return SESSION_COOKIES.some((name) => jar.get(name)?.value);
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
