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
