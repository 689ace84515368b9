import { POST } from "@/app/api/v1/leads/route";
import { revokeKey } from "@/lib/auth/keys/commands";
import { systemCtx } from "@/lib/core/ctx";
import { replayDelivery } from "@/lib/intake/deliveries/commands";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { ask, makeKey, startSettling } from "@/tests/support/api";
import { ruleFor, setRules, workAlways } from "@/tests/support/assignment";
import { eventsOf, makeCompany, makeUser } from "@/tests/support/house";
import { makeSource, settleAll } from "@/tests/support/intake";

let stop: () => Promise<void>;
beforeAll(() => {
  stop = startSettling();
});
afterAll(async () => {
  await stop();
});

const post = (key: string, body: unknown, headers: Record<string, string> = {}, query = "") =>
  ask(POST, `/api/v1/leads${query}`, { key, body, headers });
const person = (more: object = {}) => ({ contactName: "Ana Pérez", email: `${newId()}@example.test`, ...more });
const deliveryOf = ({ body }: { body: Record<string, unknown> }) =>
  database().delivery.findUniqueOrThrow({ where: { id: (body["delivery"] as { id: string }).id } });

async function house() {
  const company = await makeCompany();
  const { key, id } = await makeKey({ companyIds: [company.id] });
  return { company, key, keyId: id };
}

test("a lead that is posted is one at once, and its events name the key", async () => {
  const { company, key, keyId } = await house();
  const sent = person({
    firm: "Fletes SA",
    phone: "011 4444-5555",
    message: "Cotizar",
    service: "Transporte",
    utm: { source: "google", medium: "cpc", campaign: "verano", term: "flete", content: "a", gclid: "g1" },
    pageUrl: "https://example.test/contacto",
    submittedAt: "2026-11-20T10:00:00-03:00",
    consent: true,
    extra: { email: "otro@example.test", peso: 12 },
    cantidad: "3",
  });
  const answer = await post(key, sent);
  expect(answer).toMatchObject({ status: 201, body: { outcome: "created", delivery: { state: "processed" } } });
  const { id, number } = answer.body["lead"] as { id: string; number: number };
  const lead = await database().lead.findUniqueOrThrow({ where: { id } });
  expect(lead).toMatchObject({
    ...{ number, companyId: company.id, contactName: "Ana Pérez", firm: "Fletes SA", email: sent.email },
    ...{ phoneE164: "+541144445555", message: "Cotizar", service: "Transporte", utmCampaign: "verano" },
    ...{ pageUrl: "https://example.test/contacto", extra: { email: "otro@example.test", peso: "12", cantidad: "3" } },
  });
  expect(lead.submittedAt.toISOString()).toBe("2026-11-20T13:00:00.000Z");
  const events = await eventsOf(id);
  expect(events.map(({ name, actorType, actorId }) => [name, actorType, actorId])).toStrictEqual([
    ["lead.created", "apiKey", keyId],
    ["lead.classified", "apiKey", keyId],
  ]);
  const delivery = await deliveryOf(answer);
  expect(delivery).toMatchObject({ via: "api", apiKeyId: keyId, leadId: id });
  expect(Buffer.from(delivery.body).toString()).toBe(JSON.stringify(sent));
  expect(JSON.stringify(delivery.headers)).not.toContain(key);
  expect((await eventsOf(delivery.id)).map(({ name }) => name)).toStrictEqual(["delivery.read"]);
});

test("the rules say whose a posted lead becomes, and nothing of what they don't speak of", async () => {
  const [{ company, key }, other] = [await house(), await house()];
  const seller = await makeUser("employee", [company.id]);
  await workAlways();
  await setRules([ruleFor(company.id, [seller.id])]);
  const ownerOf = async (secret: string) => {
    const answer = await post(secret, person());
    await settleAll();
    const { leadId } = await deliveryOf(answer);
    const { ownerId } = await database().lead.findUniqueOrThrow({ where: { id: String(leadId) } });
    const given = await database().assignment.findMany({ where: { leadId: String(leadId) }, select: { method: true } });
    return { ownerId, given: given.map(({ method }) => method) };
  };
  expect(await ownerOf(key)).toStrictEqual({ ownerId: seller.id, given: ["assignment"] });
  expect(await ownerOf(other.key)).toStrictEqual({ ownerId: null, given: [] });
  await setRules([]);
});

