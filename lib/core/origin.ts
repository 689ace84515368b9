type Sent = { method: string; headers: Headers };

/**
 * Whether a page of another site sent this to change something. Browsers say where a page came from; programs, which
 * have no visitor's cookies either, say nothing.
 */
export function isFromElsewhere({ method, headers }: Sent): boolean {
  const origin = headers.get("origin");
  if (/^(?:GET|HEAD|OPTIONS)$/.test(method) || origin === null) return false;
  const host = hostOf(headers);
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/** Whether a browser's way to us is encrypted, by what the proxy before us says. */
export const isSecure = (headers: Headers): boolean => firstOf(headers, "x-forwarded-proto") === "https";

/** Where a browser reaches us by what it and the proxy before us say; nothing where that is no address. */
export function reachedAt(headers: Headers): string | undefined {
  const address = `${isSecure(headers) ? "https" : "http"}://${hostOf(headers) ?? ""}`;
  return URL.canParse(address) ? new URL(address).origin : undefined;
}

const hostOf = (headers: Headers) => firstOf(headers, "x-forwarded-host") ?? headers.get("host");

/** Of several proxies the first stands next to the browser. */
const firstOf = (headers: Headers, name: string) => headers.get(name)?.split(",")[0]?.trim();
