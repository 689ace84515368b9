import { holdAccount } from "@/lib/auth/accounts/commands";
import { proveOneself, proveUnlessFresh } from "@/lib/auth/commands";
import { letIn } from "@/lib/auth/devices/commands";
import { knownBy, tracesOf } from "@/lib/auth/devices/known";
import { userRecoveryCodesMade, userSecondFactorOff, userSecondFactorOn, userSignedIn } from "@/lib/auth/events";
import { actingAs, personSelect, subjectOf } from "@/lib/auth/person";
import { announceWrongCode, takeCode } from "@/lib/auth/second-factor/checking/commands";
import { keyUri, newRecoveryCodes, newSecret, qrPicture, readAppCode, stepOf } from "@/lib/auth/second-factor/codes";
import { STEP_PURPOSE } from "@/lib/auth/second-factor/queries";
import { readDraft, sealDraft } from "@/lib/auth/second-factor/draft";
import { dropSteps } from "@/lib/auth/second-factor/step/commands";
import { endSessionsOf, startSession } from "@/lib/auth/sessions/commands";
import { IN } from "@/lib/auth/standing/policy";
import { codeAttemptOf, countAttempt, forgetAttempts, ownAttemptOf } from "@/lib/auth/throttle/commands";
import { database } from "@/lib/core/db";
import { invalid, notFound, Outcome, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { sealText } from "@/lib/core/secrets";
import { tokenHash } from "@/lib/core/token";
import { organisation } from "@/lib/settings/queries";
import type { Person } from "@/lib/auth/person";
import type { Client } from "@/lib/auth/schema";
import type {
  BeginSecondFactorInput,
  ConfirmSecondFactorInput,
  ProofInput,
  SecondFactorDraft,
} from "@/lib/auth/second-factor/schema";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";

type Step = { token: string; code: string };

/** Opens the session of whoever gave their password a moment ago and now their code: each step and each code once. */
export async function passStep(ctx: Ctx, { token, code }: Step, client: Client): Promise<{ sessionId: string }> {
  const step = await database().oneTimeToken.findUnique({
    where: { tokenHash: tokenHash(token), purpose: STEP_PURPOSE },
    select: {
      id: true,
      user: {
        select: { ...personSelect, ...tracesOf(client) },
      },
    },
  });
  if (!step) throw precondition("stepOver");
  const { user } = step;
  const { device, knownAddress } = knownBy(user, client);
  const attempt = codeAttemptOf({ userId: user.id, address: client.address, device });
  await countAttempt(attempt, { knownAddress });
  try {
    const entry = await mutate(actingAs(ctx, user), async (tx, emit) => {
      const now = ctx.now();
      const { count } = await tx.oneTimeToken.updateMany({
        where: { id: step.id, usedAt: null, expiresAt: { gt: now }, user: IN },
        data: { usedAt: now },
      });
      if (count === 0) throw precondition("stepOver");
      if (!(await takeCode(ctx, tx, emit, user, code))) throw new Outcome("UNAUTHENTICATED");
      emit(userSignedIn, { ...subjectOf(user), payload: client });
      return { sessionId: await letIn(ctx, tx, emit, user, client) };
    });
    await forgetAttempts(attempt);
    return entry;
  } catch (error) {
    if (error instanceof Outcome && error.code === "UNAUTHENTICATED") await announceWrongCode(ctx, user, client);
    throw error;
  }
}

/** A new secret to put into an app. Nothing changes until a code of it comes back with the draft. */
export async function beginSecondFactor(
  ctx: Ctx,
  input: BeginSecondFactorInput,
  client: Client,
): Promise<SecondFactorDraft> {
  const { actor, user } = await oneself(ctx);
  if (user.secondFactor) throw precondition("secondFactorThere");
  await proveUnlessFresh(ctx, actor, input.password, client);
  const secret = newSecret();
  const { name } = await organisation();
  const uri = keyUri(secret, name === "" ? "Leads Manager" : `Leads Manager ${name}`, user.email);
  return {
    draft: sealDraft({ userId: user.id, secret, at: ctx.now().getTime() }),
    secret,
    uri,
    picture: qrPicture(uri),
  };
}

/**
 * The app says the right code: from now on it is asked for. Every session ends, since they were opened without it; the one
 * this came from gets a fresh one. The recovery codes are told this once.
 */
export async function confirmSecondFactor(
  ctx: Ctx,
  { draft, code }: ConfirmSecondFactorInput,
  client: Client,
): Promise<{ recoveryCodes: string[]; sessionId: string }> {
  const { user } = await oneself(ctx);
  const now = ctx.now();
  const secret = readDraft(draft, user.id, now);
  if (secret === undefined) throw precondition("draftOver");
  const lastStep = stepOf(secret, readAppCode(code) ?? "", now, 0);
  if (lastStep === undefined) throw invalid({ code: "codeWrong" });
  return mutate(ctx, async (tx, emit) => {
    await holdAccount(tx, user.id);
    if ((await tx.secondFactor.count({ where: { userId: user.id } })) > 0) throw precondition("secondFactorThere");
    await tx.secondFactor.create({
      data: { userId: user.id, secretSealed: sealText(secret), lastStep, createdAt: now },
    });
    const recoveryCodes = await giveRecoveryCodes(tx, user.id);
    const sessionsEnded = await endSessionsOf(tx, user.id);
    emit(userSecondFactorOn, { ...subjectOf(user), payload: { sessionsEnded } });
    return { recoveryCodes, sessionId: await startSession(ctx, tx, user.id, client) };
  });
}

/** Takes the password and a code: neither who finds the screen open nor who finds the phone can do it alone. */
export async function switchSecondFactorOff(ctx: Ctx, proof: ProofInput, client: Client): Promise<void> {
  await proven(ctx, proof, client, async (tx, emit, user) => {
    await dropSecondFactor(tx, user.id);
    emit(userSecondFactorOff, { ...subjectOf(user), payload: {} });
  });
}

/** Ten new ones; those before stop working. */
export async function renewRecoveryCodes(
  ctx: Ctx,
  proof: ProofInput,
  client: Client,
): Promise<{ recoveryCodes: string[] }> {
  return proven(ctx, proof, client, async (tx, emit, user) => {
    await tx.recoveryCode.deleteMany({ where: { userId: user.id } });
    const recoveryCodes = await giveRecoveryCodes(tx, user.id);
    emit(userRecoveryCodesMade, { ...subjectOf(user), payload: { count: recoveryCodes.length } });
    return { recoveryCodes };
  });
}

/** Inside a transaction that announces why; answers whether there was one. */
export async function dropSecondFactor(tx: Tx, userId: string): Promise<boolean> {
  await dropSteps(tx, userId);
  return (await tx.secondFactor.deleteMany({ where: { userId } })).count > 0;
}

type Work<T> = (tx: Tx, emit: Emit, user: Person) => Promise<T>;

async function proven<T>(ctx: Ctx, { password, code }: ProofInput, client: Client, work: Work<T>): Promise<T> {
  const { actor, user } = await oneself(ctx);
  await proveOneself(ctx, { actor, user }, password, client);
  const attempt = ownAttemptOf(user.id, "code", client.address);
  await countAttempt(attempt, { knownAddress: true });
  try {
    const done = await mutate(ctx, async (tx, emit) => {
      await holdAccount(tx, user.id);
      if ((await tx.secondFactor.count({ where: { userId: user.id } })) === 0) throw precondition("noSecondFactor");
      if (!(await takeCode(ctx, tx, emit, user, code))) throw invalid({ code: "codeWrong" });
      return work(tx, emit, user);
    });
    await forgetAttempts(attempt);
    return done;
  } catch (error) {
    if (error instanceof Outcome && error.fields?.["code"]) await announceWrongCode(ctx, user, client);
    throw error;
  }
}

async function oneself(ctx: Ctx): Promise<{ actor: UserActor; user: Awaited<ReturnType<typeof readOneself>> }> {
  const { actor } = ctx;
  if (actor.type !== "user") throw notFound();
  return { actor, user: await readOneself(actor.id) };
}

function readOneself(userId: string) {
  return database().user.findUniqueOrThrow({
    where: { id: userId },
    select: { ...personSelect, secondFactor: { select: { userId: true } } },
  });
}

async function giveRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ userId, codeHash: tokenHash(code) })) });
  return codes;
}
