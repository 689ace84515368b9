const HERE = "http://here.invalid";

/** Only a place of ours, read as a browser reads it: `//elsewhere`, `/\elsewhere` and `/<tab>/elsewhere` lead out. */
export function localPath(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/";
  const url = URL.parse(next, HERE);
  return url?.origin === HERE ? `${url.pathname}${url.search}${url.hash}` : "/";
}
