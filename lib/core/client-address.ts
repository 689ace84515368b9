import { BlockList, isIP } from "node:net";
import { env } from "@/lib/core/env";

/** Set from the socket for every request, over whatever a client sent under that name. */
export const PEER_HEADER = "x-peer-address";

/** Who really sent the request: the socket's other end or, where that is a proxy we trust, who it says it was. */
export function clientAddress(headers: Headers, trusted: readonly string[] = env().TRUSTED_PROXIES): string {
  const isTrusted = addressesIn(trusted);
  let address = plainAddress(headers.get(PEER_HEADER) ?? "");
  const told = (headers.get("x-forwarded-for") ?? "").split(",").reverse();
  for (const next of told) {
    if (!isTrusted(address)) break;
    const before = plainAddress(next.trim());
    if (!isIP(before)) break;
    address = before;
  }
  return address;
}

/** One household or office: an IPv6 network hands out addresses by the billion. */
export function addressBlock(address: string): string {
  return isIP(address) === 6 ? groupsOf(address).slice(0, 4).join(":") : address;
}

/** The same as a range, as PostgreSQL writes one; what is no address is alone with itself. */
export function addressNetwork(address: string): string {
  if (isIP(address) === 6) return `${addressBlock(address)}::/64`;
  return isIP(address) === 4 ? `${address}/32` : "0.0.0.0/32";
}

/** Whether an address is one of these or lies in one of these ranges. */
export function addressesIn(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = "", bits] = range.split("/");
    const family = isIP(network) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(network, family);
    else list.addSubnet(network, Number(bits), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** Without port and zone, and IPv4 as such although it came over an IPv6 socket. */
export function plainAddress(address: string): string {
  const bare = /^\[([^\]]+)\]/.exec(address)?.[1] ?? address.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
  return bare.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
}

function groupsOf(address: string): string[] {
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = head.split(":").filter(Boolean);
  const after = (tail ?? "").split(":").filter(Boolean);
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(Math.max(0, missing)).fill("0"), ...after];
}
