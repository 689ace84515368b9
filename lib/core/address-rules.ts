import { lookup, promises } from "node:dns";
import { BlockList, isIP } from "node:net";
import type { LookupFunction } from "node:net";

/** Which addresses may be spoken to: those of the internet alone, or those of the house's own network as well. */
export type Reach = "internet" | "everywhere";

/** An address that may not be spoken to. */
export class AddressRefused extends Error {}

/** Somebody waits for it. */
const LOOKUP_MS = 2_000;

// What nothing lives on that we'd have to do with: the addresses by which clouds hand their machines' credentials out, and
// what isn't an address of one machine at all.
const NOBODYS: Network[] = [
  ["0.0.0.0", 8],
  ["169.254.0.0", 16],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["100.100.100.200", 32],
  ["192.0.0.192", 32],
  ["168.63.129.16", 32],
];
/** The machine itself, its own network, and what is kept for neither. */
const PRIVATE: Network[] = [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
];
type Network = [network: string, bits: number];

const FORBIDDEN = listOf(NOBODYS);
FORBIDDEN.addSubnet("fe80::", 10, "ipv6");
FORBIDDEN.addSubnet("ff00::", 8, "ipv6");
FORBIDDEN.addAddress("fd00:ec2::254", "ipv6");
FORBIDDEN.addAddress("fd20:ce::254", "ipv6");
FORBIDDEN.addAddress("::", "ipv6");
// What else is written in the first of these; ::1 is the machine itself.
FORBIDDEN.addRange("::2", "::ff:ffff", "ipv6");
// A house's own translation and a tunnel both hide an address of the other kind where each house or host wants it.
FORBIDDEN.addSubnet("64:ff9b:1::", 48, "ipv6");
FORBIDDEN.addSubnet("2001::", 32, "ipv6");
// Thrown away, for examples, and for routers among themselves.
FORBIDDEN.addSubnet("100::", 64, "ipv6");
FORBIDDEN.addSubnet("3fff::", 20, "ipv6");
FORBIDDEN.addSubnet("5f00::", 16, "ipv6");

const INSIDE = listOf(PRIVATE);
INSIDE.addSubnet("fc00::", 7, "ipv6");
INSIDE.addSubnet("fec0::", 10, "ipv6");
INSIDE.addSubnet("2001:db8::", 32, "ipv6");
INSIDE.addAddress("::1", "ipv6");

function listOf(networks: Network[]): BlockList {
  const list = new BlockList();
  for (const [network, bits] of networks) {
    list.addSubnet(network, bits);
    // As gateways between the two kinds of network write the same address.
    list.addSubnet(`64:ff9b::${network}`, 96 + bits, "ipv6");
    list.addSubnet(`::ffff:0:${network}`, 96 + bits, "ipv6");
    list.addSubnet(`2002:${hexOf(network)}::`, 16 + bits, "ipv6");
    // The first of these hold the machine itself, ::1.
    if (network !== "0.0.0.0") list.addSubnet(`::${network}`, 96 + bits, "ipv6");
  }
  return list;
}

/** 169.254.0.0 is a9fe:0. */
function hexOf(address: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
  return [a * 256 + b, c * 256 + d].map((group) => group.toString(16)).join(":");
}

/** Whether this address may be spoken to. An IPv4 address in IPv6 clothes is judged as what it is. */
export function mayReach(address: string, reach: Reach): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const kind = family === 4 ? "ipv4" : "ipv6";
  return !FORBIDDEN.check(address, kind) && (reach === "everywhere" || !INSIDE.check(address, kind));
}

/** A literal address is asked by this; a name by the look-up below. */
export function requireReach(url: URL, reach: Reach): void {
  const host = literalIn(url);
  if (host !== null && !mayReach(host, reach)) throw new AddressRefused();
}

/** The address that is written in place of a name; of `localhost` and what is below it, the one that these always stand for. */
export function literalIn({ hostname }: URL): string | null {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (/(?:^|\.)localhost\.?$/i.test(host)) return "127.0.0.1";
  return isIP(host) === 0 ? null : host;
}

/** What a name stands for at this moment; nothing where that isn't known soon. */
export async function addressesOf({ hostname }: URL): Promise<string[]> {
  const waited = new Promise<[]>((done) => setTimeout(done, LOOKUP_MS, []).unref());
  const found = promises.lookup(hostname, { all: true }).then(
    (all) => all.map(({ address }) => address),
    () => [],
  );
  return Promise.race([found, waited]);
}

/** Checked at the moment of connecting and on the very address that is connected to: a name can't change its mind between. */
export function checkedLookup(reach: Reach): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) {
        done(error, "", 0);
        return;
      }
      const allowed = addresses.filter(({ address }) => mayReach(address, reach));
      const [first] = allowed;
      if (!first) done(new AddressRefused(), "", 0);
      else if (options.all) done(null, allowed);
      else done(null, first.address, first.family);
    });
  };
}
