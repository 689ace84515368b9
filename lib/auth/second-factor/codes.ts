import { randomInt } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { encode } from "uqr";
import type { QrPicture } from "@/lib/auth/second-factor/schema";

const STEP_SECONDS = 30;
/** A phone's clock may be one step off, either way. */
const DRIFT_STEPS = 1;
/** No letter that is easily taken for a digit or another letter. */
const LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const RECOVERY_LETTERS = 16;

export const RECOVERY_CODES = 10;

/** A new secret for an app, in the letters that one types where nothing can be scanned. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The half minute that a code belongs to, if it is right now and later than the last one taken. */
export function stepOf(secret: string, code: string, now: Date, lastStep: number): number | undefined {
  const totp = appOf(secret);
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: DRIFT_STEPS });
  if (delta === null) return undefined;
  const step = totp.counter({ timestamp: now.getTime() }) + delta;
  return step > lastStep ? step : undefined;
}

/** What an app reads: from a picture, or from a link on the phone itself. */
export function keyUri(secret: string, issuer: string, account: string): string {
  return appOf(secret, { issuer, label: account }).toString();
}

/** Drawn here: the secret goes to nobody who draws pictures. */
export function qrPicture(text: string): QrPicture {
  const { size, data } = encode(text, { ecc: "M", border: 2 });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: dark.join("") };
}

/** `XXXX-XXXX-XXXX-XXXX`: 79 bits each, so that its hash needs no slow function. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const letters = Array.from({ length: RECOVERY_LETTERS }, () => LETTERS.charAt(randomInt(LETTERS.length)));
    return grouped(letters.join(""));
  });
}

/** As it was given, however it was typed; undefined for what is no recovery code. */
export function readRecoveryCode(typed: string): string | undefined {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return letters.length === RECOVERY_LETTERS ? grouped(letters) : undefined;
}

/** The digits of an app's code, without the space that apps show in its middle; undefined for anything else. */
export function readAppCode(typed: string): string | undefined {
  const digits = typed.replace(/\s/g, "");
  return /^[0-9]{6}$/.test(digits) ? digits : undefined;
}

function grouped(letters: string): string {
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}

function appOf(secret: string, named: { issuer?: string; label?: string } = {}): TOTP {
  return new TOTP({ ...named, secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: STEP_SECONDS });
}
