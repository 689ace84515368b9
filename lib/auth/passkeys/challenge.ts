import { randomBytes } from "node:crypto";
import { z } from "zod";
import { CHALLENGE_MINUTES } from "@/lib/auth/passkeys/schema";
import { openText, sealText } from "@/lib/core/secrets";

const sealedSchema = z.object({ text: z.string(), host: z.string(), userId: z.string(), at: z.number() });

export type Challenge = { text: string; expiresAt: Date };
/** Whose new key is asked for; nobody's where somebody comes in. */
type For = { host: string; userId: string };

/** A text to be signed, and the same sealed: the server keeps nothing of what strangers begin. */
export function newChallenge(whose: For, now: Date): { text: string; sealed: string } {
  const text = randomBytes(32).toString("base64url");
  return { text, sealed: sealText(JSON.stringify({ text, ...whose, at: now.getTime() })) };
}

/** The text, if it was given out here, for this and lately. */
export function readChallenge(sealed: string, { host, userId }: For, now: Date): Challenge | undefined {
  let read: z.output<typeof sealedSchema>;
  try {
    read = sealedSchema.parse(JSON.parse(openText(sealed)));
  } catch {
    return undefined;
  }
  const expiresAt = new Date(read.at + CHALLENGE_MINUTES * 60_000);
  const fits = read.host === host && read.userId === userId && expiresAt > now;
  return fits ? { text: read.text, expiresAt } : undefined;
}
