import { isEventName, isKind } from "@/lib/audit/kinds/schema";
import { isDay } from "@/lib/core/day";
import { DOORS } from "@/lib/core/from-where";
import { isId } from "@/lib/core/id";

export const AUDIT_FILTERS = ["person", "about", "what", "via", "address", "from", "to"] as const;
/** Each as in the address. `about` is a number, a mail, or a kind of row and its id. */
export type AuditFilter = Partial<Record<(typeof AUDIT_FILTERS)[number], string>>;

/** What the server does by itself. */
export const BY_SERVER = "server";
export const VIAS: readonly string[] = [...DOORS, BY_SERVER];

const FITS: Record<keyof AuditFilter, (text: string) => boolean> = {
  person: isId,
  about: (text) => text.length <= 254 && !/\p{Cc}/u.test(text),
  what: (text) => isKind(text) || isEventName(text),
  via: (text) => VIAS.includes(text),
  address: (text) => /^[\w.:-]{1,64}$/.test(text),
  from: isDay,
  to: isDay,
};

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** What the log is asked for in the address, and which parts of that nobody understands: without them more would be answered. */
export function readAudit(params: Record<string, string | string[] | undefined>): {
  filter: AuditFilter;
  notUnderstood: (keyof AuditFilter)[];
  before?: string;
  opened?: string;
} {
  const filter: AuditFilter = {};
  const notUnderstood: (keyof AuditFilter)[] = [];
  for (const key of AUDIT_FILTERS) {
    const said = params[key];
    const text = typeof said === "string" ? said.trim() : said;
    if (text === undefined || text === "") continue;
    if (typeof text === "string" && FITS[key](text)) filter[key] = text;
    else notUnderstood.push(key);
  }
  const { before, opened } = params;
  return {
    filter,
    notUnderstood,
    ...(isNumber(before) && { before }),
    ...(isNumber(opened) && { opened }),
  };
}

const isNumber = (text: unknown): text is string => typeof text === "string" && /^\d{1,18}$/.test(text);

/** The log from this entry on, which stands open; a number that no entry of this program has leads nowhere. */
export function entryHref(seq: string): string | undefined {
  return isNumber(seq) ? auditHref({}, { before: String(BigInt(seq) + 1n), opened: seq }) : undefined;
}

/** The address of the entries that a filter lets through. */
export function auditHref(filter: AuditFilter, more: Record<string, string> = {}, path = "/settings/audit"): string {
  const query = new URLSearchParams({ ...filter, ...more });
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
