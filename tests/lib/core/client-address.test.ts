import { addressBlock, clientAddress } from "@/lib/core/client-address";

const from = (peer: string, forwarded = "", trusted: string[] = []) =>
  clientAddress(new Headers({ "x-peer-address": peer, ...(forwarded && { "x-forwarded-for": forwarded }) }), trusted);

describe("who sent a request", () => {
  test("is the socket's other end, whatever the sender claims", () => {
    expect(from("203.0.113.9", "10.0.0.1")).toBe("203.0.113.9");
    expect(from("203.0.113.9", "10.0.0.1", ["192.0.2.1"])).toBe("203.0.113.9");
  });

  test("is whom a trusted proxy names, and not who that one claims to be", () => {
    expect(from("192.0.2.1", "198.51.100.7", ["192.0.2.1"])).toBe("198.51.100.7");
    expect(from("192.0.2.1", "1.1.1.1, 198.51.100.7, 10.0.0.3", ["192.0.2.1", "10.0.0.0/8"])).toBe("198.51.100.7");
  });

  test("is the proxy itself when that says nothing readable", () => {
    expect(from("192.0.2.1", "unknown", ["192.0.2.1"])).toBe("192.0.2.1");
  });

  test("is written the same over IPv4 and IPv6 sockets", () => {
    expect(from("::ffff:203.0.113.9")).toBe("203.0.113.9");
    expect(from("::ffff:192.0.2.1", "[2001:db8::1]:443", ["192.0.2.0/24"])).toBe("2001:db8::1");
  });
});

test("an IPv6 network counts as one address, an IPv4 address as itself", () => {
  expect(addressBlock("2001:db8:1:2:3:4:5:6")).toBe(addressBlock("2001:db8:1:2::9"));
  expect(addressBlock("2001:db8:1:3::9")).not.toBe(addressBlock("2001:db8:1:2::9"));
  expect(addressBlock("203.0.113.9")).toBe("203.0.113.9");
});
