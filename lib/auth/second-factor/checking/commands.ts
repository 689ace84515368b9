import { userRecoveryCodeUsed, userSignInFailed } from "@/lib/auth/events";
import { subjectOf } from "@/lib/auth/person";
import { readAppCode, readRecoveryCode, stepOf } from "@/lib/auth/second-factor/codes";
import { mutate } from "@/lib/core/mutate";
import { openText } from "@/lib/core/secrets";
import { tokenHash } from "@/lib/core/token";
import type { Person } from "@/lib/auth/person";
import type { Client } from "@/lib/auth/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";

/** Whether the code is right and hasn't been used: the app's, or a recovery code. It is used up with that. */
export async function takeCode(ctx: Ctx, tx: Tx, emit: Emit, user: Person, typed: string): Promise<boolean> {
  const appCode = readAppCode(typed);
  if (appCode !== undefined) return takeAppCode(ctx, tx, user.id, appCode);
  const recoveryCode = readRecoveryCode(typed);
  if (recoveryCode === undefined) return false;
  const { count } = await tx.recoveryCode.updateMany({
    where: { codeHash: tokenHash(recoveryCode), userId: user.id, usedAt: null },
    data: { usedAt: ctx.now() },
  });
  if (count === 0) return false;
  const left = await tx.recoveryCode.count({ where: { userId: user.id, usedAt: null } });
  emit(userRecoveryCodeUsed, { ...subjectOf(user), payload: { left } });
  return true;
}

async function takeAppCode(ctx: Ctx, tx: Tx, userId: string, code: string): Promise<boolean> {
  const factor = await tx.secondFactor.findUnique({ where: { userId } });
  if (!factor) return false;
  const step = stepOf(openText(factor.secretSealed), code, ctx.now(), factor.lastStep);
  if (step === undefined) return false;
  // Of two that bring the same code at once, one finds it taken.
  const { count } = await tx.secondFactor.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count > 0;
}

/** A code that was wrong is a failed attempt wherever it is asked for, told once what it was to open has been undone. */
export async function announceWrongCode(ctx: Ctx, user: Person, client: Client): Promise<void> {
  await mutate(ctx, async (_tx, emit) => {
    emit(userSignInFailed, { ...subjectOf(user), payload: { ...client, known: true, step: "code" } });
    return Promise.resolve();
  });
}
