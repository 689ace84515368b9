import { createHmac } from "node:crypto";
import { actorOfSession } from "@/lib/auth/queries";
import { beginSecondFactor, confirmSecondFactor } from "@/lib/auth/second-factor/commands";
import { ctxOf } from "@/tests/support/house";
import { AT_HOME } from "@/tests/support/people";
import type { UserActor } from "@/lib/core/ctx";

const STEP_MS = 30_000;

/** The code of an app at a moment, as RFC 6238 says it: written here a second time, so that the product's has a witness. */
export function appCode(secret: string, at: Date): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / STEP_MS)));
  const digest = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  ).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** A moment so many half minutes from another. */
export const stepsLater = (at: Date, steps: number) => new Date(at.getTime() + steps * STEP_MS);

/** Somebody who has set up an app at a moment, in the session that this left them. */
export async function withSecondFactor(actor: UserActor, at = new Date()) {
  const ctx = ctxOf(actor, { now: () => at });
  const { draft, secret } = await beginSecondFactor(ctx, {}, AT_HOME);
  const code = appCode(secret, at);
  const { recoveryCodes, sessionId } = await confirmSecondFactor(ctx, { draft, code }, AT_HOME);
  return { secret, recoveryCodes, sessionId, at, actor: (await actorOfSession(sessionId)) ?? actor };
}
