import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { sendDue } from "@/lib/webhooks/sending/commands";
import { rotateSecret, sendAgain } from "@/lib/webhooks/commands";
import { systemCtx } from "@/lib/core/ctx";
import { updateLead } from "@/lib/leads/commands";
import { makeReader, plant } from "@/tests/rights/planted";
import { outwardEvent } from "@/lib/webhooks/outward/schema";
import { eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { forgetMails, lettersTo, setUpMail } from "@/tests/support/letters";
import {
  at,
  deliveriesOf,
  failedDelivery,
  firstOf,
  inTurn,
  isSignedWith,
  makeWebhook,
  queueAll,
  startReceiver,
} from "@/tests/support/webhooks";

const HOUR_MS = 3_600_000;
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  await database().webhook.deleteMany();
});

async function receiver(...given: Parameters<typeof startReceiver>) {
  const started = await startReceiver(...given);
  stops.push(started.stop);
  return started;
}

/** A lead whose making is to be sent. */
async function owed(url: string, more: Parameters<typeof makeWebhook>[0] = {}) {
  const company = await makeCompany();
  const hook = await makeWebhook({ url, events: ["lead.created"], companyIds: [company.id], ...more });
  const lead = await makeLead(company.id, { email: "ana@example.test" });
  await queueAll();
  return { ...hook, companyId: company.id, lead, one: () => firstOf(hook.id) };
}
const rowOf = (id: string) => database().webhook.findUniqueOrThrow({ where: { id } });

test("a message is the event, signed, with an id that stays", async () => {
  const { url, received, message: messageAt } = await receiver(() => ({ status: 204 }));
  const { secret, lead, one, id } = await owed(url);
  await sendDue();
  const message = messageAt(0);
  const row = await one();
  expect(row).toMatchObject({ state: "sent", status: 204, problem: "", tries: 1, nextAt: null });
  expect(message.headers).toMatchObject({ "webhook-id": row.id, "content-type": "application/json; charset=utf-8" });
  expect(isSignedWith(secret, message)).toBe(true);
  const body: unknown = JSON.parse(message.body);
  expect(outwardEvent.strict().parse(body)).toStrictEqual(body);
  const [event] = await eventsOf(lead.id);
  expect(body).toMatchObject({
    type: "lead.created",
    timestamp: event?.occurredAt.toISOString(),
    data: { seq: String(event?.seq), subject: { type: "lead", id: lead.id, number: lead.number }, history: false },
  });
  expect((await rowOf(id)).lastSentAt).not.toBeNull();
  await sendDue();
  expect(received).toHaveLength(1);
});

test("for a day after a new secret the one before signs as well", async () => {
  const { url, message } = await receiver();
  const { secret: before, id, companyId } = await owed(url);
  const { secret: after } = await rotateSecret(systemCtx("test"), { webhookId: id });
  await sendDue();
  const signedWith = (index: number) => [before, after].map((one) => isSignedWith(one, message(index)));
  expect(signedWith(0)).toStrictEqual([true, true]);
  await makeLead(companyId);
  await queueAll();
  await sendDue(() => new Date(Date.now() + 24 * HOUR_MS));
  expect(signedWith(1)).toStrictEqual([false, true]);
});

const FAILS = { status: 500, body: "x".repeat(5000) };

test("what fails is tried again under the same id, and a success ends it", async () => {
  const { url, received, ids } = await receiver(inTurn(FAILS, FAILS));
  const { one, id } = await owed(url);
  await sendDue();
  const first = await one();
  expect(first).toMatchObject({ state: "waiting", problem: "status", status: 500, answer: "x".repeat(1024), tries: 1 });
  expect((await rowOf(id)).failingSince).not.toBeNull();
  await sendDue();
  expect(received).toHaveLength(1);
  await sendDue(at(first.nextAt));
  await sendDue(at((await one()).nextAt));
  expect(await one()).toMatchObject({ state: "sent", tries: 3, problem: "" });
  expect(new Set(ids()).size).toBe(1);
  expect((await rowOf(id)).failingSince).toBeNull();
});

test("redirects aren't followed", async () => {
  const elsewhere = await receiver();
  const { url } = await receiver(() => ({ status: 307, headers: { location: elsewhere.url } }));
  const { one } = await owed(url);
  await sendDue();
  expect(await one()).toMatchObject({ state: "waiting", problem: "redirected", status: 307 });
  expect(elsewhere.received).toStrictEqual([]);
});

test.each(["localhost", "127.0.0.1"])(
  "nothing is sent to %s, which is inside, unless an admin allows it",
  async (host) => {
    const { port, received } = await receiver();
    const { id, one } = await owed(`http://${host}:${port}/`);
    await database().webhook.update({ where: { id }, data: { allowsPrivate: false } });
    await sendDue();
    expect(await one()).toMatchObject({ problem: "address_not_allowed", status: null });
    expect(received).toStrictEqual([]);
    await database().webhook.update({ where: { id }, data: { allowsPrivate: true } });
    await sendDue(at((await one()).nextAt));
    expect(received).toHaveLength(1);
  },
);

