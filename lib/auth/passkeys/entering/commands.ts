import { generateAuthenticationOptions, verifyAuthenticationResponse } from "@simplewebauthn/server";
import { holdAccount } from "@/lib/auth/accounts/commands";
import { takeAnswer } from "@/lib/auth/answers/commands";
import { letIn } from "@/lib/auth/devices/commands";
import { userSignedIn, userSignInFailed } from "@/lib/auth/events";
import { actingAs, personSelect, subjectOf } from "@/lib/auth/person";
import { newChallenge, readChallenge } from "@/lib/auth/passkeys/challenge";
import { IN, isIn } from "@/lib/auth/standing/policy";
import { attemptOf, countAttempt, forgetAttempts } from "@/lib/auth/throttle/commands";
import { database } from "@/lib/core/db";
import { Outcome, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import type { Challenge } from "@/lib/auth/passkeys/challenge";
import type { Place } from "@/lib/auth/passkeys/place/schema";
import type { AskingKnown, PasskeyEntryInput } from "@/lib/auth/passkeys/schema";
import type { Client } from "@/lib/auth/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Passkey } from "@/lib/core/prisma/client";

const NOBODY = "";

/** What a browser is asked to sign. It names no key, so that nobody learns who has one: the authenticator knows its own. */
export async function askForPasskey(ctx: Ctx, place: Place | undefined): Promise<AskingKnown> {
  if (!place) throw precondition("passkeyPlace");
  const { text, sealed } = newChallenge({ host: place.host, userId: NOBODY }, ctx.now());
  const options = await generateAuthenticationOptions({
    rpID: place.host,
    userVerification: "required",
    challenge: new Uint8Array(Buffer.from(text, "base64url")),
  });
  return { options, challenge: sealed };
}

/**
 * Opens a session for whoever has the passkey. It stands for password and code together: the device gave it out for a
 * finger, a face or a PIN. A role's demand for a second factor is about the password, and isn't met by it. An unknown key and one of somebody who was deactivated are answered alike.
 */
export async function enterWithPasskey(
  ctx: Ctx,
  input: PasskeyEntryInput,
  { client, place }: { client: Client; place: Place | undefined },
): Promise<{ sessionId: string }> {
  const challenge = place && readChallenge(input.challenge, { host: place.host, userId: NOBODY }, ctx.now());
  if (!challenge) throw precondition("stepOver");
  const key = await database().passkey.findFirst({
    where: { id: input.answer.id, host: place.host },
    include: { user: { select: personSelect } },
  });
  // By the key alone, as what is typed is: whose it is makes no difference to who guesses.
  const attempt = attemptOf(input.answer.id, { userId: undefined, address: client.address, device: undefined });
  await countAttempt(attempt, { knownAddress: false });
  if (!key || !isIn(key.user)) throw new Outcome("UNAUTHENTICATED");
  const counter = await counterIn(input, { key, challenge, place });
  if (counter === undefined) {
    await mutate(ctx, async (_tx, emit) => {
      emit(userSignInFailed, { ...subjectOf(key.user), payload: { ...client, known: true, step: "passkey" } });
      return Promise.resolve();
    });
    throw new Outcome("UNAUTHENTICATED");
  }
  const entry = await mutate(actingAs(ctx, key.user), async (tx, emit) => {
    const now = ctx.now();
    await holdAccount(tx, key.userId);
    if (!(await takeAnswer(tx, challenge, now))) throw precondition("stepOver");
    const { count } = await tx.passkey.updateMany({
      where: { id: key.id, userId: key.userId, user: { ...IN, directory: null } },
      data: { counter, lastUsedAt: now },
    });
    // Removed, or their owner deactivated, while the signature was being checked.
    if (count === 0) throw new Outcome("UNAUTHENTICATED");
    emit(userSignedIn, { ...subjectOf(key.user), payload: { ...client, by: "passkey" } });
    return { sessionId: await letIn(ctx, tx, emit, key.user, client) };
  });
  await forgetAttempts(attempt);
  return entry;
}

type Signed = { key: Passkey; challenge: Challenge; place: Place };

/** What the authenticator counts, if the signature is the key's over this challenge at this place. */
async function counterIn(
  { answer }: PasskeyEntryInput,
  { key, challenge, place }: Signed,
): Promise<number | undefined> {
  const checked = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: challenge.text,
    expectedOrigin: place.origin,
    expectedRPID: place.host,
    requireUserVerification: true,
    credential: { id: key.id, publicKey: new Uint8Array(key.publicKey), counter: Number(key.counter) },
  }).catch(() => undefined);
  return checked?.verified ? checked.authenticationInfo.newCounter : undefined;
}
