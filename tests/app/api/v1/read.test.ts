import { GET as readDelivery } from "@/app/api/v1/deliveries/[deliveryId]/route";
import { GET as readLead } from "@/app/api/v1/leads/[lead]/route";
import { GET as readLeads, POST } from "@/app/api/v1/leads/route";
import { GET as readSources } from "@/app/api/v1/sources/route";
import { GET as readStatuses } from "@/app/api/v1/statuses/route";
import { GET as readTypes } from "@/app/api/v1/lead-types/route";
import { GET as readCompanies } from "@/app/api/v1/companies/route";
import { ENDPOINTS } from "@/lib/api/schema";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { deliveryReport } from "@/lib/intake/deliveries/queries";
import { mergeLeads } from "@/lib/leads/merging/commands";
import { ask, makeKey, startSettling } from "@/tests/support/api";
import { makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";
import type { z } from "zod";

let stop: () => Promise<void>;
beforeAll(() => {
  stop = startSettling();
});
afterAll(async () => {
  await stop();
});

async function house() {
  const company = await makeCompany();
  const { key } = await makeKey({ companyIds: [company.id] });
  const list = async (query = "") => ask(readLeads, `/api/v1/leads${query}`, { key });
  const one = async (said: string) => ask(readLead, `/api/v1/leads/${said}`, { key, params: { lead: said } });
  return { company, key, list, one };
}

const namesIn = ({ body }: { body: Record<string, unknown> }) =>
  (body["leads"] as { contactName: string }[]).map(({ contactName }) => contactName);

/** The answer's fields are those of the document, no more and no less. */
function schemaOf(path: string): z.ZodType {
  const schema = ENDPOINTS.find((one) => one.path === path && one.method === "get")?.answers[200]?.schema;
  if (!schema) throw new Error(`${path} isn't documented`);
  return schema;
}

test("pages of a list follow each other without a gap, and the filters are the list's", async () => {
  const { company, list } = await house();
  const at = (day: number) => new Date(Date.UTC(2026, 9, day, 15));
  for (const day of [1, 2, 3, 4, 5]) await makeLead(company.id, { contactName: `Día ${day}`, at: at(day) });
  const owner = await makeUser("employee", [company.id]);
  await makeLead(company.id, { contactName: "Con dueño", at: at(6), defaultOwnerId: owner.id });

  const first = await list("?limit=4");
  expect(namesIn(first)).toStrictEqual(["Con dueño", "Día 5", "Día 4", "Día 3"]);
  const second = await list(`?limit=4&cursor=${String(first.body["next"])}`);
  expect([namesIn(second), second.body["next"]]).toStrictEqual([["Día 2", "Día 1"], null]);

  expect(namesIn(await list("?from=2026-10-02&to=2026-10-03"))).toStrictEqual(["Día 3", "Día 2"]);
  expect(namesIn(await list(`?owner=${owner.id}`))).toStrictEqual(["Con dueño"]);
  expect(namesIn(await list("?owner=none&sort=received&dir=asc&limit=1"))).toStrictEqual(["Día 1"]);
  expect(namesIn(await list("?status=quoted"))).toStrictEqual([]);
  expect(namesIn(await list(`?status=pending&company=${company.key}&q=due%C3%B1o`))).toStrictEqual(["Con dueño"]);

  const lead = await database().lead.findFirstOrThrow({ where: { companyId: company.id, contactName: "Día 2" } });
  const since = new Date();
  await database().lead.update({ where: { id: lead.id }, data: { statusId: await statusId("quoted") } });
  expect(namesIn(await list(`?updatedSince=${since.toISOString()}`))).toStrictEqual(["Día 2"]);
  const { leads } = schemaOf("/api/v1/leads").parse(first.body) as { leads: object[] };
  expect({ ...first.body, leads }).toStrictEqual(first.body);
});

test("somebody or something else's id says no more than an id that doesn't exist", async () => {
  const { list } = await house();
  const elsewhere = await makeCompany();
  const stranger = await makeUser("employee", [elsewhere.id]);
  const source = await makeSource({ companyId: elsewhere.id });
  const lead = await makeLead(elsewhere.id, { contactName: "Ajeno", defaultOwnerId: stranger.id });
  await database().lead.update({ where: { id: lead.id }, data: { sourceId: source.id } });
  for (const [name, id] of [
    ["owner", stranger.id],
    ["source", source.id],
  ] as const) {
    const foreign = await list(`?${name}=${id}`);
    const unknown = await list(`?${name}=${newId()}`);
    expect([foreign.status, foreign.body]).toStrictEqual([200, { leads: [], next: null }]);
    expect([unknown.status, unknown.body]).toStrictEqual([foreign.status, foreign.body]);
  }
});

function cursorAt(moment: string): string {
  return Buffer.from(JSON.stringify(["", moment, newId()])).toString("base64url");
}

test.each([
  ["?colour=red", "colour"],
  ["?status=nonsense", "status"],
  ["?limit=201", "limit"],
  ["?limit=0", "limit"],
  ["?limit=many", "limit"],
  ["?cursor=x", "cursor"],
  ["?sort=beauty", "sort"],
  ["?from=yesterday", "from"],
  ["?updatedSince=yesterday", "updatedSince"],
  ["?updatedSince=2026-10-01T10:00:00", "updatedSince"],
  ["?updatedSince=0000-01-01T00:00:00Z", "updatedSince"],
  ["?filter=%7B", "filter"],
  ["?updatedSince=9999-12-31T23:59:59-12:00", "updatedSince"],
  [`?cursor=${cursorAt("2026-99-99 10:00:00+00")}`, "cursor"],
  [`?cursor=${cursorAt("2026-02-30 10:00:00+00")}`, "cursor"],
  [`?cursor=${cursorAt("999999-01-01 10:00:00+00")}`, "cursor"],
  ["?status=", "status"],
  ["?status=,", "status"],
  ["?company=", "company"],
  ["?q=", "q"],
  ["?owner=me", "owner"],
  ["?status=pending&status=quoted", "status"],
])("%s is refused by its name", async (query, field) => {
  const { list } = await house();
  const answer = await list(query);
  expect(answer).toMatchObject({ status: 422, body: { code: "INVALID" } });
  expect(Object.keys(answer.body["fields"] as object)).toStrictEqual([field]);
});

test("a lead tells its amount and why and until when it stands where it is, to a key that isn't kept from it", async () => {
  const { company, one } = await house();
  const { key: blind } = await makeKey({ companyIds: [company.id], fields: { amount: "hidden" } });
  const lead = await makeLead(company.id);
  const reason = await database().lostReason.findFirstOrThrow();
  const said = { holdUntil: new Date("2026-12-24"), managementMessage: "Con calma", currency: "USD" };
  const data = { ...said, amountCents: 125_050, lostReasonId: reason.id };
  await database().lead.update({ where: { id: lead.id }, data });
  const told = {
    ...{ lostReason: { id: reason.id, key: reason.key }, holdUntil: "2026-12-24", managementMessage: "Con calma" },
    amount: { cents: 125_050, currency: "USD" },
  };
  await expect(one(lead.id)).resolves.toMatchObject({ status: 200, body: told });
  const kept = await ask(readLead, `/api/v1/leads/${lead.id}`, { key: blind, params: { lead: lead.id } });
  expect(kept).toMatchObject({ status: 200, body: { ...told, amount: null } });
});

test("one lead, by number or id, has what its form sent besides; the number of a merged one gives the one it went into", async () => {
  const { company, one } = await house();
  const extra = { Peso: "12", Medidas: ["1", "2"] };
  const lead = await makeLead(company.id, { email: "ana@example.test", extra });
  for (const said of [String(lead.number), `L-${lead.number}`, lead.id]) {
    const answer = await one(said);
    expect(answer).toMatchObject({ status: 200, body: { id: lead.id, number: lead.number, extra } });
    expect(schemaOf("/api/v1/leads/{lead}").parse(answer.body)).toStrictEqual(answer.body);
  }
  const other = await makeLead(company.id, { contactName: "Otra" });
  const seen = { survivor: {}, other: {} };
  await mergeLeads(systemCtx("test"), { survivorId: lead.id, otherId: other.id, take: [], seen });
  await expect(one(String(other.number))).resolves.toMatchObject({ status: 200, body: { number: lead.number } });
  for (const said of ["999999999", newId(), "nonsense", "0"])
    await expect(one(said)).resolves.toMatchObject({ status: 404 });
});

test("a delivery is told as the command line tells it; a key that only sends sees its own", async () => {
  const { company, key } = await house();
  const { key: sender } = await makeKey({ companyIds: [company.id], permissions: ["lead.create"] });
  const body = { email: "ana@example.test", message: "Hola" };
  const posted = await ask(POST, "/api/v1/leads", { key: sender, body });
  const { id } = posted.body["delivery"] as { id: string };
  const report = await deliveryReport(systemCtx("npm run admin"), { deliveryId: id });
  for (const each of [key, sender]) {
    const answer = await ask(readDelivery, `/api/v1/deliveries/${id}`, { key: each, params: { deliveryId: id } });
    expect(answer).toMatchObject({ status: 200, body: JSON.parse(JSON.stringify(report)) as object });
    expect(answer.body).toMatchObject({ understood: { plugin: "api", kind: "lead", email: body.email } });
    expect(schemaOf("/api/v1/deliveries/{deliveryId}").parse(answer.body)).toStrictEqual(answer.body);
  }
  const { key: another } = await makeKey({ companyIds: [company.id], permissions: ["lead.create"] });
  const answer = await ask(readDelivery, `/api/v1/deliveries/${id}`, { key: another, params: { deliveryId: id } });
  expect(answer.status).toBe(404);
});

test("the vocabularies are what the document says", async () => {
  const { key } = await house();
  await ask(POST, "/api/v1/leads", { key, body: { email: "ana@example.test" } });
  for (const [path, handler] of [
    ["sources", readSources],
    ["statuses", readStatuses],
    ["lead-types", readTypes],
    ["companies", readCompanies],
  ] as const) {
    const { body } = await ask(handler, `/api/v1/${path}`, { key });
    expect(schemaOf(`/api/v1/${path}`).parse(body)).toStrictEqual(body);
    expect(Object.values(body)[0]).not.toHaveLength(0);
  }
});
