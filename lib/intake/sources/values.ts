/** How a value is said to the person who came second. */
export function wordOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A site's name without its scheme. */
export function originOfSite(url: string): string {
  return url.replace(/^https?:\/\//, "");
}
