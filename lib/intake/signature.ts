import { createHmac, timingSafeEqual } from "node:crypto";
import type { RawRequest } from "@/lib/intake/schema";

export const SIGNATURE_STATES = ["valid", "invalid", "unverifiable", "absent"] as const;

/** `unverifiable`: signed over something other than the bytes that arrived. */
export type Signature = { state: (typeof SIGNATURE_STATES)[number]; signedAt?: number };

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

/** `t=<unix>,v=<hex>` over `<t>.<body>`. In its form format WPForms signs a JSON text that never travels. */
function verifyWpforms(request: RawRequest, header: string, secret: string): Signature {
  const time = /(?:^|,)\s*t=(\d{1,13})/.exec(header)?.[1];
  const sent = /(?:^|,)\s*v=([\da-f]+)/i.exec(header)?.[1];
  if (time === undefined || sent === undefined) return { state: "invalid" };
  const valid = same(sha256(secret, `${time}.`, request.body), sent, "hex");
  const isForm =
    /urlencoded|multipart/i.test(request.headers["content-type"] ?? "") && ![91, 123].includes(request.body[0] ?? 0);
  return { state: isForm && !valid ? "unverifiable" : stateOf(valid), signedAt: Number(time) };
}

/**
 * Checks what signed the raw body, by any of the ways a source's plugin may have: WPForms, its n8n add-on, WP Webhooks.
 * In constant time. No signature at all is `absent`: whether that is allowed is the source's setting.
 */
export function verifySignature(request: RawRequest, secret: string): Signature {
  const { headers, body } = request;
  const wpforms = headers["x-wpforms-webhook-signature"];
  if (wpforms !== undefined) return verifyWpforms(request, wpforms, secret);
  const addOn = headers["x-wpforms-signature"];
  if (addOn !== undefined) return { state: stateOf(same(sha256(secret, body), addOn.replace(/^sha256=/, ""), "hex")) };
  const wpWebhooks = headers["x-wp-webhook-signature"];
  if (wpWebhooks !== undefined) return { state: stateOf(same(sha256(secret, body), wpWebhooks, "base64")) };
  return { state: "absent" };
}