test("documented names mean what they say, whatever stands in them", async () => {
  const { key } = await house();
  const email = `${newId()}@example.test`;
  const answer = await post(key, {
    firstName: "Consulta",
    lastName: "Email",
    firm: "Ana",
    message: "Ana Pérez",
    email,
  });
  const { id } = answer.body["lead"] as { id: string };
  await expect(database().lead.findUniqueOrThrow({ where: { id } })).resolves.toMatchObject({
    ...{ contactName: "Consulta Email", firm: "Ana", message: "Ana Pérez", email },
  });
});

test("a known person is added to their lead, the same again is a repetition, a correction corrects", async () => {
  const { key } = await house();
  const sent = person({ externalId: "77", message: "Uno" });
  const first = await post(key, sent);
  const { lead } = first.body;
  await expect(post(key, sent)).resolves.toMatchObject({ status: 200, body: { outcome: "duplicate", lead } });
  const corrected = { ...sent, message: "Uno y medio" };
  await expect(post(key, corrected)).resolves.toMatchObject({ status: 200, body: { outcome: "updated", lead } });
  const other = { ...sent, externalId: "78", message: "Dos" };
  await expect(post(key, other)).resolves.toMatchObject({ status: 200, body: { outcome: "touched", lead } });
});

test("whom nobody can reach is no lead, and what came is kept", async () => {
  const { key } = await house();
  const answer = await post(key, { contactName: "Ana", message: "Hola" });
  expect(answer).toMatchObject({
    status: 422,
    body: {
      ...{ code: "INVALID", outcome: "rejected", lead: null },
      ...{ fields: { email: "required", phone: "required" }, delivery: { state: "rejected", reason: "no_contact" } },
    },
  });
  expect((await deliveryOf(answer)).leadId).toBeNull();
  const wrong = await post(key, { contactName: "Ana", email: "ana(at)example" });
  expect(wrong).toMatchObject({ status: 422, body: { fields: { email: "notEmail" } } });
});

test.each([
  ["[]"],
  ['[{"email":"a@example.test"}]'],
  ['"a@example.test"'],
  ["{"],
  [""],
  ["email=a@example.test"],
  ["null"],
])("%j isn't a JSON object: refused and kept", async (body) => {
  const { key } = await house();
  const answer = await post(key, body);
  expect(answer).toMatchObject({
    status: 422,
    body: { fields: { body: "notAnObject" }, delivery: { state: "rejected", reason: "not_an_object" } },
  });
  const { body: kept } = await deliveryOf(answer);
  expect(Buffer.from(kept).toString()).toBe(body);
});

test("what a program passes on is looked at for spam like what a form sends, kept, and let in where its source has that check off", async () => {
  const { company, key } = await house();
  const reply = () => ({ ...person(), message: "Respuesta automática: estoy fuera de la oficina hasta el lunes." });
  const answer = await post(key, reply());
  expect(answer).toMatchObject({ status: 200, body: { outcome: "spam", lead: null } });
  expect(await deliveryOf(answer)).toMatchObject({ state: "spam", leadId: null });
  await expect(post(key, person({ message: "Cotizar" }))).resolves.toMatchObject({ body: { outcome: "created" } });
  await database().source.updateMany({ where: { companyId: company.id }, data: { spamOff: ["automatic"] } });
  await expect(post(key, reply())).resolves.toMatchObject({ body: { outcome: "created" } });
});

test("a body nested past all sense is told so, and kept", async () => {
  const { key } = await house();
  const nested = (levels: number) => `{"email":"a@example.test","x":${"[".repeat(levels)}${"]".repeat(levels)}}`;
  const answer = await post(key, nested(5000));
  expect(answer).toMatchObject({
    status: 422,
    body: { fields: { body: "tooDeep" }, delivery: { state: "rejected", reason: "too_deep" } },
  });
  expect((await deliveryOf(answer)).bodySize).toBe(nested(5000).length);
  await expect(post(key, nested(31))).resolves.toMatchObject({ status: 201 });
});

test.each([
  ["?foo=1", "foo"],
  ["?body=x", "body"],
  ["?source=a&source=b", "source"],
  ["?source=x", "source"],
  ["?source=", "source"],
])("a post that asks %s is refused by its name, and nothing is kept", async (query, field) => {
  const { key, keyId } = await house();
  const answer = await post(key, person(), {}, query);
  expect(answer).toMatchObject({ status: 422, body: { code: "INVALID", fields: { [field]: "notValid" } } });
  await expect(database().delivery.count({ where: { apiKeyId: keyId } })).resolves.toBe(0);
});

