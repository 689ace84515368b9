import { userSessionEnded, userSignedOut } from "@/lib/auth/events";
import { SESSION_DAYS } from "@/lib/auth/schema";
import { database } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import type { Client } from "@/lib/auth/schema";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";

const DAY_MS = 86_400_000;

/** Opens a session inside a transaction that announces why. */
export async function startSession(ctx: Ctx, tx: Tx, userId: string, client: Client): Promise<string> {
  const now = ctx.now();
  await tx.session.deleteMany({ where: { userId, expiresAt: { lte: now } } });
  const session = await tx.session.create({
    data: {
      userId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + SESSION_DAYS * DAY_MS),
      ip: client.address.slice(0, 64),
      userAgent: client.userAgent.slice(0, 400),
    },
    select: { id: true },
  });
  return session.id;
}

/** Inside a transaction that announces why: their next request is nobody's. All of them, or all but one. */
export async function endSessionsOf(tx: Tx, userId: string, exceptId?: string): Promise<number> {
  const others = exceptId === undefined ? {} : { id: { not: exceptId } };
  return (await tx.session.deleteMany({ where: { userId, ...others } })).count;
}

export async function signOut(ctx: Ctx): Promise<void> {
  const actor = signedIn(ctx);
  await mutate(ctx, async (tx, emit) => {
    await tx.session.deleteMany({ where: { id: actor.sessionId } });
    emit(userSignedOut, { subjectId: actor.id, subjectLabel: actor.name, payload: {} });
  });
}

/** One of one's own, on another device. */
export async function endSession(ctx: Ctx, input: { sessionId: string }): Promise<{ ended: number }> {
  const actor = signedIn(ctx);
  return end(ctx, actor, { id: input.sessionId });
}

export async function endOtherSessions(ctx: Ctx): Promise<{ ended: number }> {
  const actor = signedIn(ctx);
  return end(ctx, actor, { id: { not: actor.sessionId } });
}

async function end(ctx: Ctx, actor: UserActor, which: { id: string | { not: string } }): Promise<{ ended: number }> {
  return mutate(ctx, async (tx, emit) => {
    const { count } = await tx.session.deleteMany({ where: { ...which, userId: actor.id } });
    if (count === 0) throw notFound();
    emit(userSessionEnded, { subjectId: actor.id, subjectLabel: actor.name, payload: { sessions: count } });
    return { ended: count };
  });
}

const MINUTE_MS = 60_000;
const MOST_LOOKED_AT = 10_000;
/** When this process last looked at a session, so that not every request does; another process looks for itself. */
const lookedAt = new Map<string, number>();

/** When a session was last used is kept to the minute; it is no news for anybody. */
export async function markSeen(sessionId: string, now = Date.now()): Promise<void> {
  if (now - (lookedAt.get(sessionId) ?? 0) < MINUTE_MS) return;
  if (lookedAt.size >= MOST_LOOKED_AT) lookedAt.clear();
  lookedAt.set(sessionId, now);
  await database().$executeRawUnsafe(
    `update "Session" set "lastSeenAt" = now() where id = $1::uuid and "lastSeenAt" < now() - interval '1 minute'`,
    sessionId,
  );
}

function signedIn(ctx: Ctx): UserActor {
  if (ctx.actor.type !== "user") throw notFound();
  return ctx.actor;
}
