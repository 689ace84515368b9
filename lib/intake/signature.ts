import { createHmac, timingSafeEqual } from "node:crypto";
import { openText } from "@/lib/core/secrets";
import { isFromCompanion } from "@/lib/intake/connectors/companion";
import { parseJson } from "@/lib/intake/json";
import { phpJsonOfForm } from "@/lib/intake/php-json";
import type { RawRequest } from "@/lib/intake/schema";

export const SIGNATURE_STATES = ["valid", "invalid", "expired", "unverifiable", "absent"] as const;

/** `unverifiable`: signed over something other than the bytes that arrived. `expired`: right, but of another time. */
export type Signature = { state: (typeof SIGNATURE_STATES)[number]; signedAt?: number };

/** The header of our own WordPress companion. */
export const COMPANION_HEADER = "x-leads-manager-signature";
/** So far may a site's clock and ours be apart; what the companion sends again within it is a duplicate anyway. */
export const COMPANION_WINDOW_SECONDS = 300;

/** A site's queue sends what it couldn't for as long; older is somebody's copy. */
export const QUEUED_WINDOW_SECONDS = 24 * 60 * 60;

const sha256 = (secret: string, ...parts: (string | Uint8Array)[]): Buffer => {
  const hmac = createHmac("sha256", secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
};

function same(expected: Buffer, sent: string, encoding: "hex" | "base64"): boolean {
  const bytes = Buffer.from(sent.trim(), encoding);
  return bytes.byteLength === expected.byteLength && timingSafeEqual(bytes, expected);
}

const stateOf = (valid: boolean): Signature["state"] => (valid ? "valid" : "invalid");

/** `t=<unix>,v=<hex>`, as WPForms and the companion write it. */
function stamped(header: string): { time: string; sent: string } | null {
  const time = /(?:^|,)\s*t=(\d{1,13})/.exec(header)?.[1];
  const sent = /(?:^|,)\s*v=([\da-f]+)/i.exec(header)?.[1];
  return time === undefined || sent === undefined ? null : { time, sent };
}

/** Over `<t>.<body>`, within a few minutes of our own clock. */
function verifyCompanion({ body }: RawRequest, header: string, secret: string, now: Date): Signature {
  const stamp = stamped(header);
  if (!stamp) return { state: "invalid" };
  const signedAt = Number(stamp.time);
  if (!same(sha256(secret, `${stamp.time}.`, body), stamp.sent, "hex")) return { state: "invalid", signedAt };
  return { state: freshness(signedAt, now, COMPANION_WINDOW_SECONDS), signedAt };
}

/** Of what is signed right, time and all. A queue may be late; nothing is early but by a clock that is ahead. */
function freshness(signedAt: number, now: Date, late: number): "valid" | "expired" {
  const age = now.getTime() / 1000 - signedAt;
  return age <= late && age >= -COMPANION_WINDOW_SECONDS ? "valid" : "expired";
}

/** Our companion signs the same text in a header of its own: under another name it stays what it is, and as short-lived. */
function windowOf(body: Uint8Array): number {
  const parsed = parseJson(Buffer.from(body).toString("utf8"));
  return "value" in parsed && isFromCompanion(parsed.value) ? COMPANION_WINDOW_SECONDS : QUEUED_WINDOW_SECONDS;
}

/** Over `<t>.<body>`; where it sends a form, over the JSON text of the same values, which never travels. */
function verifyWpforms({ body, headers }: RawRequest, header: string, secret: string, now: Date): Signature {
  const stamp = stamped(header);
  if (!stamp) return { state: "invalid" };
  const { time, sent } = stamp;
  const signedAt = Number(time);
  const right = { state: freshness(signedAt, now, windowOf(body)), signedAt };
  if (same(sha256(secret, `${time}.`, body), sent, "hex")) return right;
  const isForm = /urlencoded|multipart/i.test(headers["content-type"] ?? "") && ![91, 123].includes(body[0] ?? 0);
  if (!isForm) return { state: "invalid", signedAt };
  const text = phpJsonOfForm(Buffer.from(body).toString("utf8"));
  // A form doesn't carry every type that was signed, so another result doesn't prove a forgery.
  return text !== null && same(sha256(secret, `${time}.`, text), sent, "hex")
    ? right
    : { state: "unverifiable", signedAt };
}

/**
 * In hexadecimal over the body; its time, in milliseconds, stands beside it and may be signed with it. A time that isn't
 * signed proves nothing: whoever copies the request writes another.
 */
function verifyAddOn({ body, headers }: RawRequest, header: string, secret: string, now: Date): Signature {
  const time = /^\d{1,16}$/.exec(headers["x-wpforms-timestamp"]?.trim() ?? "")?.[0];
  const sent = header.replace(/^sha256=/i, "");
  const overBody = same(sha256(secret, body), sent, "hex");
  if (time === undefined) return { state: stateOf(overBody) };
  const signedAt = Math.floor(Number(time) / 1000);
  const withTime = same(sha256(secret, `${time}.`, body), sent, "hex");
  return { state: withTime ? freshness(signedAt, now, QUEUED_WINDOW_SECONDS) : stateOf(overBody), signedAt };
}

/**
 * Checks what signed the raw body, by any of the ways a source's plugin may have: our companion, WPForms, its n8n add-on,
 * WP Webhooks. In constant time. No signature at all is `absent`: whether that is allowed is the source's setting.
 */
export function verifySignature(request: RawRequest, secret: string, now: Date): Signature {
  const { headers, body } = request;
  const companion = headers[COMPANION_HEADER];
  if (companion !== undefined) return verifyCompanion(request, companion, secret, now);
  const wpforms = headers["x-wpforms-webhook-signature"];
  if (wpforms !== undefined) return verifyWpforms(request, wpforms, secret, now);
  const addOn = headers["x-wpforms-signature"];
  if (addOn !== undefined) return verifyAddOn(request, addOn, secret, now);
  const wpWebhooks = headers["x-wp-webhook-signature"];
  if (wpWebhooks !== undefined) return { state: stateOf(same(sha256(secret, body), wpWebhooks, "base64")) };
  return { state: "absent" };
}

type Secrets = { secretSealed: string; previousSecretSealed: string; previousSecretUntil: Date | null };

/** What a source's signatures may be made with at a time: its secret, and the one before while it still counts. */
export function secretsOf(source: Secrets, now: Date): string[] {
  const { secretSealed, previousSecretSealed, previousSecretUntil } = source;
  const previousCounts = previousSecretUntil !== null && previousSecretUntil > now;
  return [secretSealed, previousCounts ? previousSecretSealed : ""].filter(Boolean).map(openText);
}

const BEST_FIRST: Signature["state"][] = ["valid", "expired", "unverifiable", "invalid", "absent"];

/** The same with any of several secrets: the best that one of them says, all of them tried. Without any there is nothing to check. */
export function verifyWithAny(request: RawRequest, secrets: readonly string[], now: Date): Signature["state"] {
  const states = secrets.map((secret) => verifySignature(request, secret, now).state);
  return BEST_FIRST.find((state) => states.includes(state)) ?? "absent";
}

/** How a question to the companion is signed: over `GET`, a line end, and path and query as they are sent. */
export function questionSignature(secret: string, path: string, now: Date): string {
  const time = Math.floor(now.getTime() / 1000);
  return `t=${time},v=${sha256(secret, `${time}.GET\n${path}`).toString("hex")}`;
}

/** How a plugin signs what it sends, in the way that also fits a body without a site's address. */
export function bodySignature(secret: string, body: Uint8Array, now: Date): Record<string, string> {
  const time = Math.floor(now.getTime() / 1000);
  return { "x-wpforms-webhook-signature": `t=${time},v=${sha256(secret, `${time}.`, body).toString("hex")}` };
}
