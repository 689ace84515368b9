import { addresses } from "@/lib/core/addresses";

const card = { netmask: "255.255.255.0", mac: "00:00:00:00:00:00", cidr: null } as const;
const machine = {
  name: "crm-server",
  interfaces: {
    lo: [{ ...card, address: "127.0.0.1", family: "IPv4" as const, internal: true }],
    eth0: [{ ...card, address: "10.1.2.3", family: "IPv4" as const, internal: false }],
  },
};

test("on every address: the names by which the network knows this machine", () => {
  expect(addresses({ HOST: "0.0.0.0", PORT: 3000 }, machine)).toStrictEqual([
    "http://localhost:3000",
    "http://crm-server:3000",
    "http://10.1.2.3:3000",
  ]);
});

test("on one address: that one alone", () => {
  expect(addresses({ HOST: "127.0.0.1", PORT: 80 }, machine)).toStrictEqual(["http://127.0.0.1:80"]);
  expect(addresses({ HOST: "::1", PORT: 80 }, machine)).toStrictEqual(["http://[::1]:80"]);
});

test("behind a proxy: what people type", () => {
  expect(addresses({ HOST: "127.0.0.1", PORT: 80, PUBLIC_URL: "https://leads.example.com" }, machine)).toStrictEqual([
    "https://leads.example.com",
  ]);
});
