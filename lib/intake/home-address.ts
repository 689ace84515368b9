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
