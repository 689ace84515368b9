import { UTM_KEYS } from "@/lib/intake/schema";
import type { Utm, UtmKey } from "@/lib/intake/schema";
import { clean, isAbsentText } from "@/lib/intake/values";

export type UtmValues = Partial<Record<UtmKey, string>>;

const parameterOf = (key: UtmKey) => (key === "gclid" || key === "fbclid" ? key : `utm_${key}`);

/** The values in an address's query, else behind its `#`, or in a bare query string. */
export function utmInUrl(url: string | null): UtmValues {
  if (url === null) return {};
  const hash = url.indexOf("#");
  const before = hash === -1 ? url : url.slice(0, hash);
  const mark = before.indexOf("?");
  const query = mark === -1 && url.includes("://") ? "" : before.slice(mark + 1);
  // Where a fragment is told to advertising, its pairs stand there alone or behind a mark of its own.
  const fragment = hash === -1 ? "" : url.slice(hash + 1).replace(/^[^?=&]*\?/, "");
  return { ...valuesIn(fragment), ...valuesIn(query) };
}

function valuesIn(query: string): UtmValues {
  const sent = new URLSearchParams(query.replaceAll("&amp;", "&"));
  const found: UtmValues = {};
  for (const key of UTM_KEYS) {
    const value = clean(sent.get(parameterOf(key)) ?? "");
    if (!isAbsentText(value)) found[key] = value;
  }
  return found;
}

/** A page that names another source tells of another visit: its values must not be mixed in. */
function contradicts(known: UtmValues, other: UtmValues): boolean {
  if (known.source === undefined || other.source === undefined) return false;
  return known.source.toLowerCase() !== other.source.toLowerCase();
}

/** Value by value: what the form says, else the page's address, else the referrer's. */
export function mergeUtm(...layers: UtmValues[]): Utm {
  const merged: UtmValues = {};
  for (const layer of layers) {
    if (contradicts(merged, layer)) continue;
    for (const key of UTM_KEYS) {
      const value = layer[key];
      if (merged[key] === undefined && value !== undefined) merged[key] = value;
    }
  }
  return {
    source: merged.source ?? null,
    medium: merged.medium ?? null,
    campaign: merged.campaign ?? null,
    term: merged.term ?? null,
    content: merged.content ?? null,
    ...(merged.gclid === undefined ? {} : { gclid: merged.gclid }),
    ...(merged.fbclid === undefined ? {} : { fbclid: merged.fbclid }),
  };
}
