import path from "node:path";
import { stopLive } from "@/lib/core/live";
import { stopPresence } from "@/lib/core/presence";
import { database } from "@/lib/core/db";
import { ARRIVAL_ACTIONS } from "@/tests/rights/actions/arrivals";
import { LEAD_ACTIONS } from "@/tests/rights/actions/leads";
import { PEOPLE_ACTIONS } from "@/tests/rights/actions/people";
import { SETTINGS_ACTIONS } from "@/tests/rights/actions/settings";
import { enter } from "@/tests/rights/browser";
import { make } from "@/tests/rights/make";
import { EVERYTHING_HIDDEN, makeReader, plant, toldIn } from "@/tests/rights/planted";
import { SUBJECTS } from "@/tests/rights/reach";
import { SESSION_ROUTES } from "@/tests/rights/routes";
import { makeThing, thing } from "@/tests/rights/scene";
import { actionOf, allActions } from "@/tests/rights/trying";
import { ownDataFolder } from "@/tests/support/files";
import { makeCompany, makeUser } from "@/tests/support/house";
import { sourceFiles } from "@/tests/support/source-files";
import type { FieldRights } from "@/lib/core/permissions";
import type { ActionRow } from "@/tests/rights/actions/row";
import type { Planted } from "@/tests/rights/planted";
import type { RouteRow } from "@/tests/rights/routes";
import type { Scene, Thing } from "@/tests/rights/scene";

/*
 * Every action and every route, asked about leads that say what was planted, by somebody who may do everything and is kept
 * from these fields: none of the answers says any of it. A new one is tried here by itself.
 */

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

async function sceneOf(fields: FieldRights): Promise<Scene> {
  const [here, elsewhere] = [await makeCompany(), await makeCompany()];
  return {
    ...{ here, elsewhere, day: "2031-05-12" },
    actor: await makeReader(fields, undefined, [here.id]),
    colleague: await makeUser("employee", [here.id]),
    stranger: await makeUser("employee", [elsewhere.id]),
  };
}

/** What the row is about; a lead says all that is planted, and is called so that it is found by what is shown. */
async function planted(row: Pick<RouteRow, "subject">, s: Scene): Promise<Thing> {
  if (row.subject === "lead") {
    const lead = await plant(s.here.id, s.actor);
    return thing(lead.id, { companyId: s.here.id, lead: { ...lead, email: "visible" } });
  }
  const [situation = ""] = SUBJECTS[row.subject].situations;
  const it = await makeThing(row.subject, situation, s);
  const { email, phone, message, amountCents } = await plant(s.here.id, s.actor);
  // Its lead as well, where it hangs on one.
  if (it.lead)
    await database().lead.update({ where: { id: it.lead.id }, data: { email, phone, message, amountCents } });
  return it;
}

let actions: Awaited<ReturnType<typeof allActions>>;
const routes = new Map<string, Handler>();
beforeAll(async () => {
  actions = await allActions();
  for (const file of sourceFiles("app").filter((one) => path.basename(one) === "route.ts")) {
    const address = path.dirname(file).replaceAll("\\", "/").replace(/^app/, "");
    const name = address.replaceAll(/\[(\w+)\]/g, "{$1}");
    for (const [method, handler] of Object.entries((await import(path.resolve(file))) as Record<string, Handler>))
      routes.set(`${method} ${name}`, handler);
  }
  const set = { name: "Grupo", setUpAt: new Date() };
  await database().organisation.upsert({ where: { id: 1 }, create: { id: 1, ...set }, update: set });
});

async function askAction(row: ActionRow, fields: FieldRights): Promise<Planted[]> {
  const s = await sceneOf(fields);
  const input = await row.send({ it: await planted(row, s), s, make });
  await enter(s.actor);
  return toldIn((await actions.get(actionOf(row))?.(input)) ?? "");
}

async function askRoute(row: RouteRow, fields: FieldRights): Promise<Planted[]> {
  const s = await sceneOf(fields);
  const { query = {}, params = {}, body, bytes } = await row.send({ it: await planted(row, s), s, make });
  await enter(s.actor);
  const [method = "", address = ""] = row.name.split(" ");
  const url = new URL(address, "http://server:3000");
  for (const [key, value] of Object.entries({ ...query, ...columnsFor(address) })) url.searchParams.set(key, value);
  const written = body === undefined ? undefined : JSON.stringify(body);
  const sent = bytes ? Buffer.from(bytes) : written;
  const ending = new AbortController();
  const headers = { host: "server:3000", "content-type": "application/json" };
  const request = new Request(url, {
    method,
    headers,
    signal: ending.signal,
    ...(sent !== undefined && { body: sent }),
  });
  const answer = await routes.get(row.name)?.(request, { params: Promise.resolve(params) });
  if (answer?.headers.get("content-type")?.startsWith("text/event-stream")) ending.abort();
  return toldIn((await answer?.text()) ?? "");
}

const columnsFor = (address: string) =>
  ["/api/leads", "/api/leads/rows", "/api/leads/export"].includes(address)
    ? { columns: "number,name,status,email,phone,amount,message,contact" }
    : {};

const ACTIONS = [...LEAD_ACTIONS, ...ARRIVAL_ACTIONS, ...PEOPLE_ACTIONS, ...SETTINGS_ACTIONS];
const actionRows = ACTIONS.map((row) => [row.name, row] as const);
const routeRows = SESSION_ROUTES.map((row) => [row.name, row] as const);

test.each(actionRows)("%s says nothing of what is hidden", async (_, row) => {
  expect(await askAction(row, EVERYTHING_HIDDEN)).toStrictEqual([]);
});

test.each(routeRows)("%s says nothing of what is hidden", async (_, row) => {
  expect(await askRoute(row, EVERYTHING_HIDDEN)).toStrictEqual([]);
});

/** Where it is told to whoever isn't kept from it: else a walk that finds nothing would prove nothing. */
const TOLD: Record<string, Planted[]> = {
  "GET /api/leads": ["phone", "email", "amount", "message"],
  "GET /api/leads/rows": ["phone", "email", "amount", "message"],
  "GET /api/leads/export": ["phone", "email", "amount", "message"],
  "GET /api/leads/search": ["email"],
  "GET /api/leads/recent": ["email"],
  "GET /api/leads/board": ["phone", "email", "amount"],
  "GET /api/leads/board/column": ["phone", "email", "amount"],
  "GET /api/leads/board/cards": ["phone", "email", "amount"],
  "GET /api/leads/board/totals": ["amount"],
};

test.each(routeRows.filter(([name]) => name in TOLD))("%s says it to whoever isn't kept from it", async (name, row) => {
  expect(await askRoute(row, {})).toStrictEqual(TOLD[name]);
});

test("the history and the form's answers say it to whoever isn't kept from them", async () => {
  const told = async (name: string) => {
    const rows = LEAD_ACTIONS.filter((one) => actionOf(one) === name);
    const answers = await Promise.all(rows.map((row) => askAction(row, {})));
    return answers.flat();
  };
  expect(await told("timelineAction")).toStrictEqual(["phone", "email", "amount"]);
  expect(await told("extrasAction")).toStrictEqual(["phone", "email", "message"]);
});
