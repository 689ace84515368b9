import { BlockList, isIP } from "node:net";

/** Why a website on the internet may not be able to send to an address. */
export const OBSTACLES = ["loopback", "private", "port", "plain"] as const;
export type Obstacle = (typeof OBSTACLES)[number];

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8);
LOOPBACK.addAddress("0.0.0.0");
LOOPBACK.addAddress("::1", "ipv6");

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  PRIVATE.addSubnet(network, bits);
}
PRIVATE.addSubnet("fc00::", 7, "ipv6");
PRIVATE.addSubnet("fe80::", 10, "ipv6");

/** Names that only a network's own name server knows. */
const INNER_NAME = /^[^.]+$|\.(?:corp|home|home\.arpa|internal|intranet|lan|local|localdomain|private)$/;

/** What WordPress's own check lets through (`wp_http_validate_url`). */
const WORDPRESS_PORTS = new Set(["", "80", "443", "8080"]);

/** The first thing that keeps WordPress from sending there, the surest first; null where nothing is known to. */
export function obstacleTo(address: string): Obstacle | null {
  const { hostname, port, protocol } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (host === "localhost" || host.endsWith(".localhost") || lies(host, LOOPBACK)) return "loopback";
  if (lies(host, PRIVATE) || (isIP(host) === 0 && INNER_NAME.test(host))) return "private";
  if (!WORDPRESS_PORTS.has(port)) return "port";
  return protocol === "https:" ? null : "plain";
}

function lies(host: string, list: BlockList): boolean {
  const family = isIP(host);
  return family !== 0 && list.check(host, family === 6 ? "ipv6" : "ipv4");
}
