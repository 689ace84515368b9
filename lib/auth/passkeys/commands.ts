import { holdAccount } from "@/lib/auth/accounts/commands";
import { generateRegistrationOptions, verifyRegistrationResponse } from "@simplewebauthn/server";
import { provePassword, proveUnlessFresh } from "@/lib/auth/commands";
import { passkeyLetter } from "@/lib/auth/devices/letters";
import { userPasskeyAdded, userPasskeyBegun, userPasskeyRemoved } from "@/lib/auth/events";
import { heldBy } from "@/lib/auth/identities/schema";
import { nameOf, personSelect, subjectOf } from "@/lib/auth/person";
import { newChallenge, readChallenge } from "@/lib/auth/passkeys/challenge";
import { MOST_PASSKEYS } from "@/lib/auth/passkeys/schema";
import { announceWrongCode, takeCode } from "@/lib/auth/second-factor/checking/commands";
import { endSessionsOf } from "@/lib/auth/sessions/commands";
import { countAttempt, forgetAttempts, ownAttemptOf } from "@/lib/auth/throttle/commands";
import { database } from "@/lib/core/db";
import { invalid, notFound, Outcome, precondition } from "@/lib/core/errors";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { organisation } from "@/lib/settings/queries";
import { post } from "@/lib/settings/mail/commands";
import { mailOutlook } from "@/lib/settings/mail/queries";
import type { Person } from "@/lib/auth/person";
import type { Place } from "@/lib/auth/passkeys/place/schema";
import type { AddPasskeyInput, AskingNew, BeginPasskeyInput } from "@/lib/auth/passkeys/schema";
import type { Client } from "@/lib/auth/schema";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";

type At = { client: Client; place: Place | undefined };

/**
 * What a browser is asked to make a passkey of. A passkey lets in without password and code, so that both are asked
 * before: neither an open screen nor a known password gets somebody a key of their own.
 */
