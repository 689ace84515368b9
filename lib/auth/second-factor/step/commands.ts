import { letIn } from "@/lib/auth/devices/commands";
import { userSecondFactorAsked } from "@/lib/auth/events";
import { subjectOf } from "@/lib/auth/person";
import { STEP_PURPOSE } from "@/lib/auth/second-factor/queries";
import { STEP_MINUTES } from "@/lib/auth/second-factor/schema";
import { newToken } from "@/lib/core/token";
import type { Entry, Person } from "@/lib/auth/person";
import type { Client } from "@/lib/auth/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";

/**
 * Lets somebody in whose password was right, inside a transaction that holds their row; whoever has a second factor is
 * asked for its code first.
 */
export async function admit(ctx: Ctx, tx: Tx, emit: Emit, user: Person, client: Client): Promise<Entry> {
  const now = ctx.now();
  if ((await tx.secondFactor.count({ where: { userId: user.id } })) === 0) {
    return { userId: user.id, sessionId: await letIn(ctx, tx, emit, user, client) };
  }
  const { token, hash } = newToken();
  await dropSteps(tx, user.id, { olderThan: now });
  await tx.oneTimeToken.create({
    data: {
      userId: user.id,
      tokenHash: hash,
      purpose: STEP_PURPOSE,
      expiresAt: new Date(now.getTime() + STEP_MINUTES * 60_000),
    },
  });
  emit(userSecondFactorAsked, { ...subjectOf(user), payload: client });
  return { userId: user.id, step: token };
}

/** What was begun before isn't gone on with: those that are over or, without a moment, all of them. */
export async function dropSteps(tx: Tx, userId: string, { olderThan }: { olderThan?: Date } = {}): Promise<void> {
  const over = olderThan && { expiresAt: { lte: olderThan } };
  await tx.oneTimeToken.deleteMany({ where: { userId, purpose: STEP_PURPOSE, ...over } });
}
