import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { addressBlock } from "@/lib/core/client-address";
import { pool } from "@/lib/core/db";
import { limitReached } from "@/lib/core/errors";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

const FEW = [
  { points: 5, duration: MINUTE },
  { points: 15, duration: 15 * MINUTE },
  { points: 30, duration: 24 * HOUR },
];

/**
 * Failures allowed, and in how many seconds. A name from one address waits a minute after five, a quarter of an hour
 * after fifteen, a day after thirty: whoever guesses locks out themselves and not the account's owner elsewhere. A browser
 * that has been used for the account counts alone, so that strangers lock it out from nowhere. A name's own limit and the
 * account's only stop guessing from many addresses, and aren't asked where its owner is signed in already; the address's
 * stops guessing at many accounts. A code has a million values and not more: whoever knows the password and
 * guesses from everywhere has one chance in six thousand a day.
 */
const LIMITS = {
  own: FEW,
  pair: FEW,
  login: [{ points: 100, duration: HOUR }],
  account: [{ points: 100, duration: HOUR }],
  code: [
    { points: 20, duration: HOUR },
    { points: 50, duration: 24 * HOUR },
  ],
  address: [{ points: 200, duration: 15 * MINUTE }],
  // Ways to the provider that are begun; an office may be one address.
  starts: [{ points: 300, duration: 15 * MINUTE }],
  // Letters that anybody may have sent to a mailbox, and from one address.
  mailbox: [
    { points: 3, duration: HOUR },
    { points: 10, duration: 24 * HOUR },
  ],
  sender: [{ points: 20, duration: HOUR }],
  // Names that are somebody's already; a list of people may have many, without anybody asking who is here.
  names: [{ points: 250, duration: HOUR }],
};
type Kind = keyof typeof LIMITS;

const KINDS: readonly Kind[] = [
  "own",
  "pair",
  "sender",
  "starts",
  "address",
  "login",
  "account",
  "code",
  "mailbox",
  "names",
];
/** Asked where the account's owner isn't known to be. */
const OF_STRANGERS: readonly Kind[] = ["login", "account", "code"];
/** Told to nobody: that two names fill one limit would say that they are one person, and a mailbox is somebody else's. */
const UNTOLD: readonly Kind[] = ["account", "mailbox"];
/** Gone as soon as it was the right person. */
const FORGOTTEN: readonly Kind[] = ["own", "pair"];

export type Attempt = Readonly<Partial<Record<Kind, string>>>;

/** `device`: what the account knows the browser by, if it does. */
type Whose = { userId: string | undefined; address: string; device: string | undefined };

/** At the door: counted by the name that was typed, whether or not anybody has it, and by whose it is. */
export function attemptOf(login: string, { userId, address, device }: Whose): Attempt {
  if (userId !== undefined && device !== undefined) return { own: keyOf("device", userId, device) };
  const block = addressBlock(address);
  return {
    pair: keyOf(login, block),
    address: keyOf(block),
    login: keyOf(login),
    account: keyOf(userId ?? login),
  };
}

/** The same for the codes of a second factor, which are counted apart. */
export function codeAttemptOf({ userId, address, device }: Whose & { userId: string }): Attempt {
  if (device !== undefined) return { own: keyOf("code", userId, device) };
  const block = addressBlock(address);
  return { pair: keyOf("code", userId, block), code: keyOf(userId), address: keyOf(block) };
}

/** By somebody who is signed in, about themselves. */
export function ownAttemptOf(userId: string, what: "password" | "code", address: string): Attempt {
  return { own: keyOf("inside", what, userId, addressBlock(address)) };
}

/** A letter that is asked for without being signed in; counted by what was typed, whether or not anybody has it. */
export function letterAttemptOf(email: string, address: string): Attempt {
  return { sender: keyOf(addressBlock(address)), mailbox: keyOf(email) };
}

/** On the way to the identity provider, by whoever it may be. */
export function startAttemptOf(address: string): Attempt {
  return { starts: keyOf(addressBlock(address)) };
}

/** Back from there: who it is isn't known before it is looked at. */
export function returnAttemptOf(address: string): Attempt {
  return { address: keyOf(addressBlock(address)) };
}

/** By somebody who is signed in: which names are taken already. */
export function namesAttemptOf(userId: string): Attempt {
  return { names: keyOf(userId) };
}

/**
 * Counts an attempt before it is looked at, so that many at once can't slip through together; too many are refused with
 * the seconds to wait or, where that would tell too much, not looked at: then the answer is no. The shortest limit comes
 * first: pressing again while it holds doesn't fill the longer ones.
 */
export async function countAttempt(attempt: Attempt, from: { knownAddress: boolean }): Promise<boolean> {
  for (const kind of KINDS) {
    const key = attempt[kind];
    if (key === undefined || (from.knownAddress && OF_STRANGERS.includes(kind))) continue;
    for (const limiter of limiters(kind)) {
      try {
        await limiter.consume(key);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        if (UNTOLD.includes(kind)) return false;
        throw limitReached({ seconds: String(Math.max(1, Math.ceil(error.msBeforeNext / 1000))) });
      }
    }
  }
  return true;
}

/** It was the right person: their earlier failures are forgotten, and this attempt isn't held against anybody. */
export async function forgetAttempts(attempt: Attempt): Promise<void> {
  for (const kind of KINDS) {
    const key = attempt[kind];
    if (key === undefined) continue;
    await Promise.all(
      limiters(kind).map((limiter) => (FORGOTTEN.includes(kind) ? limiter.delete(key) : limiter.reward(key))),
    );
  }
}

type Made = Partial<Record<Kind, RateLimiterPostgres[]>>;
const made: Made = ((globalThis as { __throttle?: Made }).__throttle ??= {});

function limiters(kind: Kind): RateLimiterPostgres[] {
  return (made[kind] ??= LIMITS[kind].map(
    (limit) =>
      new RateLimiterPostgres({
        storeClient: pool(),
        storeType: "pool",
        tableName: "RateLimit",
        tableCreated: true,
        keyPrefix: `sign-in:${kind}:${limit.duration}`,
        ...limit,
      }),
  ));
}

/** Names that people type are hashed: they may be long, and needn't lie about in a table. */
function keyOf(...parts: string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("base64url");
}
