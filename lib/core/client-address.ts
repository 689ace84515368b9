import diagnostics from "node:diagnostics_channel";
import { BlockList, isIP } from "node:net";
import { env } from "@/lib/core/env";
import type { IncomingMessage } from "node:http";

/** Next tells its routes nothing of the connection, and takes a visitor's own X-Forwarded-For for true. */
const PEER_HEADER = "x-peer-address";

/** Notes on every request which machine the connection comes from; what the visitor claimed in that header is replaced. */
export function markPeers(): void {
  diagnostics.subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
  });
}

/** The visitor's address: the connection's own, or what the trusted proxies in front say it was; empty when unknown. */
export function clientAddress(headers: Headers): string {
  const peer = plain(headers.get(PEER_HEADER) ?? "");
  const chain = (headers.get("x-forwarded-for") ?? "").split(",").map(plain);
  let address = peer;
  // The last entry was written by the proxy nearest to us; each is believed only as long as its writer is.
  while (chain.length > 0 && isTrusted(address)) {
    const before = chain.pop() ?? "";
    if (isIP(before) === 0) break;
    address = before;
  }
  return address;
}

/** An IPv4 address as IPv6 writes it is that IPv4 address; a port or brackets don't belong to it. */
function plain(text: string): string {
  const bare = text.trim().replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIP(bare) > 0) return bare;
  return /^\[([^\]]+)\]/.exec(bare)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(bare)?.[1] ?? "";
}

let trusted: BlockList | undefined;

function isTrusted(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  trusted ??= blockList(env().TRUSTED_PROXIES);
  return trusted.check(address, family === 4 ? "ipv4" : "ipv6");
}

function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [host = "", bits] = range.split("/");
    const family = isIP(host) === 4 ? "ipv4" : "ipv6";
    list.addSubnet(host, Number(bits ?? (family === "ipv4" ? 32 : 128)), family);
  }
  return list;
}
