import { z } from "zod";
import { passwordInput } from "@/lib/auth/schema";

/** How long the code may be waited for after the password was right. */
export const STEP_MINUTES = 10;
/** Whoever signed in so lately needn't type their password again to set one up. */
export const FRESH_MINUTES = 10;

const codeInput = z.string().trim().min(1, "required").max(40, "tooLong");

export const passStepInput = z.object({ code: codeInput });

/** `password`: left out by whoever has just typed it. */
export const beginSecondFactorInput = z.object({ password: passwordInput.optional() });
export type BeginSecondFactorInput = z.output<typeof beginSecondFactorInput>;

export const confirmSecondFactorInput = z.object({ draft: z.string().max(600), code: codeInput });
export type ConfirmSecondFactorInput = z.output<typeof confirmSecondFactorInput>;

/** What proves that it is oneself, wherever the second factor is changed. `password`: left out by whoever has none. */
export const proofInput = z.object({ password: passwordInput.optional(), code: codeInput });
export type ProofInput = z.output<typeof proofInput>;

/** The dark squares of a QR code as an SVG path, in a square of this size. */
export type QrPicture = { size: number; path: string };

/** What is shown to set an app up. Nothing is kept of it until a code proves that it worked. */
export type SecondFactorDraft = { draft: string; secret: string; uri: string; picture: QrPicture };

export type SecondFactorView = {
  /** Since when, if there is one. */
  since: string | null;
  /** Recovery codes left. */
  left: number;
  /** Their role asks for one. */
  needed: boolean;
  /** They have a passkey, which stands in for password and code together and isn't the code of the password. */
  hasPasskeys: boolean;
  /** Setting one up asks for the password first: it was typed long ago. */
  asksPassword: boolean;
  /** They come by the identity provider, and have no password to be asked for. */
  byProvider: boolean;
};
