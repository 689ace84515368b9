import { rowsOn } from "@/tests/rights/reach";
import { pngOf } from "@/tests/support/file-bytes";
import type { Row, SubjectName } from "@/tests/rights/reach";
import type { Asked } from "@/tests/rights/actions/row";

/** What is sent to a route; the first of it names what is asked about. */
export type Sent = {
  /** Of a list that is asked for as a whole: what is looked for in it. */
  about?: string;
  query?: Record<string, string>;
  params?: Record<string, string>;
  body?: unknown;
  bytes?: Uint8Array;
};
type Send = (asked: Asked) => Sent | Promise<Sent>;
export type RouteRow = Row<Send> & {
  /** Asking for what one doesn't see finds nothing, and that one asked is kept here all the same. */
  keeps?: string[];
};

const on = (subject: SubjectName) => rowsOn<Send>(subject);
const [lead, file, house, anybody, view] = [on("lead"), on("import"), on("house"), on("nothing"), on("view")];
const person = on("person");

const mail = ({ it }: Asked) => ({ query: { q: it.lead?.email ?? "" } });
const board = ({ it }: Asked) => ({ query: { q: it.lead?.email ?? "", by: "status" } });
const TEXT = new TextEncoder();

/** Of whoever is signed in, by the session's cookie. */
// prettier-ignore
export const SESSION_ROUTES: RouteRow[] = [
  //                                          admin  manager  employee  executive
  lead("GET /api/leads",                       "any  company  own  any", mail),
  lead("GET /api/leads/count",                 "any  company  own  any", mail),
  lead("GET /api/leads/search",                "any  company  own  any", mail),
  lead("GET /api/leads/rows",                  "any  company  own  any", ({ it }) => ({ query: { ids: it.id } })),
  lead("GET /api/leads/recent",                "any  company  own  any", ({ it }) => ({ query: { numbers: String(it.lead?.number) } })),
  lead("GET /api/leads/board",                 "any  company  own  any", board),
  lead("GET /api/leads/board/column",          "any  company  own  any", ({ it }) => ({ query: { q: it.lead?.email ?? "", by: "status", key: it.lead?.statusId ?? "" } })),
  lead("GET /api/leads/board/cards",           "any  company  own  any", ({ it }) => ({ query: { ids: it.id, by: "status" } })),
  lead("GET /api/leads/board/totals",          "any  company  own  any", board),
  lead("GET /api/leads/campaigns",             "any  company  own  any", async ({ it, make }) => ({ about: await make.campaign(it) })),
  { ...lead("GET /api/leads/export",           "any  company  –    –",   ({ it }) => ({ query: { q: it.lead?.email ?? "", format: "csv" } })), keeps: ["public.\"Event\""] },
  lead("GET /api/leads/files/{fileId}",        "any  company  own  any", async ({ it, s, make }) => ({ params: { fileId: await make.file(it, s) } })),
  lead("POST /api/leads/files",                "any  company  own  –",   ({ it }) => ({ query: { lead: it.id, name: "nota.txt" }, bytes: TEXT.encode("hola") })),
  lead("POST /api/live/presence",              "any  company  own  any", ({ it }) => ({ body: { leadId: it.id, window: "0123456789abcdef", at: 1 } })),
  view("GET /api/leads/views",                 "any  around  around  any", ({ it }) => ({ about: it.id })),
  file("GET /api/imports/{importId}/result",   "any  own  –    –",       ({ it }) => ({ params: { importId: it.id } })),
  person("GET /api/users/{userId}/photo",      "any  around  around  any", async ({ it, make }) => ({ params: { userId: await make.withPhoto(it) } })),
  person("POST /api/users/{userId}/photo",     "any  team, oneself  oneself  oneself", ({ it }) => ({ params: { userId: it.id }, bytes: pngOf(64, 64) })),
  anybody("POST /api/imports",                 "yes  yes  –    –",       () => ({ query: { name: "leads.csv" }, bytes: TEXT.encode("mail,cliente\nana@example.test,Ana\n") })),
  house("POST /api/assignment/simulation",     "yes  –    –    –",       () => ({ body: { rules: [], caps: { everybody: null, people: {} }, days: 30 } })),
  house("GET /api/audit/export",               "yes  –    –    –",       () => ({ query: { what: "log" } })),
  house("GET /api/companion",                  "yes  –    –    –",       () => ({})),
  house("GET /api/demo",                       "yes  –    –    –",       () => ({})),
  anybody("GET /api/live",                     "yes  yes  yes  yes",     () => ({})),
  anybody("HEAD /api/live",                    "yes  yes  yes  yes",     () => ({})),
];

