const FROM_WORDPRESS = /^WordPress\/[^;]*;\s*(https?:\/\/\S+?)(?:[;,].*)?$/i;

/** A site's address as compared: without scheme, `www.` and a slash at the end. */
export function homeOf(url: string): string {
  return url
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, "")
    .replace(/\/+$/, "");
}

/** The site a request says it comes from: WordPress writes its home address behind its name. */
export function homeInUserAgent(userAgent: string): string {
  const url = FROM_WORDPRESS.exec(userAgent.slice(0, 500))?.[1];
  return url === undefined ? "" : homeOf(url);
}

/** The host of an address of a page, without `www.`; null for what is none. */
export function hostOf(url: string | null): string | null {
  const host = url === null ? "" : (homeOf(url).split(/[/?#:]/)[0] ?? "");
  return host.includes(".") ? host : null;
}

const ANY = "/*";
const firstPart = (home: string) => home.split("/")[0] ?? "";

/**
 * The WordPress that a request comes from, as far as its home address tells: it may be any at the host, since a site of
 * several languages says another path for each; but so may several in folders, whose path keeps their visitors apart.
 */
export const anyHomeAt = (home: string): string => (home === "" ? "" : home + ANY);

/** The host at which a home may be any; null of one that is known. */
export const hostOfAny = (home: string): string | null => (home.endsWith(ANY) ? firstPart(home) : null);

const withoutAny = (home: string) => (home.endsWith(ANY) ? home.slice(0, -ANY.length) : home);

/** Whether both say where they are, and it isn't one path: another language of one WordPress, or another WordPress. */
export function areAtOtherPaths(a: string, b: string): boolean {
  return a !== "" && b !== "" && withoutAny(a) !== withoutAny(b);
}

/** Whether two homes are of one WordPress, where one of them may be any at its host, or not be known. */
export function isSameHome(a: string, b: string): boolean {
  if (a === "" || b === "" || a === b) return true;
  return (a.endsWith(ANY) || b.endsWith(ANY)) && firstPart(a) === firstPart(b);
}

/** The same for rows that have one. */
export function ofSameHome(home: string) {
  if (home === "") return {};
  const host = firstPart(home);
  const below = { startsWith: `${host}/` };
  if (!home.endsWith(ANY)) return { OR: [{ home: { in: ["", home] } }, { home: { ...below, endsWith: ANY } }] };
  return { OR: [{ home: { in: ["", host] } }, { home: below }] };
}

/** What is known better of the two. */
export const closerHome = (known: string, said: string): string =>
  said !== "" && (known === "" || (known.endsWith(ANY) && !said.endsWith(ANY))) ? said : known;
