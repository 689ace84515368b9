import { NextRequest } from "next/server";
import { config, proxy } from "@/proxy";

function headersFor(url: string, sent: Record<string, string> = {}) {
  return proxy(new NextRequest(url, { headers: sent })).headers;
}

function matches(path: string) {
  return config.matcher.some((source) => new RegExp(`^${source}$`).test(path));
}

test("each answer has its own nonce, and scripts need it", () => {
  const policies = [headersFor("http://server:3000/leads"), headersFor("http://server:3000/leads")].map((headers) =>
    String(headers.get("content-security-policy")),
  );
  const nonces = policies.map((policy) => /script-src [^;]*'nonce-([^']{20,})'/.exec(policy)?.[1]);
  expect(nonces[0]).toBeTruthy();
  expect(nonces[0]).not.toBe(nonces[1]);
  expect(policies[0]).not.toContain("unsafe-eval");
  expect(policies[0]).toContain("frame-ancestors 'none'");
});

test("nobody gets out of the headers by saying that they only look ahead", () => {
  // A condition on headers would be an object.
  expect(config.matcher.map((source) => typeof source)).toStrictEqual(["string"]);
  const ahead = headersFor("http://server:3000/leads", { purpose: "prefetch", "next-router-prefetch": "1" });
  expect([ahead.get("x-frame-options"), ahead.get("content-security-policy")]).toStrictEqual([
    "DENY",
    expect.stringContaining("frame-ancestors 'none'"),
  ]);
});

test("plain http is not sent to https", () => {
  const headers = headersFor("http://server:3000/");
  expect(headers.get("strict-transport-security")).toBeNull();
  expect(headers.get("content-security-policy")).not.toContain("upgrade-insecure-requests");
});

test("https is kept, seen directly or through a proxy", () => {
  expect(headersFor("https://crm.example.com/").get("strict-transport-security")).toBeTruthy();
  expect(
    headersFor("http://crm.example.com/", { "x-forwarded-proto": "https" }).get("strict-transport-security"),
  ).toBeTruthy();
});

test("no webhook passes through it, every page does", () => {
  expect(matches("/api/intake/a/b")).toBe(false);
  expect(matches("/_next/static/chunks/a.js")).toBe(false);
  expect(matches("/leads")).toBe(true);
  expect(matches("/apiary")).toBe(true);
});

test.each([
  ["another site's page", "http://evil.example"],
  ["a sandboxed page", "null"],
  ["the same name on another port", "http://server:3001"],
])("a post from %s is refused before anything is done", (_, origin) => {
  const sent = new NextRequest("http://server:3000/leads", {
    method: "POST",
    headers: { host: "server:3000", origin },
  });
  expect(proxy(sent).status).toBe(403);
});

test.each<[string, Record<string, string>]>([
  ["its own page", { host: "server:3000", origin: "http://server:3000" }],
  [
    "its own page behind a proxy",
    { host: "127.0.0.1:3000", "x-forwarded-host": "crm.example", origin: "https://crm.example" },
  ],
  ["no browser at all", { host: "server:3000" }],
])("a post from %s passes", (_, headers) => {
  expect(proxy(new NextRequest("http://server:3000/leads", { method: "POST", headers })).status).toBe(200);
});
