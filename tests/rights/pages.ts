import { rowsOn } from "@/tests/rights/reach";
import type { Row, SubjectName } from "@/tests/rights/reach";
import type { Asked } from "@/tests/rights/actions/row";

/** The page's address. */
type Send = (asked: Asked) => string | Promise<string>;
export type PageRow = Row<Send>;

const on = (subject: SubjectName) => rowsOn<Send>(subject);
const [lead, file, source, house, person] = [on("lead"), on("import"), on("source"), on("house"), on("person")];
const open = (address: string, rights: string) => on("nothing")(address, rights, () => address);

const numberOf = ({ lead }: Asked["it"]) => String(lead?.number);

/** Of whoever is signed in. What a page doesn't reach doesn't exist. */
// prettier-ignore
export const PAGES: PageRow[] = [
  //                                                admin  manager  employee  executive
  open("/",                                         "yes  yes  yes  yes"),
  open("/leads",                                    "yes  yes  yes  yes"),
  open("/leads/board/{[...by]}",                    "yes  yes  yes  yes"),
  open("/leads/new",                                "yes  yes  yes  –"),
  lead("/leads/{number}",                           "any  company  own  any", ({ it }) => `/leads/${numberOf(it)}`),
  lead("/leads/{number}/access",                    "any  company  –    any", ({ it }) => `/leads/${numberOf(it)}/access`),
  open("/leads/duplicates",                         "yes  yes  –  –"),
  lead("/leads/duplicates/compare",                 "any  company  –  –", async ({ it, make }) => `/leads/duplicates/compare?a=${numberOf(it)}&b=${(await make.twin(it)).number}`),
  open("/tasks",                                    "yes  yes  yes  –"),
  open("/mentions",                                 "yes  yes  yes  yes"),
  open("/profile",                                  "yes  yes  yes  yes"),
  open("/start",                                    "yes  –    –    –"),
  open("/team/fairness",                            "yes  yes  yes  yes"),
  person("/team/fairness/rows",                     "any  company  oneself  any", ({ it }) => `/team/fairness/rows?week=2026-11-23&person=${it.id}&figure=given`),

  open("/intake",                                   "yes  yes  –  yes"),
  open("/intake/deliveries",                        "yes  yes  –  yes"),
  source("/intake/deliveries/{deliveryId}",         "any  company  –  any", async ({ it, make }) => `/intake/deliveries/${await make.delivery(it)}`),
  house("/intake/deliveries/replays/{replayId}",    "yes  –    –  yes", async ({ make }) => `/intake/deliveries/replays/${await make.replay()}`),
  open("/intake/imports",                           "yes  yes  –  –"),
  file("/intake/imports/{importId}",                "any  own  –  –", ({ it }) => `/intake/imports/${it.id}`),
  open("/intake/proof",                             "yes  yes  –  yes"),
  source("/intake/proof/{sourceId}",                "any  company  –  any", ({ it }) => `/intake/proof/${it.id}`),
  open("/intake/rules",                             "yes  yes  –  yes"),
  source("/intake/sources/{sourceId}",              "any  company  –  any", ({ it }) => `/intake/sources/${it.id}`),
  open("/intake/sources/new",                       "yes  –    –  –"),
  open("/intake/spam",                              "yes  yes  –  yes"),

  open("/users",                                    "yes  yes  –  yes"),
  person("/users/{id}",                             "any  company  –  any", ({ it }) => `/users/${it.id}`),
  open("/users/new",                                "yes  yes  –  –"),
  open("/users/invite",                             "yes  yes  –  –"),
  open("/users/requests",                           "yes  yes  –  –"),
  open("/users/roles",                              "yes  –  –  –"),
  house("/users/roles/{roleId}",                    "yes  –  –  –", async ({ make }) => `/users/roles/${await make.ownRole()}`),

  open("/settings",                                 "yes  –  –  –"),
  open("/settings/organisation",                    "yes  –  –  –"),
  open("/settings/fields",                          "yes  –  –  –"),
  open("/settings/lead-types",                      "yes  –  –  –"),
  open("/settings/lost-reasons",                    "yes  –  –  –"),
  open("/settings/services",                        "yes  –  –  –"),
  open("/settings/statuses",                        "yes  –  –  –"),
  open("/settings/tags",                            "yes  –  –  –"),
  open("/settings/api-keys",                        "yes  –  –  –"),
  open("/settings/api-keys/reference",              "yes  –  –  –"),
  open("/settings/assignment",                      "yes  yes  –  –"),
  open("/settings/audit",                           "yes  –  –  –"),
  open("/settings/audit/retention",                 "yes  –  –  –"),
  open("/settings/calendars",                       "yes  –  –  –"),
  house("/settings/calendars/{calendarId}",         "yes  –  –  –", async ({ make }) => `/settings/calendars/${await make.calendar()}`),
  open("/settings/mail",                            "yes  –  –  –"),
  open("/settings/directory",                       "yes  –  –  –"),
  open("/settings/provider",                        "yes  –  –  –"),
  open("/settings/targets",                         "yes  –  –  –"),
  open("/settings/webhooks",                        "yes  –  –  –"),
  house("/settings/webhooks/{webhookId}",           "yes  –  –  –", async ({ make }) => `/settings/webhooks/${await make.webhook()}`),
  house("/settings/webhooks/{webhookId}/deliveries/{deliveryId}", "yes  –  –  –", async ({ make }) => make.webhookDeliveryPage()),
  open("/settings/templates",                       "yes  yes  yes  yes"),
];

/** Of whoever isn't signed in yet. */
export const OPEN_PAGES: { name: string; opens: string }[] = [
  { name: "/sign-in", opens: "everybody" },
  { name: "/set-up", opens: "the first run's address" },
  { name: "/welcome/{token}", opens: "the link that was handed over or mailed" },
  { name: "/second-factor", opens: "whoever owes a second factor" },
  { name: "/forgotten", opens: "everybody" },
  { name: "/request", opens: "everybody, while people may ask for access" },
  { name: "/request/{token}", opens: "the link in the mail that asks whether it was them" },
];
