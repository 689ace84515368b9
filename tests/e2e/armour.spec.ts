import { makeCompany, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { openJourneyHouse, sessionCookie } from "@/tests/support/journey-house";
import { ADMIN } from "@/tests/support/sign-in";
import type { UserActor } from "@/lib/core/ctx";

test.beforeAll(openJourneyHouse);

async function ask(address: string, baseURL: string | undefined, headers: Record<string, string> = {}) {
  return fetch(new URL(address, baseURL), { redirect: "manual", headers });
}

async function cookieOf(actor: UserActor): Promise<{ cookie: string }> {
  const { name, value } = await sessionCookie(actor);
  return { cookie: `${name}=${value}` };
}

test("every page has its armour, and no script without the nonce", async ({ baseURL }) => {
  const admin = await makeUser("admin", [(await makeCompany()).id]);
  const nonces = new Set<string>();
  for (const address of ["/sign-in", "/", "/leads", "/settings", "/nowhere", "/leads/2147483000"]) {
    const answer = await ask(address, baseURL, address === "/sign-in" ? {} : await cookieOf(admin));
    const policy = answer.headers.get("content-security-policy") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    nonces.add(nonce);
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']{20,}' 'strict-dynamic';/);
    expect(policy).toMatch(/object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'/);
    expect(answer.headers.get("x-frame-options")).toBe("DENY");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("referrer-policy")).toBe("same-origin");
    expect(answer.headers.get("x-powered-by")).toBeNull();
    const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toStrictEqual([]);
  }
  expect(nonces.size).toBe(6);
});

test("no answer of a route is taken for a page, or kept by whoever stands between", async ({ baseURL }) => {
  const admin = await makeUser("admin", [(await makeCompany()).id]);
  for (const address of ["/api/leads", "/api/leads/count", "/api/health", "/api/v1/leads", "/api/openapi.json"]) {
    const answer = await ask(address, baseURL, await cookieOf(admin));
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("cache-control")).toContain("no-store");
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  }
});

/** Signs in as the form does, and answers the cookies that were set. */
async function signedIn(baseURL: string | undefined, headers: Record<string, string>): Promise<string[]> {
  const csrf = await ask("/api/auth/csrf", baseURL, headers);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookie = csrf.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const answer = await fetch(new URL("/api/auth/callback/credentials", baseURL), {
    method: "POST",
    redirect: "manual",
    headers: { ...headers, cookie, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, login: ADMIN.email, password: ADMIN.password, json: "true" }),
  });
  return answer.headers.getSetCookie().filter((one) => one.includes("session-token="));
}

test("the session's cookie is read by no script and sent to no other site", async ({ baseURL }) => {
  const [plain = ""] = await signedIn(baseURL, {});
  expect(plain).toMatch(/^next-auth\.session-token=/);
  expect(plain).toMatch(/; HttpOnly/i);
  expect(plain).toMatch(/; SameSite=Lax/i);
  expect(plain).toMatch(/; Path=\//i);
  // Without HTTPS it would be lost with Secure; with it, it travels nowhere else.
  expect(plain).not.toMatch(/; Secure/i);
});

test("after signing in nobody is led elsewhere", async ({ baseURL }) => {
  const admin = await makeUser("admin", [(await makeCompany()).id]);
  const to = async (next: string) => {
    const answer = await ask(`/sign-in?next=${encodeURIComponent(next)}`, baseURL, await cookieOf(admin));
    return answer.headers.get("location");
  };
  expect(await to("/leads?q=ana")).toBe("/leads?q=ana");
  for (const next of [
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "",
  ])
    expect(await to(next)).toBe("/");
});

test("no address leads to the server's files", async ({ baseURL }) => {
  const admin = await makeUser("admin", [(await makeCompany()).id]);
  for (const address of [
    "/..%2f..%2fpackage.json",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/_next/static/..%2f..%2f..%2fpackage.json",
    "/_next/static/%2e%2e%2f%2e%2e%2fserver/server-reference-manifest.json",
    "/_next/image?url=%2f..%2f..%2fpackage.json&w=64&q=75",
    "/api/leads/files/..%2f..%2fsecrets.json",
    "/api/imports/..%2f..%2fsecrets.json/result",
    "/.data/secrets.json",
    "/package.json",
    "/.env",
  ]) {
    const answer = await ask(address, baseURL, await cookieOf(admin));
    expect([400, 404], address).toContain(answer.status);
    expect(await answer.text()).not.toMatch(/"dependencies"|root:x:|DATA_KEY|encryptionKey/);
  }
});
