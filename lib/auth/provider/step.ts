import { z } from "zod";
import { openText, sealText } from "@/lib/core/secrets";
import type { Going } from "@/lib/auth/provider/gateway";

/** How long somebody may take at the provider: their password, a code, a new password. */
export const STEP_MINUTES = 15;
/** A way longer than this is begun at the beginning. */
const LONGEST_NEXT = 1_000;

const sealedSchema = z.object({
  what: z.literal("provider"),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  issuer: z.string(),
  next: z.string(),
  at: z.number(),
});

export type Step = Going & { issuer: string; next: string };

/** What the browser keeps while it is at the provider: the server keeps nothing of what strangers begin. */
export function sealStep(step: Step, now: Date): string {
  const next = step.next.length > LONGEST_NEXT ? "/" : step.next;
  return sealText(JSON.stringify({ ...step, next, what: "provider", at: now.getTime() }));
}

/** The same, if it was given out here and lately. */
export function readStep(sealed: string | undefined, now: Date): (Step & { expiresAt: Date }) | undefined {
  try {
    const { state, nonce, verifier, redirectUri, issuer, next, at } = sealedSchema.parse(
      JSON.parse(openText(sealed ?? "")),
    );
    const expiresAt = new Date(at + STEP_MINUTES * 60_000);
    return expiresAt > now ? { state, nonce, verifier, redirectUri, issuer, next, expiresAt } : undefined;
  } catch {
    return undefined;
  }
}
