import { BlockList, isIP } from "node:net";

// An intranet's private addresses are where such a WordPress lives. What no WordPress lives on are the addresses by
// which clouds hand their machines' credentials out, and what isn't an address of one machine at all.
const NOBODYS: [network: string, bits: number][] = [
  ["0.0.0.0", 8],
  ["169.254.0.0", 16],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["100.100.100.200", 32],
  ["192.0.0.192", 32],
  ["168.63.129.16", 32],
];

const FORBIDDEN = new BlockList();
for (const [network, bits] of NOBODYS) {
  FORBIDDEN.addSubnet(network, bits);
  // As gateways between the two kinds of network write the same address.
  FORBIDDEN.addSubnet(`64:ff9b::${network}`, 96 + bits, "ipv6");
  FORBIDDEN.addSubnet(`2002:${hexOf(network)}::`, 16 + bits, "ipv6");
  // The first of these hold the machine itself, ::1.
  if (network !== "0.0.0.0") FORBIDDEN.addSubnet(`::${network}`, 96 + bits, "ipv6");
}
FORBIDDEN.addSubnet("fe80::", 10, "ipv6");
FORBIDDEN.addSubnet("ff00::", 8, "ipv6");
FORBIDDEN.addAddress("fd00:ec2::254", "ipv6");
FORBIDDEN.addAddress("::", "ipv6");

/** 169.254.0.0 is a9fe:0. */
function hexOf(address: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
  return [a * 256 + b, c * 256 + d].map((group) => group.toString(16)).join(":");
}

/** Whether a pull may speak to this address. An IPv4 address in IPv6 clothes is judged as what it is. */
export function mayPullFrom(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return !FORBIDDEN.check(address, family === 4 ? "ipv4" : "ipv6");
}
