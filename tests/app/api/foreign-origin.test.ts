import fs from "node:fs";
import path from "node:path";

const ROOT = path.resolve("app/api");
/** Webhooks and programs come from elsewhere by nature, each with its token or key; health changes nothing. */
const OPEN = /^(?:intake|health|v1)\//;

const routes = fs
  .readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("route.ts") && !OPEN.test(file));

type Handler = (request: Request, route: { params: Promise<object> }) => Promise<Response>;

async function changingHandlers(file: string): Promise<[string, Handler][]> {
  const handlers = (await import(path.join(ROOT, file))) as Record<string, Handler>;
  return Object.entries(handlers).filter(([name]) => ["POST", "PUT", "PATCH", "DELETE"].includes(name));
}

test.each(routes)("%s does nothing for another site's page", async (file) => {
  for (const [method, handler] of await changingHandlers(file)) {
    const headers = { host: "server:3000", origin: "http://evil.example", "content-type": "application/octet-stream" };
    const sent = new Request("http://server:3000/api/x", { method, headers, body: "{}" });
    const answer = await handler(sent, { params: Promise.resolve({ nextauth: ["callback", "credentials"] }) });
    expect(answer.status).toBe(403);
  }
});

test("there are such handlers", () => {
  expect(routes).toStrictEqual(expect.arrayContaining(["imports/route.ts", "auth/[...nextauth]/route.ts"]));
});
