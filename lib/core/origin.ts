type Sent = { method: string; headers: Headers };

/**
 * Whether a page of another site sent this to change something. Browsers say where a page came from; programs, which
 * have no visitor's cookies either, say nothing.
 */
export function isFromElsewhere({ method, headers }: Sent): boolean {
  const origin = headers.get("origin");
  if (/^(?:GET|HEAD|OPTIONS)$/.test(method) || origin === null) return false;
  const host = headers.get("x-forwarded-host")?.split(",")[0]?.trim() ?? headers.get("host");
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/** Where a browser reaches us by what it and the proxy before us say; nothing where that is no address. */
export function reachedAt(headers: Headers): string | undefined {
  const first = (name: string) => headers.get(name)?.split(",")[0]?.trim();
  const scheme = first("x-forwarded-proto") === "https" ? "https" : "http";
  const address = `${scheme}://${first("x-forwarded-host") ?? headers.get("host") ?? ""}`;
  return URL.canParse(address) ? new URL(address).origin : undefined;
}
