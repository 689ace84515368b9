import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * Lets a percent sign that encodes nothing stand for itself (`/%zz` is `/%25zz`). Next decodes every part of a path and
 * answers 500 where that fails, before a route could refuse it, or a webhook's door could keep what came.
 */
export function mendedPath(url: string): string {
  const end = url.search(/[?#]/);
  const path = end === -1 ? url : url.slice(0, end);
  if (!path.includes("%")) return url;
  return path.split("/").map(mendedPart).join("/") + url.slice(path.length);
}

function mendedPart(part: string): string {
  try {
    decodeURIComponent(part);
    return part;
  } catch {
    return part.replaceAll("%", "%25");
  }
}

/** Mends the path of every request before Next sees it. */
export function mendRequestPaths(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.url = mendedPath(request.url ?? "/");
  });
}
