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