test("nothing is sent to where clouds keep their machines' credentials, even if private addresses are allowed", async () => {
  const { one, id } = await owed("http://127.0.0.2:9/");
  await database().webhook.update({ where: { id }, data: { url: "http://169.254.169.254/latest" } });
  await sendDue();
  expect(await one()).toMatchObject({ problem: "address_not_allowed", status: null });
});

test("a killed try is made again, and what it answers late counts no more", async () => {
  const { url, received } = await receiver();
  const { one } = await owed(url);
  const { id } = await one();
  const until = new Date(Date.now() + 60_000);
  await database().webhookDelivery.update({ where: { id }, data: { state: "sending", tries: 1, nextAt: until } });
  await sendDue();
  expect(received).toHaveLength(0);
  await sendDue(at(until));
  expect(received).toHaveLength(1);
  expect(await one()).toMatchObject({ state: "sent", tries: 2 });
});

test("two processes make no try twice", async () => {
  const { url, ids } = await receiver();
  const { companyId, id } = await owed(url);
  for (let n = 0; n < 11; n++) await makeLead(companyId);
  await queueAll();
  const processes = [sendDue];
  await jest.isolateModulesAsync(async () => {
    processes.push((await import("@/lib/webhooks/sending/commands")).sendDue);
  });
  expect(processes[1]).not.toBe(sendDue);
  await Promise.all(processes.map((send) => send()));
  expect(ids()).toHaveLength(12);
  expect(new Set(ids()).size).toBe(12);
  expect(new Set((await deliveriesOf(id)).map(({ state, tries }) => `${state} ${tries}`))).toStrictEqual(
    new Set(["sent 1"]),
  );
});

test("an address that is slow holds up no other", async () => {
  const { promise: held, resolve: answer } = Promise.withResolvers<undefined>();
  const slow = await receiver(() => ({ after: held }));
  const quick = await receiver(() => {
    // Only once the other has been taken is the slow one answered.
    answer(undefined);
    return {};
  });
  const [first, second] = [await owed(slow.url), await owed(quick.url)];
  await sendDue();
  expect([(await first.one()).state, (await second.one()).state]).toStrictEqual(["sent", "sent"]);
});

test("410 switches it off at once, with an event and a mail", async () => {
  await setUpMail();
  const company = await makeCompany();
  const maker = await makeUser("admin", [company.id]);
  const { url } = await receiver(() => ({ status: 410 }));
  const { id, one } = await owed(url, { maker, everyCompany: true, companyIds: [] });
  await sendDue();
  expect(await rowOf(id)).toMatchObject({ active: false, offReason: "gone" });
  expect(await one()).toMatchObject({ state: "failed", problem: "gone" });
  expect((await eventsOf(id)).at(-1)).toMatchObject({ name: "webhook.switchedOff", payload: { because: "gone" } });
  await expect(lettersTo(maker.email)).resolves.toMatchObject([
    { kind: "webhook", text: expect.stringMatching(new RegExp(`^${new URL(url).host} (?!.*/hooks)`)) as string },
  ]);
  await forgetMails();
});

test("five days of nothing but failure switch it off, once; one success in between and it goes on", async () => {
  await setUpMail();
  const maker = await makeUser("admin");
  const { url } = await receiver(() => ({ status: 503 }));
  const { id, companyId, one } = await owed(url, { maker, everyCompany: true, companyIds: [] });
  await makeLead(companyId);
  await queueAll();
  const since = new Date(Date.now() - 5 * 24 * HOUR_MS + 60_000);
  await database().webhook.update({ where: { id }, data: { failingSince: since } });
  await sendDue();
  expect((await rowOf(id)).active).toBe(true);
  // Both fail at the same moment.
  const later = new Date(Date.now() + 10 * 60_000);
  await sendDue(at(later));
  expect(await rowOf(id)).toMatchObject({ active: false, offReason: "failing" });
  expect((await eventsOf(id)).filter(({ name }) => name === "webhook.switchedOff")).toHaveLength(1);
  await expect(lettersTo(maker.email)).resolves.toHaveLength(1);
  // Nothing more is sent; what waits stays.
  const { tries } = await one();
  await sendDue(() => new Date(Date.now() + 240 * HOUR_MS));
  expect(await one()).toMatchObject({ state: "waiting", tries });
  await forgetMails();
});

test("what was tried for more than five days is given up", async () => {
  const { url } = await receiver(() => ({ status: 500 }));
  const { one } = await owed(url);
  const { id } = await one();
  await database().webhookDelivery.update({ where: { id }, data: { tries: 11 } });
  await sendDue();
  expect(await one()).toMatchObject({ state: "failed", tries: 12, nextAt: null });
});

