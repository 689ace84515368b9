import fs from "node:fs";
import path from "node:path";
import { stopLive } from "@/lib/core/live";
import { stopPresence } from "@/lib/core/presence";
import { ROLES } from "@/tests/rights/reach";
import { OTHER_ROUTES, KEY_ROUTES, SESSION_ROUTES } from "@/tests/rights/routes";
import { allTold, expected, tryEach, tryLockedOut } from "@/tests/rights/trying";
import { ownDataFolder } from "@/tests/support/files";
import { sourceFiles } from "@/tests/support/source-files";
import type { RouteRow, Sent } from "@/tests/rights/routes";
import type { Answer } from "@/tests/rights/trying";

jest.mock(
  "next/headers",
  () => jest.requireActual<{ requestHeaders: object }>("@/tests/rights/browser").requestHeaders,
);
jest.mock("next-intl/server", () => jest.requireActual<{ language: object }>("@/tests/rights/browser").language);

const { remove } = ownDataFolder();
afterAll(async () => {
  stopPresence();
  await stopLive();
  remove();
});

type Handler = (request: Request, route: { params: Promise<object> }) => Promise<Response>;

const files = sourceFiles("app").filter((file) => path.basename(file) === "route.ts");

/** Every route with its methods, as the tables name them. */
async function allRoutes(): Promise<Map<string, Handler>> {
  const found = await Promise.all(
    files.map(async (file) => {
      const address = path
        .dirname(file)
        .replaceAll("\\", "/")
        .replace(/^app/, "")
        .replaceAll("[[", "{[")
        .replaceAll("]]", "]}");
      const name = address.replaceAll(/\[(\w|\.)+\](?!\})/g, (part) => `{${part.slice(1, -1)}}`);
      const handlers = (await import(path.resolve(file))) as Record<string, Handler>;
      const methods = Object.entries(handlers).filter(([method]) =>
        /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method),
      );
      return methods.map(([method, handler]) => [`${method} ${name}`, handler] as const);
    }),
  );
  return new Map(found.flat());
}

let routes: Map<string, Handler>;
beforeAll(async () => {
  routes = await allRoutes();
});

test("every route has its rights in a table, and every row of a table a route", () => {
  const said = [
    ...SESSION_ROUTES.map(({ name }) => name),
    ...OTHER_ROUTES.map(({ name }) => name),
    ...KEY_ROUTES.map(([name]) => name),
  ];
  expect(said.sort()).toStrictEqual([...routes.keys()].sort());
});

test("whatever doesn't ask for a session has a test of its own", () => {
  expect(OTHER_ROUTES.filter(({ test: file }) => !fs.existsSync(file))).toStrictEqual([]);
});

async function send({ name }: RouteRow, sent: Sent): Promise<Response> {
  const [method = "", address = ""] = name.split(" ");
  const url = new URL(address, "http://server:3000");
  for (const [key, value] of Object.entries(sent.query ?? {})) url.searchParams.set(key, value);
  const ending = new AbortController();
  const body = sent.bytes ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  const headers = {
    host: "server:3000",
    "content-type": sent.bytes ? "application/octet-stream" : "application/json",
  };
  const request = new Request(url, {
    method,
    headers,
    signal: ending.signal,
    ...(body !== undefined && { body: typeof body === "string" ? body : Buffer.from(body) }),
  });
  const handler = routes.get(name);
  if (!handler) throw new Error(`there is no ${name}`);
  const answer = await handler(request, { params: Promise.resolve(sent.params ?? {}) });
  // A stream of news goes on until its reader leaves.
  if (answer.headers.get("content-type")?.startsWith("text/event-stream")) ending.abort();
  return answer;
}

const asking =
  (row: RouteRow) =>
  async (input: unknown): Promise<Answer> => {
    const sent = input as Sent;
    const answer = await send(row, sent);
    const text = await answer.text();
    const refused = answer.status >= 400 || answer.status === 205;
    const told = sent.about === undefined ? withoutRequestId(text) : text.includes(sent.about);
    return { refused, said: answer.status === 500 ? "INTERNAL" : { status: answer.status, told } };
  };

const withoutRequestId = (text: string) => text.replace(/"requestId":"[^"]*"/, "");

const tries = SESSION_ROUTES.flatMap((row) => ROLES.map((role) => [row.name, role, row.rights[role], row] as const));

test.each(tries)("%s, %s: %s", async (_, role, rights, row) => {
  expect(await tryEach({ row, role, ask: asking(row) }, rights, row.send)).toStrictEqual(expected(row.subject, rights));
});

/** A window that says it is there is told to say no more; all others that nobody knows them. */
const SAID: Record<string, string> = { "POST /api/live/presence": "205", "HEAD /api/live": "205" };
const SHUT = SESSION_ROUTES.map((row) => [row.name, SAID[row.name] ?? "401", row] as const);

test.each(SHUT)("%s: %s for whoever is locked out", async (_, said, row) => {
  const ask = async (input: unknown) => String((await send(row, input as Sent)).status);
  expect(await tryLockedOut(row, row.send, ask)).toStrictEqual(await allTold(row, said));
});