test("what is too large is refused with its beginning kept", async () => {
  const { key } = await house();
  const answer = await post(key, `{"message":"${"x".repeat(10 * 1024 * 1024)}"}`);
  expect(answer).toMatchObject({ status: 413, body: { delivery: { state: "rejected", reason: "too_large" } } });
  expect((await deliveryOf(answer)).body).toHaveLength(64 * 1024);
});

test("a paused source keeps what comes, and says so", async () => {
  const source = await makeSource();
  const { key } = await makeKey({ companyIds: [source.companyId], sourceId: source.id });
  await database().source.update({ where: { id: source.id }, data: { active: false } });
  await expect(post(key, person())).resolves.toMatchObject({
    status: 422,
    body: { fields: { source: "paused" }, delivery: { state: "rejected", reason: "source_paused" } },
  });
});

test("it goes to the source that is named, else to the key's, else to the company's own", async () => {
  const source = await makeSource();
  const named = await makeSource({ companyId: source.companyId });
  const { key } = await makeKey({ companyIds: [source.companyId], sourceId: source.id });
  expect((await deliveryOf(await post(key, person()))).sourceId).toBe(source.id);
  const query = `?source=${named.id}`;
  expect((await deliveryOf(await post(key, person(), {}, query))).sourceId).toBe(named.id);
  const plain = await makeKey({ companyIds: [source.companyId] });
  const both = await Promise.all([post(plain.key, person()), post(plain.key, person())]);
  const [own, ...others] = await database().source.findMany({ where: { companyId: source.companyId, kind: "api" } });
  expect(others).toStrictEqual([]);
  for (const answer of both) expect((await deliveryOf(answer)).sourceId).toBe(own?.id);
});

test("the company's own source has the rules that every source starts with", async () => {
  const { key } = await house();
  const answer = await post(key, person({ service: "Busco trabajo / Ofrezco productos o servicios" }));
  const { id } = answer.body["lead"] as { id: string };
  const lead = await database().lead.findUniqueOrThrow({ where: { id }, include: { status: true } });
  expect(lead.status.key).toBe("negative");
  expect(lead.channel).toBe("API");
});

test("a key of several companies has to say where", async () => {
  const [one, two] = [await makeCompany(), await makeCompany(newId())];
  const { key } = await makeKey({ companyIds: [one.id, two.id] });
  await expect(post(key, person())).resolves.toMatchObject({
    status: 422,
    body: { fields: { source: "requiredInAddress" } },
  });
});

test.each([["another company's"], ["by hand"], ["no"]])("%s source isn't there", async (which) => {
  const { company, key } = await house();
  const other = await makeSource();
  const mine = await makeSource({ companyId: company.id });
  await database().source.update({ where: { id: mine.id }, data: { kind: "hand" } });
  const ids: Record<string, string> = { "another company's": other.id, "by hand": mine.id, no: newId() };
  await expect(post(key, person(), {}, `?source=${String(ids[which])}`)).resolves.toMatchObject({ status: 404 });
  await expect(database().delivery.count({ where: { sourceId: { in: [other.id, mine.id] } } })).resolves.toBe(0);
});