test("a receiver that asks for patience gets it", async () => {
  const { url } = await receiver(() => ({ status: 429, headers: { "retry-after": "3600" } }));
  const { one } = await owed(url);
  await sendDue();
  const { nextAt, triedAt } = await one();
  expect(Number(nextAt) - Number(triedAt)).toBeGreaterThanOrEqual(HOUR_MS);
});

const KEPT_OUT: [string, (id: string) => Promise<unknown>, (id: string) => Promise<unknown>][] = [
  ["was deactivated", (id) => setUser(id, { deactivatedAt: new Date() }), (id) => setUser(id, { deactivatedAt: null })],
  ["was put out by the directory", (id) => setUser(id, { outAt: new Date() }), (id) => setUser(id, { outAt: null })],
  ["has to prove it to the directory again", (id) => seenBy(id, "unseen"), (id) => seenBy(id, "")],
  ["owes a second factor", (id) => asksFactor(id, true), (id) => asksFactor(id, false)],
];
const setUser = (id: string, data: object) => database().user.update({ where: { id }, data });
const seenBy = (userId: string, outReason: string) =>
  database().directoryPerson.upsert({
    where: { userId },
    create: { userId, outReason, linkedAt: new Date() },
    update: { outReason },
  });
const asksFactor = (id: string, needsSecondFactor: boolean) => setUser(id, { role: { update: { needsSecondFactor } } });

test.each(KEPT_OUT)("nothing is written down or sent in the name of somebody who %s", async (_who, keepOut, letIn) => {
  const { url, received } = await receiver();
  const maker = await makeReader({});
  const { one, companyId, id } = await owed(url, { maker });
  await keepOut(maker.id);
  await makeLead(companyId);
  await queueAll();
  expect(await deliveriesOf(id)).toHaveLength(1);
  await sendDue();
  expect(received).toStrictEqual([]);
  await letIn(maker.id);
  await sendDue();
  expect((await one()).state).toBe("sent");
});

const narrow = (id: string, data: object) => database().webhook.update({ where: { id }, data });

test.each([
  [
    "who stands behind it may no longer read it",
    async ({ key }: { key: string }) =>
      database().rolePermission.deleteMany({ where: { role: { key }, permission: "lead.read" } }),
  ],
  ["it was narrowed to other companies", async ({ id }: { id: string }) => narrow(id, { companyIds: [newId()] })],
  ["it asks for other events by now", async ({ id }: { id: string }) => narrow(id, { events: ["lead.merged"] })],
])("what waits isn't sent, nor sent again, when %s", async (_when, narrowing) => {
  const { url, received } = await receiver(() => FAILS);
  const maker = await makeReader({});
  const { one, id } = await owed(url, { maker });
  await sendDue();
  expect(received).toHaveLength(1);
  await narrowing({ id, key: maker.roleKey });
  await sendDue(at((await one()).nextAt));
  expect(await one()).toMatchObject({ state: "failed", problem: "not_theirs", nextAt: null });
  await sendAgain(systemCtx("test"), { deliveryId: (await one()).id });
  await sendDue();
  expect(await one()).toMatchObject({ state: "failed", problem: "not_theirs" });
  expect(received).toHaveLength(1);
});

test("an event that isn't kept any longer isn't invented", async () => {
  const { url, received } = await receiver();
  const { id } = await makeWebhook({ url });
  const deliveryId = await failedDelivery(id, { eventSeq: 9_000_000_000_000n, state: "waiting", nextAt: new Date() });
  await sendDue();
  expect(received).toStrictEqual([]);
  await expect(database().webhookDelivery.findUniqueOrThrow({ where: { id: deliveryId } })).resolves.toMatchObject({
    state: "failed",
    problem: "event_gone",
  });
});

test("whoever stands behind the address is sent no value that they are kept from at that moment", async () => {
  const { url, message } = await receiver(() => ({ status: 204 }));
  const [keeper, company] = [await makeReader({}), await makeCompany()];
  const lead = await plant(company.id, null);
  const seen = { email: lead.email, message: lead.message };
  await makeWebhook({ url, events: ["lead.updated"], companyIds: [company.id], maker: keeper });
  const edit = { leadId: lead.id, set: { email: "nueva@plantada.example", message: "Otra" }, seen, country: "AR" };
  await updateLead(systemCtx("test"), edit);
  await queueAll();
  const { id: roleId } = await database().role.findUniqueOrThrow({ where: { key: keeper.roleKey } });
  await database().roleField.create({ data: { roleId, field: "email", right: "hidden" } });
  await sendDue();
  expect(JSON.parse(message(0).body)).toMatchObject({
    type: "lead.updated",
    data: { changes: { email: { from: null, to: null }, message: { from: seen.message, to: "Otra" } } },
  });
});
