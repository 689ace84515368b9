import { COMPANION_ENTRIES } from "@/lib/intake/delivery-reading";
import { homeOf } from "@/lib/intake/home-address";
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
  return siteIn(body);
}

/** The address of the site that a companion's body names. */
export function siteIn(body: Uint8Array): string | null {
  const parsed = parseJson(Buffer.from(body).toString("utf8"));
  const site = "value" in parsed && isObject(parsed.value) ? own(parsed.value, "site") : undefined;
  return typeof site === "string" ? addressIn(site) : null;
}

function addressIn(site: string): string | null {
  if (!/^https?:\/\//i.test(site) || !URL.canParse(site)) return null;
  const url = new URL(site);
  return url.username === "" && url.password === "" ? `${url.origin}${url.pathname}`.replace(/\/+$/, "") : null;
}

/** The site that an arrival of a companion is of, as addresses are compared, also of what we fetched there; else empty. */
export function siteOfSent({ headers, path, body }: Pick<Sent, "headers" | "path" | "body">): string {
  const isOfCompanion = Object.hasOwn(headers as object, COMPANION_HEADER) || path.includes(COMPANION_ENTRIES);
  return isOfCompanion ? homeOf(siteIn(body) ?? "") : "";
}

/** The site that stands in a body, as addresses are compared; `said` is its text there. Empty where there is none. */
export function homeSaid(said: string): string {
  const parsed = parseJson(`"${said}"`);
  const site = "value" in parsed && typeof parsed.value === "string" ? addressIn(parsed.value) : null;
  return site === null ? "" : homeOf(site);
}
