import type { SearchParams } from "@/lib/intake/deliveries/search-params";
import { isId } from "@/lib/core/id";
import { isDeliveryState } from "@/lib/intake/deliveries/schema";
import { ENDED, FILTERS, OUTCOMES, VIAS } from "@/lib/intake/inbox/schema";
import { SPAM_KEYS } from "@/lib/intake/spam/schema";
import type { InboxFilter } from "@/lib/intake/inbox/schema";

/** The database knows no year 0. */
const DAY = /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const isDay = (text: string) => DAY.test(text) && new Date(`${text}T00:00Z`).toISOString().startsWith(text);

const FITS: Record<keyof InboxFilter, (text: string) => boolean> = {
  state: isDeliveryState,
  outcome: (text) => (OUTCOMES as readonly string[]).includes(text),
  reason: (text) => text.length <= 60,
  check: (text) => (SPAM_KEYS as readonly string[]).includes(text),
  source: isId,
  plugin: (text) => text.length <= 80,
  via: (text) => (VIAS as readonly string[]).includes(text),
  from: isDay,
  to: isDay,
  submitted: isDay,
  ended: (text) => (ENDED as readonly string[]).includes(text),
  q: (text) => text.trim() !== "" && text.length <= 200,
};

/** What the inbox is asked for in the address; nonsense asks for nothing. */
export async function readInbox(searchParams: SearchParams): Promise<{ filter: InboxFilter; before?: string }> {
  const params = await searchParams;
  const filter: InboxFilter = {};
  for (const key of FILTERS) {
    const said = params[key];
    if (typeof said === "string" && FITS[key](said)) filter[key] = said;
  }
  const { before } = params;
  return { filter, ...(typeof before === "string" && isId(before) && { before }) };
}

/** The address of the arrivals that a filter lets through. */
export function inboxHref(filter: InboxFilter, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({ ...filter, ...more });
  return query.size === 0 ? "/intake/deliveries" : `/intake/deliveries?${query.toString()}`;
}
