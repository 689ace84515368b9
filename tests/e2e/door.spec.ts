import net from "node:net";
import { systemCtx } from "@/lib/core/ctx";
import { createSource } from "@/lib/intake/sources/commands";
import { createSourceInput } from "@/lib/intake/sources/schema";
import { makeCompany } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { openJourneyHouse } from "@/tests/support/journey-house";

test.beforeAll(openJourneyHouse);

async function sourcePath(): Promise<string> {
  const company = await makeCompany(`Puerta ${Date.now()}`);
  const input = createSourceInput.parse({ name: "Puerta", companyId: company.id });
  return (await createSource(systemCtx("test"), input)).path;
}

/** Sends a request as it is written, and reads the answer. */
async function say(baseURL: string | undefined, start: string, headers: Record<string, string>): Promise<string> {
  const { port, hostname } = new URL(baseURL ?? "");
  const body = "nombre=Ana&email=ana%40x.example";
  const all = { Host: `${hostname}:${port}`, "Content-Length": String(body.length), Connection: "close", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = net.connect(Number(port), hostname);
  socket.write(`${start} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
  let answer = "";
  for await (const part of socket) {
    answer += String(part);
    // The door's whole answer; whoever offers another protocol has the connection left open.
    if (answer.includes('"}')) break;
  }
  return answer;
}

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const long = `?x=${"a".repeat(40_000)}`;

for (const [name, startOf, headers] of [
  ["offers HTTP/2", (path: string) => `POST ${path}`, { Connection: "Upgrade, HTTP2-Settings", Upgrade: "h2c" }],
  ["offers TLS", (path: string) => `POST ${path}`, { Connection: "Upgrade", Upgrade: "TLS/1.0" }],
  ["offers a web socket", (path: string) => `POST ${path}`, { Connection: "Upgrade", Upgrade: "websocket" }],
  ["sends what only pages send", (path: string) => `POST ${path}`, { RSC: "1", "Next-Router-Prefetch": "1" }],
  ["doubles a slash", (path: string) => `POST /${path}`, {}],
  ["names the whole address", (path: string) => `POST http://server:3000${path}`, {}],
  ["says all in the address", (path: string) => `POST ${path}${long}`, {}],
] as const)
  test(`who ${name} is answered 200 by the door, at once and in HTTP/1.1`, async ({ baseURL }) => {
    const answer = await say(baseURL, startOf(await sourcePath()), { ...FORM, ...headers });
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('{"ok":true,"delivery":"');
  });

test("who asks for an echo gets none, and no error of the server", async ({ baseURL }) => {
  for (const path of [await sourcePath(), "/sign-in"])
    expect(await say(baseURL, `TRACE ${path}`, { "Content-Length": "0" })).not.toMatch(/^HTTP\/1\.1 5/);
});

test("a page that is fetched ahead can't be put into a frame either", async ({ request }) => {
  const headers = { purpose: "prefetch", "next-router-prefetch": "1" };
  const answer = (await request.get("/sign-in", { headers })).headers();
  expect(answer["x-frame-options"]).toBe("DENY");
  expect(answer["content-security-policy"]).toContain("frame-ancestors 'none'");
});

test("addresses that are none are no error of the server", async ({ request }) => {
  expect((await request.get("/api/auth/callback/credentials")).status()).toBe(405);
  const odd = encodeURIComponent("http://127.0.0.1:3950.evil.example");
  expect((await request.get(`/api/auth/signin?callbackUrl=${odd}`)).status()).toBe(400);
});
