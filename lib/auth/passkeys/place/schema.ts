/** Where a browser stands: what passkeys are made for and used at. */
export type Place = { origin: string; host: string };

/**
 * The place that a page says it is at. Passkeys are for an address by name that travels over https; browsers also take
 * this machine's own. Elsewhere there are none.
 */
export function placeOf(origin: string | null): Place | undefined {
  if (origin === null || !URL.canParse(origin)) return undefined;
  const { protocol, hostname: host } = new URL(origin);
  const isByName = !/^[\d.]+$|^\[/.test(host);
  return isByName && (protocol === "https:" || host === "localhost") ? { origin, host } : undefined;
}
