import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server } from "node:http";

/**
 * A path as Next takes it without a word. A percent sign that encodes nothing stands for itself (`/%zz` is `/%25zz`): Next
 * decodes every part and answers 500 where that fails, before a route could refuse it, or a webhook's door could keep
 * what came. A whole address, as for a proxy, and doubled slashes would be sent elsewhere, and form plugins don't follow.
 */
export function mendedPath(url: string): string {
  const local = url.replace(/^https?:\/\/[^/?#]*/i, "");
  const end = local.search(/[?#]/);
  const path = end === -1 ? local : local.slice(0, end);
  const mended = path
    .replace(/[/\\]+/g, "/")
    .split("/")
    .map(mendedPart)
    .join("/");
  return (mended || "/") + local.slice(path.length);
}

function mendedPart(part: string): string {
  try {
    decodeURIComponent(part);
    return part;
  } catch {
    return part.replaceAll("%", "%25");
  }
}

/** What Next's own pages say in headers; said at the door of a program, each would be answered with a redirect. */
const OF_PAGES = ["rsc", "next-router-state-tree", "next-router-prefetch", "next-router-segment-prefetch", "next-url"];

/** Mends every request before Next sees it. */
export function mendRequests(): void {
  subscribe("http.server.request.start", (message) => {
    const { request, server } = message as { request: IncomingMessage; server: Upgrading };
    mendRequest(request);
    server.shouldUpgradeCallback = isWebSocket;
  });
}

export function mendRequest(request: Pick<IncomingMessage, "url" | "method" | "headers">): void {
  request.url = mendedPath(request.url ?? "/");
  // Web requests can't be of this kind, and Next fails to make one.
  if (request.method === "TRACE") request.method = "OPTIONS";
  if (request.url.startsWith("/api/")) for (const name of OF_PAGES) Reflect.deleteProperty(request.headers, name);
}

type Upgrading = Server & { shouldUpgradeCallback?: (request: IncomingMessage) => boolean };

/**
 * Some clients offer another protocol with every request (h2c, TLS/1.0), which Next answers by hanging up. Whoever offers
 * may be answered in this one.
 */
export function isWebSocket({ method, headers }: Pick<IncomingMessage, "method" | "headers">): boolean {
  return method === "GET" && headers.upgrade?.toLowerCase() === "websocket";
}
