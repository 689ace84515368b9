import fs from "node:fs";
import path from "node:path";
import { GET as campaigns } from "@/app/api/v1/campaigns/route";
import { GET as companies } from "@/app/api/v1/companies/route";
import { GET as events } from "@/app/api/v1/events/route";
import { GET as tasks } from "@/app/api/v1/tasks/route";
import { GET as users } from "@/app/api/v1/users/route";
import { GET as delivery } from "@/app/api/v1/deliveries/[deliveryId]/route";
import { GET as leadTypes } from "@/app/api/v1/lead-types/route";
import { GET as lead } from "@/app/api/v1/leads/[lead]/route";
import { GET as leads, POST as postLead } from "@/app/api/v1/leads/route";
import { GET as sources } from "@/app/api/v1/sources/route";
import { GET as fields } from "@/app/api/v1/fields/route";
import { GET as statuses } from "@/app/api/v1/statuses/route";
import { revokeKey } from "@/lib/auth/keys/commands";
import { ENDPOINTS } from "@/lib/api/schema";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { KEY_ROUTES } from "@/tests/rights/routes";
import { ask, makeKey, startSettling } from "@/tests/support/api";
import { makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";

type World = { companyId: string; sourceId: string; leadNumber: number; deliveryId: string };
type Call = (key: string | undefined, world: World, headers: Record<string, string>) => ReturnType<typeof ask>;

const CALLS: Record<string, Call> = {
  "POST /api/v1/leads": (key, { sourceId }, headers) =>
    ask(postLead, `/api/v1/leads?source=${sourceId}`, sent(key, headers, { email: `${newId()}@example.test` })),
  "GET /api/v1/leads": (key, _, headers) => ask(leads, "/api/v1/leads", sent(key, headers)),
  "GET /api/v1/leads/{lead}": (key, { leadNumber }, headers) =>
    ask(lead, `/api/v1/leads/${leadNumber}`, { ...sent(key, headers), params: { lead: String(leadNumber) } }),
  "GET /api/v1/campaigns": (key, _, headers) => ask(campaigns, "/api/v1/campaigns", sent(key, headers)),
  "GET /api/v1/tasks": (key, _, headers) => ask(tasks, "/api/v1/tasks", sent(key, headers)),
  "GET /api/v1/users": (key, _, headers) => ask(users, "/api/v1/users", sent(key, headers)),
  "GET /api/v1/events": (key, _, headers) => ask(events, "/api/v1/events", sent(key, headers)),
  "GET /api/v1/deliveries/{deliveryId}": (key, { deliveryId }, headers) =>
    ask(delivery, `/api/v1/deliveries/${deliveryId}`, { ...sent(key, headers), params: { deliveryId } }),
  "GET /api/v1/sources": (key, _, headers) => ask(sources, "/api/v1/sources", sent(key, headers)),
  "GET /api/v1/companies": (key, _, headers) => ask(companies, "/api/v1/companies", sent(key, headers)),
  "GET /api/v1/statuses": (key, _, headers) => ask(statuses, "/api/v1/statuses", sent(key, headers)),
  "GET /api/v1/fields": (key, _, headers) => ask(fields, "/api/v1/fields", sent(key, headers)),
  "GET /api/v1/lead-types": (key, _, headers) => ask(leadTypes, "/api/v1/lead-types", sent(key, headers)),
};

const sent = (key: string | undefined, headers: Record<string, string>, body?: unknown) => ({
  ...(key !== undefined && { key }),
  headers,
  ...(body !== undefined && { body }),
});

/** Keys that open nothing, and whatever else somebody may try instead: all are answered the same. */
const LOCKED_OUT = [
  "none",
  "nonsense",
  "unknown",
  "expired",
  "revoked",
  "maker deactivated",
  "a session",
  "basic",
  "in the address",
] as const;

let world: World;
let stop: () => Promise<void>;
beforeAll(async () => {
  stop = startSettling();
  const source = await makeSource();
  const { companyId, id: sourceId } = source;
  const { number } = await makeLead(companyId);
  const row = {
    ...{ id: newId(), sourceId, via: "push", receivedAt: new Date(), method: "POST", path: "/", headers: {} },
    ...{ body: Buffer.from("{}"), bodySize: 2, state: "rejected", reason: "no_values" },
  };
  const { id: deliveryId } = await database().delivery.create({ data: row });
  world = { companyId, sourceId, leadNumber: number, deliveryId };
});
afterAll(async () => {
  await stop();
});

async function keyOf(kind: string): Promise<string> {
  const companyIds = [kind === "elsewhere" ? (await makeCompany(newId())).id : world.companyId];
  const given = {
    post: ["lead.create" as const],
    read: ["lead.read" as const],
    arrivals: ["intake.read" as const],
  }[kind];
  return (await makeKey({ companyIds, ...(given && { permissions: given }) })).key;
}

const CASES = KEY_ROUTES.flatMap(([route, ...answers]) =>
  ["full", "post", "read", "arrivals", "elsewhere"].map((kind, at) => [kind, route, answers[at]] as const),
);

test.each(CASES)("%s key, %s → %s", async (kind, route, status) => {
  const answer = await CALLS[route]?.(await keyOf(kind), world, {});
  expect(answer?.status).toBe(status);
  expect(answer?.headers.get("cache-control")).toBe("no-store");
  expect(answer?.headers.get("access-control-allow-origin")).toBeNull();
});

const SHUT = KEY_ROUTES.flatMap(([route]) => LOCKED_OUT.map((who) => [who, route] as const));

test.each(SHUT)("whoever comes with %s is told the same at %s", async (who, route) => {
  const [key, headers] = await lockedOut(who);
  const taken = () => database().delivery.count({ where: { state: { not: "quarantined" } } });
  const before = await taken();
  const answer = await CALLS[route]?.(key, world, headers);
  expect(answer?.status).toBe(401);
  expect(answer?.body).toStrictEqual({ code: "UNAUTHENTICATED", requestId: "same-request" });
  expect(answer?.headers.get("www-authenticate")).toBe('Bearer realm="Leads Manager API"');
  await expect(taken()).resolves.toBe(before);
});

async function lockedOut(who: (typeof LOCKED_OUT)[number]): Promise<[string | undefined, Record<string, string>]> {
  const headers = { "x-request-id": "same-request" };
  const { companyId } = world;
  const maker = await makeUser("admin", [companyId]);
  const { key, id } = await makeKey({ companyIds: [companyId], maker });
  const set = (data: object) => database().apiKey.update({ where: { id }, data });
  switch (who) {
    case "none":
      return [undefined, headers];
    case "nonsense":
      return ["lm_x", headers];
    case "unknown":
      return [`lm_${"A".repeat(43)}`, headers];
    case "expired":
      await set({ expiresAt: new Date() });
      return [key, headers];
    case "revoked":
      await revokeKey(systemCtx("test"), { keyId: id });
      return [key, headers];
    case "maker deactivated":
      await database().user.update({ where: { id: maker.id }, data: { deactivatedAt: new Date() } });
      return [key, headers];
    case "a session":
      return [undefined, { ...headers, cookie: `next-auth.session-token=${maker.sessionId}` }];
    case "basic":
      return [undefined, { ...headers, authorization: `Basic ${Buffer.from(`x:${key}`).toString("base64")}` }];
    case "in the address":
      return [undefined, { ...headers, "x-api-key": key, "x-lead-token": key }];
  }
}

const companiesIn = (rows: unknown) => [
  ...new Set((rows as { company: { id: string } }[]).map(({ company }) => company.id)),
];

test("what a key finds is its companies' alone", async () => {
  const foreign = await makeSource();
  await makeLead(foreign.companyId, { contactName: "Elsewhere" });
  const reads = async (kind: string) => {
    const key = await keyOf(kind);
    const of = async (room: string) => (await CALLS[`GET /api/v1/${room}`]?.(key, world, {}))?.body[room];
    return {
      leads: companiesIn(await of("leads")),
      sources: companiesIn(await of("sources")),
      companies: (await of("companies")) as object[],
    };
  };
  const own = await reads("full");
  expect(own).toMatchObject({ leads: [world.companyId], sources: [world.companyId] });
  expect(own.companies).toMatchObject([{ id: world.companyId }]);
  const elsewhere = await reads("elsewhere");
  expect(elsewhere).toMatchObject({ leads: [], sources: [] });
  expect(elsewhere.companies).toHaveLength(1);
});

/** What a file of routes answers to, as `GET /api/v1/…`. */
function routesIn(root: string, file: string): string[] {
  const text = fs.readFileSync(path.join(root, file), "utf8");
  const folder = path.dirname(file).replaceAll(path.sep, "/");
  const address = `/api/v1/${folder.replaceAll(/\[(\w+)\]/g, "{$1}")}`;
  const methods = text.matchAll(/export (?:const|async function) (GET|POST|PUT|PATCH|DELETE)\b/g);
  return [...methods].map((match) => `${match[1] ?? ""} ${address}`);
}

test("every route there is stands in the table, and in the document", () => {
  const root = path.resolve("app/api/v1");
  const files = fs.readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));
  const found = files.flatMap((file) => routesIn(root, file)).sort();
  expect(KEY_ROUTES.map(([route]) => route).sort()).toStrictEqual(found);
  expect(ENDPOINTS.map(({ method, path: address }) => `${method.toUpperCase()} ${address}`).sort()).toStrictEqual(
    found,
  );
  expect(Object.keys(CALLS).sort()).toStrictEqual(found);
});