/** Of everybody, or of whoever brings a secret; each has tests of its own, named here. */
export const OTHER_ROUTES: { name: string; opens: string; test: string }[] = [
  { name: "GET /api/health", opens: "everybody", test: "tests/app/api/health.test.ts" },
  { name: "GET /api/health/ping", opens: "everybody", test: "tests/app/api/health.test.ts" },
  { name: "POST /api/health/ping", opens: "everybody", test: "tests/app/api/health.test.ts" },
  { name: "GET /api/openapi.json", opens: "everybody", test: "tests/lib/api/openapi.test.ts" },
  { name: "GET /api/auth/{...nextauth}", opens: "everybody: it signs in", test: "tests/lib/auth/options.test.ts" },
  { name: "POST /api/auth/{...nextauth}", opens: "name and password", test: "tests/lib/auth/sign-in.test.ts" },
  {
    name: "GET /api/auth/provider",
    opens: "everybody: it leads to the identity provider",
    test: "tests/lib/auth/provider/doors.test.ts",
  },
  {
    name: "GET /api/auth/provider/callback",
    opens: "what the identity provider gave, to whoever began",
    test: "tests/lib/auth/provider/doors.test.ts",
  },
  { name: "GET /api/tasks/{token}", opens: "the feed's address", test: "tests/lib/leads/tasks/tasks.test.ts" },
  { name: "HEAD /api/intake/{sourceId}/{[...token]}", opens: "nothing", test: "tests/app/api/intake.test.ts" },
  {
    name: "GET /api/intake/{sourceId}/{[...token]}",
    opens: "the source's token",
    test: "tests/app/api/intake.test.ts",
  },
  {
    name: "POST /api/intake/{sourceId}/{[...token]}",
    opens: "the source's token",
    test: "tests/app/api/intake.test.ts",
  },
  {
    name: "PUT /api/intake/{sourceId}/{[...token]}",
    opens: "the source's token",
    test: "tests/app/api/intake.test.ts",
  },
  {
    name: "PATCH /api/intake/{sourceId}/{[...token]}",
    opens: "the source's token",
    test: "tests/app/api/intake.test.ts",
  },
  ...["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].map((method) => ({
    name: `${method} /api/v1/{[...unknown]}`,
    opens: "nothing: it says so to a key",
    test: "tests/app/api/v1/unknown.test.ts",
  })),
];

/**
 * What each kind of key is answered by the API. The lead, the source and the delivery are of the key's company, but for
 * `elsewhere`, whose key is for another one. Tried by `tests/app/api/v1/rights.test.ts`.
 */
// prettier-ignore
export const KEY_ROUTES: [route: string, full: number, post: number, read: number, arrivals: number, elsewhere: number][] = [
  ["POST /api/v1/leads",                   201, 201, 403, 403, 404],
  ["GET /api/v1/leads",                    200, 403, 200, 403, 200],
  ["GET /api/v1/leads/{lead}",             200, 403, 200, 403, 404],
  ["GET /api/v1/campaigns",                200, 403, 200, 403, 200],
  ["GET /api/v1/tasks",                    200, 403, 200, 403, 200],
  ["GET /api/v1/users",                    200, 403, 403, 403, 200],
  ["GET /api/v1/events",                   200, 403, 200, 200, 200],
  ["GET /api/v1/deliveries/{deliveryId}",  200, 404, 403, 200, 404],
  ["GET /api/v1/sources",                  200, 200, 403, 403, 200],
  ["GET /api/v1/companies",                200, 200, 200, 200, 200],
  ["GET /api/v1/statuses",                 200, 200, 200, 200, 200],
  ["GET /api/v1/lead-types",               200, 200, 200, 200, 200],
  ["GET /api/v1/fields",                   200, 200, 200, 200, 200],
];