export async function beginPasskey(ctx: Ctx, input: BeginPasskeyInput, { client, place }: At): Promise<AskingNew> {
  if (!place) throw precondition("passkeyPlace");
  const { actor, user } = await oneself(ctx);
  // It would let them in without the directory being asked.
  if (user.directory) throw precondition(heldBy(user.directory));
  await prove(ctx, { actor, user }, input, client);
  const { name } = await organisation();
  const { text, sealed } = newChallenge({ host: place.host, userId: user.id }, ctx.now());
  const options = await generateRegistrationOptions({
    rpName: name === "" ? "Leads Manager" : `Leads Manager ${name}`,
    rpID: place.host,
    userName: user.email,
    userDisplayName: nameOf(user),
    userID: new Uint8Array(Buffer.from(user.id)),
    challenge: new Uint8Array(Buffer.from(text, "base64url")),
    excludeCredentials: user.passkeys.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return { options, challenge: sealed };
}

type Oneself = { actor: UserActor; user: Awaited<ReturnType<typeof readOneself>> };

async function prove(ctx: Ctx, { actor, user }: Oneself, proof: BeginPasskeyInput, client: Client): Promise<void> {
  const { password, code } = proof;
  const asksCode = user.secondFactor !== null;
  if (!asksCode) await proveUnlessFresh(ctx, actor, password, client);
  else if (password === undefined) throw invalid({ password: "required" });
  else await provePassword(ctx, user, { typed: password, field: "password" }, client);
  if (asksCode && code === undefined) throw invalid({ code: "required" });
  const attempt = ownAttemptOf(user.id, "code", client.address);
  if (asksCode) await countAttempt(attempt, { knownAddress: true });
  await mutate(ctx, async (tx, emit) => {
    await holdAccount(tx, user.id);
    if ((await tx.passkey.count({ where: { userId: user.id } })) >= MOST_PASSKEYS)
      throw precondition("tooManyPasskeys");
    if (asksCode && !(await takeCode(ctx, tx, emit, user, code ?? ""))) throw invalid({ code: "codeWrong" });
    emit(userPasskeyBegun, { ...subjectOf(user), payload: {} });
  }).catch(async (error: unknown) => {
    if (error instanceof Outcome && error.fields?.["code"]) await announceWrongCode(ctx, user, client);
    throw error;
  });
  if (asksCode) await forgetAttempts(attempt);
}

/** Keeps the passkey that the browser made. Its owner is told by mail, in case it wasn't them. */
export async function addPasskey(ctx: Ctx, input: AddPasskeyInput, { client, place }: At): Promise<{ id: string }> {
  if (!place) throw precondition("passkeyPlace");
  const { user } = await oneself(ctx);
  const now = ctx.now();
  const challenge = readChallenge(input.challenge, { host: place.host, userId: user.id }, now);
  if (!challenge) throw precondition("draftOver");
  const made = await verifyRegistrationResponse({
    response: input.answer,
    expectedChallenge: challenge.text,
    expectedOrigin: place.origin,
    expectedRPID: place.host,
    requireUserVerification: true,
  }).catch((error: unknown) => {
    logger.info({ err: error }, "a passkey couldn't be kept");
    return { verified: false as const };
  });
  if (!made.verified) throw precondition("passkeyRefused");
  const { id, publicKey, counter } = made.registrationInfo.credential;
  const transports = input.answer.response.transports ?? [];
  await mutate(ctx, async (tx, emit) => {
    await holdAccount(tx, user.id);
    const elsewhere = await tx.directoryPerson.findUnique({ where: { userId: user.id }, select: { via: true } });
    if (elsewhere) throw precondition(heldBy(elsewhere));
    const [own, known] = await Promise.all([
      tx.passkey.count({ where: { userId: user.id } }),
      tx.passkey.count({ where: { id } }),
    ]);
    if (own >= MOST_PASSKEYS) throw precondition("tooManyPasskeys");
    if (known > 0) throw precondition("passkeyKnown");
    const { host } = place;
    await tx.passkey.create({
      data: { id, userId: user.id, publicKey, counter, transports, host, name: input.name, createdAt: now },
    });
    await tell(ctx, tx, user, client, input.name);
    emit(userPasskeyAdded, { ...subjectOf(user), payload: { name: input.name } });
  });
  return { id };
}

async function tell(ctx: Ctx, tx: Tx, user: Person, client: Client, name: string): Promise<void> {
  const { isSetUp, baseUrl } = await mailOutlook(tx);
  if (!isSetUp) return;
  const letter = passkeyLetter(user, client, { at: ctx.now(), baseUrl, name });
  await post(tx, ctx.now(), [{ kind: "newPasskey", to: user.email, letter }]);
}

/** A device that is gone may have been let in by it, so whoever is in elsewhere comes in anew. */
export async function removePasskey(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const { actor, user } = await oneself(ctx);
  await mutate(ctx, async (tx, emit) => {
    const own = await tx.passkey.findFirst({ where: { id, userId: user.id }, select: { name: true } });
    if (!own) throw notFound();
    await tx.passkey.deleteMany({ where: { id, userId: user.id } });
    const sessionsEnded = await endSessionsOf(tx, user.id, actor.sessionId);
    emit(userPasskeyRemoved, { ...subjectOf(user), payload: { name: own.name, sessionsEnded } });
  });
}

/** Inside a transaction that announces why; answers how many there were. */
export async function dropPasskeys(tx: Tx, userId: string): Promise<number> {
  return (await tx.passkey.deleteMany({ where: { userId } })).count;
}

async function oneself(ctx: Ctx): Promise<Oneself> {
  const { actor } = ctx;
  if (actor.type !== "user") throw notFound();
  return { actor, user: await readOneself(actor.id) };
}

function readOneself(userId: string) {
  return database().user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      ...personSelect,
      secondFactor: { select: { userId: true } },
      passkeys: { select: { id: true, transports: true } },
    },
  });
}
