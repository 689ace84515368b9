import { COMPANION_HEADER, verifySignature } from "@/lib/intake/signature";
import { isObject, own, parseJson } from "@/lib/intake/json";

type Sent = { method: string; path: string; headers: unknown; body: Uint8Array; receivedAt: Date };

/** The address of the WordPress whose companion sent this, if it is signed with the source's secret. */
export function companionIn(delivery: Sent, secret: string): string | null {
  const headers = delivery.headers as Record<string, string>;
  if (secret === "" || headers[COMPANION_HEADER] === undefined) return null;
  const { method, path, body } = delivery;
  const { state } = verifySignature({ method, path, headers, body }, secret, delivery.receivedAt);
  // A secret that was changed since makes the older ones unprovable; the next submission is signed with the new one.
  if (state !== "valid") return null;
  const parsed = parseJson(Buffer.from(body).toString("utf8"));
  const site = "value" in parsed && isObject(parsed.value) ? own(parsed.value, "site") : undefined;
  if (typeof site !== "string" || !/^https?:\/\//i.test(site) || !URL.canParse(site)) return null;
  const url = new URL(site);
  return url.username === "" && url.password === "" ? `${url.origin}${url.pathname}`.replace(/\/+$/, "") : null;
}
