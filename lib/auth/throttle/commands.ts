import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { addressBlock } from "@/lib/core/client-address";
import { pool } from "@/lib/core/db";
import { limitReached } from "@/lib/core/errors";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * Failures allowed, and in how many seconds. An account from one address waits a minute after five, a quarter of an
 * hour after fifteen, a day after thirty: whoever guesses locks out themselves and not the account's owner elsewhere.
 * The account's own limit only stops guessing from many addresses, and isn't asked where its owner is signed in already;
 * the address's stops guessing at many accounts. A code has a million values and not more: whoever knows the password and
 * guesses from everywhere has one chance in six thousand a day.
 */
const LIMITS = {
  pair: [
    { points: 5, duration: MINUTE },
    { points: 15, duration: 15 * MINUTE },
    { points: 30, duration: 24 * HOUR },
  ],
  account: [{ points: 100, duration: HOUR }],
  code: [
    { points: 20, duration: HOUR },
    { points: 50, duration: 24 * HOUR },
  ],
  address: [{ points: 200, duration: 15 * MINUTE }],
  // Letters that anybody may have sent to a mailbox, and from one address.
  mailbox: [
    { points: 3, duration: HOUR },
    { points: 10, duration: 24 * HOUR },
  ],
  sender: [{ points: 20, duration: HOUR }],
};
type Kind = keyof typeof LIMITS;

const KINDS: readonly Kind[] = ["pair", "sender", "address", "account", "code", "mailbox"];

export type Attempt = Readonly<Partial<Record<Kind, string>>>;

export function attemptOf(account: string, address: string): Attempt {
  const block = addressBlock(address);
  return { pair: keyOf(account, block), account: keyOf(account), address: keyOf(block) };
}

/** The same for the codes of a second factor, which are counted apart. */
export function codeAttemptOf(userId: string, address: string): Attempt {
  const block = addressBlock(address);
  return { pair: keyOf("code", userId, block), code: keyOf(userId), address: keyOf(block) };
}

/** A letter that is asked for without being signed in; counted by what was typed, whether or not anybody has it. */
export function letterAttemptOf(email: string, address: string): Attempt {
  return { sender: keyOf(addressBlock(address)), mailbox: keyOf(email) };
}

/**
 * Counts an attempt before it is looked at, so that many at once can't slip through together; too many are refused with
 * the seconds to wait. The shortest limit comes first: pressing again while it holds doesn't fill the longer ones.
 */
export async function countAttempt(attempt: Attempt, from: { knownAddress: boolean }): Promise<void> {
  for (const kind of KINDS) {
    const key = attempt[kind];
    if (key === undefined || (from.knownAddress && (kind === "account" || kind === "code"))) continue;
    for (const limiter of limiters(kind)) {
      try {
        await limiter.consume(key);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw limitReached({ seconds: String(Math.max(1, Math.ceil(error.msBeforeNext / 1000))) });
      }
    }
  }
}

/** It was the right person: their earlier failures are forgotten, and this attempt isn't held against anybody. */
export async function forgetAttempts(attempt: Attempt): Promise<void> {
  for (const kind of KINDS) {
    const key = attempt[kind];
    if (key === undefined) continue;
    await Promise.all(limiters(kind).map((limiter) => (kind === "pair" ? limiter.delete(key) : limiter.reward(key))));
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
