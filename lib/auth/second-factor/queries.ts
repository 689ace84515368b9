import { FRESH_MINUTES } from "@/lib/auth/second-factor/schema";
import { isIn } from "@/lib/auth/standing/policy";
import { database, reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { tokenHash } from "@/lib/core/token";
import type { SecondFactorView } from "@/lib/auth/second-factor/schema";
import type { Ctx } from "@/lib/core/ctx";

export const STEP_PURPOSE = "second-step";

/** One's own second factor. */
export async function ownSecondFactor(ctx: Ctx): Promise<SecondFactorView> {
  const { actor } = ctx;
  if (actor.type !== "user") throw notFound();
  const [user, left, isLongAgo] = await Promise.all([
    reader(ctx).user.findUniqueOrThrow({
      where: { id: actor.id },
      select: {
        secondFactor: { select: { createdAt: true } },
        role: { select: { needsSecondFactor: true } },
        passkeys: { select: { id: true }, take: 1 },
        directory: { select: { via: true } },
      },
    }),
    reader(ctx).recoveryCode.count({ where: { userId: actor.id, usedAt: null } }),
    enteredLongAgo(ctx, actor.sessionId),
  ]);
  const byProvider = user.directory?.via === "provider";
  return {
    since: user.secondFactor?.createdAt.toISOString() ?? null,
    left,
    needed: user.role.needsSecondFactor,
    hasPasskeys: user.passkeys.length > 0,
    asksPassword: isLongAgo && !byProvider,
    byProvider,
  };
}

/** Whether the session was opened too long ago to stand for the password. */
export async function enteredLongAgo(ctx: Ctx, sessionId: string): Promise<boolean> {
  const session = await reader(ctx).session.findUnique({ where: { id: sessionId }, select: { createdAt: true } });
  return !session || session.createdAt.getTime() < ctx.now().getTime() - FRESH_MINUTES * 60_000;
}

/** Who gave the right password a moment ago and still owes the code. */
export async function personOfStep(token: string): Promise<{ userId: string; firstName: string } | undefined> {
  const step = await database().oneTimeToken.findUnique({
    where: { tokenHash: tokenHash(token), purpose: STEP_PURPOSE, usedAt: null, expiresAt: { gt: new Date() } },
    select: { userId: true, user: { select: { firstName: true, deactivatedAt: true, outAt: true } } },
  });
  if (!step || !isIn(step.user)) return undefined;
  return { userId: step.userId, firstName: step.user.firstName };
}
