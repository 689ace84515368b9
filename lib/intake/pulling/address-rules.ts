import { BlockList, isIP } from "node:net";

// An intranet's private addresses are where such a WordPress lives. What no WordPress lives on are the addresses by
// which clouds hand their machines' credentials out, and what isn't an address of one machine at all.
const FORBIDDEN = new BlockList();
FORBIDDEN.addSubnet("169.254.0.0", 16);
FORBIDDEN.addSubnet("0.0.0.0", 8);
FORBIDDEN.addSubnet("224.0.0.0", 4);
FORBIDDEN.addSubnet("240.0.0.0", 4);
FORBIDDEN.addAddress("100.100.100.200");
FORBIDDEN.addSubnet("fe80::", 10, "ipv6");
FORBIDDEN.addSubnet("ff00::", 8, "ipv6");
FORBIDDEN.addAddress("fd00:ec2::254", "ipv6");
FORBIDDEN.addAddress("::", "ipv6");

/** Whether a pull may speak to this address. An IPv4 address in IPv6 clothes is judged as what it is. */
export function mayPullFrom(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return !FORBIDDEN.check(address, family === 4 ? "ipv4" : "ipv6");
}