describe("an idempotency key", () => {
  test("gives the same answer, and never a second lead, also in parallel", async () => {
    const { company, key } = await house();
    const sent = person();
    const headers = { "idempotency-key": newId() };
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(key, sent, headers)));
    const later = await post(key, sent, { "idempotency-key": `"${headers["idempotency-key"]}"` });
    for (const { status, body } of [...answers, later]) expect([status, body]).toStrictEqual([201, answers[0]?.body]);
    await expect(database().lead.count({ where: { companyId: company.id } })).resolves.toBe(1);
    await expect(database().delivery.count({ where: { source: { companyId: company.id } } })).resolves.toBe(1);
  });

  test("is for one body, one source, one key", async () => {
    const { company, key } = await house();
    const headers = { "idempotency-key": "1" };
    const sent = person();
    await post(key, sent, headers);
    const refused = { status: 422, body: { fields: { idempotencyKey: "otherBody" } } };
    await expect(post(key, { ...sent, message: "x" }, headers)).resolves.toMatchObject(refused);
    const other = await makeSource({ companyId: company.id });
    await expect(post(key, sent, headers, `?source=${other.id}`)).resolves.toMatchObject(refused);
    const { key: second } = await makeKey({ companyIds: [company.id] });
    await expect(post(second, sent, headers)).resolves.toMatchObject({ status: 200, body: { outcome: "duplicate" } });
  });

  test("a refusal is the same refusal again", async () => {
    const { key } = await house();
    const headers = { "idempotency-key": newId() };
    const first = await post(key, { message: "x" }, headers);
    await expect(post(key, { message: "x" }, headers)).resolves.toMatchObject({ status: 422, body: first.body });
  });

  test.each([[""], ["x".repeat(256)], ["ñ"]])("%j is none", async (value) => {
    const { key } = await house();
    await expect(post(key, person(), { "idempotency-key": value })).resolves.toMatchObject({
      status: 422,
      body: { fields: { idempotencyKey: expect.any(String) as string } },
    });
  });

  test("whose delivery is gone is answered, and not waited for", async () => {
    const { key, keyId } = await house();
    const sent = person();
    await post(key, sent, { "idempotency-key": "1" });
    await database().apiPosting.updateMany({ where: { keyId }, data: { deliveryId: newId() } });
    await expect(post(key, sent, { "idempotency-key": "1" })).resolves.toMatchObject({ status: 404 });
  });

  test("is forgotten after a day, a few with every new one", async () => {
    const { key, keyId } = await house();
    await post(key, person(), { "idempotency-key": "old" });
    const yesterday = new Date(Date.now() - 26 * 3_600_000);
    await database().apiPosting.updateMany({ where: { keyId }, data: { createdAt: yesterday } });
    await post(key, person(), { "idempotency-key": "new" });
    const left = await database().apiPosting.findMany({ where: { keyId } });
    expect(left.map(({ idempotencyKey }) => idempotencyKey)).toStrictEqual(["new"]);
  });
});

test("what isn't settled within a second is answered with where to ask; later the same post tells how it ended", async () => {
  await stop();
  const { key } = await house();
  const headers = { "idempotency-key": newId() };
  const sent = person();
  const first = await post(key, sent, headers);
  expect(first).toMatchObject({
    status: 202,
    body: { outcome: "waiting", lead: null, delivery: { state: "received" } },
  });
  await settleAll();
  const second = await post(key, sent, headers);
  expect(second).toMatchObject({ status: 201, body: { outcome: "created" } });
  expect(second.body["delivery"]).toMatchObject({ id: (first.body["delivery"] as { id: string }).id });
  stop = startSettling();
});

test("a lead's way in is told as the key's doing also where it is the hundredth of a batch", async () => {
  await stop();
  const { company, keyId, key } = await house();
  const owner = await makeUser("employee", [company.id]);
  const source = await makeSource({ companyId: company.id, defaultOwnerId: owner.id });
  await Promise.all([1, 2, 3].map(() => post(key, person(), {}, `?source=${source.id}`)));
  await settleAll();
  const leads = await database().lead.findMany({ where: { companyId: company.id } });
  expect(leads).toHaveLength(3);
  for (const { id } of leads) {
    const events = await eventsOf(id);
    expect(events.map(({ name, actorId }) => [name, actorId])).toStrictEqual([
      ["lead.created", keyId],
      ["lead.classified", keyId],
      ["lead.assigned", keyId],
    ]);
  }
  stop = startSettling();
});

test("what comes with a revoked key is refused, and waits apart until somebody has it read", async () => {
  const source = await makeSource();
  const { key, id } = await makeKey({ companyIds: [source.companyId], sourceId: source.id });
  await revokeKey(systemCtx("test"), { keyId: id });
  await expect(post(key, person({ extra: { email: "x" } }))).resolves.toMatchObject({ status: 401 });
  const kept = await database().delivery.findFirstOrThrow({ where: { sourceId: source.id } });
  expect(kept).toMatchObject({ state: "quarantined", reason: "retired_key", leadId: null });
  expect(JSON.stringify(kept.headers)).not.toContain(key);
  const elsewhere = await makeSource();
  await post(key, person(), {}, `?source=${elsewhere.id}`);
  await expect(database().delivery.count({ where: { sourceId: elsewhere.id } })).resolves.toBe(0);
  await replayDelivery(systemCtx("test"), { deliveryId: kept.id });
  await settleAll();
  await expect(database().delivery.findUniqueOrThrow({ where: { id: kept.id } })).resolves.toMatchObject({
    state: "processed",
    understood: { plugin: "api", extra: { email: "x" } },
  });
});
