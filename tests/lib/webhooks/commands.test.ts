import { promises } from "node:dns";
import { database } from "@/lib/core/db";
import { tooLong } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { parseInput } from "@/lib/core/define-action";
import { openText } from "@/lib/core/secrets";
import {
  createWebhook,
  removeWebhook,
  rotateSecret,
  sendAgain,
  sendFailedAgain,
  switchWebhook,
  testWebhook,
  updateWebhook,
} from "@/lib/webhooks/commands";
import { forgetDeliveries } from "@/lib/webhooks/forgetting/commands";
import { switchedOffLetter } from "@/lib/webhooks/letters";
import { listWebhookDeliveries, webhookDelivery } from "@/lib/webhooks/log/queries";
import { getWebhook, listWebhooks, webhookReach } from "@/lib/webhooks/queries";
import { createWebhookInput, leadAsked, updateWebhookInput } from "@/lib/webhooks/schema";
import { sendDue } from "@/lib/webhooks/sending/commands";
import { makeReader, plant, toldIn } from "@/tests/rights/planted";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import {
  deliveriesOf,
  failedDelivery,
  firstOf,
  inTurn,
  makeWebhook,
  queueAll,
  startReceiver,
} from "@/tests/support/webhooks";
import type { z } from "zod";

const URL_OUTSIDE = "https://erp.example.com/hooks";
const inputOf = (more: Partial<z.input<typeof createWebhookInput>> = {}) =>
  parseInput(createWebhookInput, { url: URL_OUTSIDE, events: ["lead.*"], everyCompany: true, ...more });
const refused = (fields: object) => ({ code: "INVALID", fields });
const namesOf = async (id: string) => (await eventsOf(id)).map(({ name }) => name);

afterEach(async () => {
  await database().webhook.deleteMany();
});

test("a secret is told once and kept sealed", async () => {
  const admin = await makeUser("admin");
  const { id, secret } = await createWebhook(ctxOf(admin), inputOf());
  const row = await database().webhook.findUniqueOrThrow({ where: { id } });
  expect(JSON.stringify(row)).not.toContain(secret);
  expect(openText(row.secretSealed)).toBe(secret);
  expect(row.keeperId).toBe(admin.id);
  const shown = await getWebhook(ctxOf(admin), id);
  expect(JSON.stringify(shown)).not.toMatch(/whsec_|v1:/);
  const [event, ...others] = await eventsOf(id);
  expect(event).toMatchObject({ name: "webhook.created", actorId: admin.id, subjectLabel: "erp.example.com" });
  expect(JSON.stringify(event?.payload)).not.toContain(secret);
  expect(others).toStrictEqual([]);
});

test("what stands behind its host is in no list, log or letter", async () => {
  const admin = ctxOf(await makeUser("admin"));
  const url = "https://hooks.example.com/services/T0/secret?token=hush";
  const { id } = await createWebhook(admin, inputOf({ url }));
  await updateWebhook(admin, { webhookId: id, set: { url: `${url}2` }, seen: { url } });
  const bare = await createWebhook(admin, inputOf({ url: "https://erp.example.com" }));
  const list = await listWebhooks(admin);
  expect(list.map(({ address }) => address)).toStrictEqual(["https://erp.example.com", "https://hooks.example.com/…"]);
  const because = { because: "failing" as const, failingSince: new Date() };
  const letter = switchedOffLetter({ id, url, ...because }, { locale: "en", timeZone: "UTC", baseUrl: "" });
  const told = [...(await eventsOf(id)), ...(await eventsOf(bare.id))].map((event) => ({ ...event, seq: 0, xid: 0 }));
  const said = JSON.stringify([list, told, letter]);
  expect(said).toContain("hooks.example.com");
  expect(said).not.toMatch(/secret|hush/);
});

test.each(["manager", "employee", "executive"])("a %s makes, lists and changes none", async (role) => {
  const ctx = ctxOf(await makeUser(role));
  const { id } = await makeWebhook();
  const forbidden = { code: "FORBIDDEN" };
  await expect(createWebhook(ctx, inputOf())).rejects.toMatchObject(forbidden);
  await expect(listWebhooks(ctx)).rejects.toMatchObject(forbidden);
  await expect(switchWebhook(ctx, { webhookId: id, on: false })).rejects.toMatchObject(forbidden);
  await expect(removeWebhook(ctx, { webhookId: id })).rejects.toMatchObject(forbidden);
  await expect(listWebhookDeliveries(ctx, { webhookId: id, state: "all" })).rejects.toMatchObject(forbidden);
});

test.each([
  [{ url: "ftp://example.com/" }, { url: "url" }],
  [{ url: "nonsense" }, { url: "url" }],
  [{ url: "https://ana:secret@example.com/" }, { url: "url" }],
  [{ url: `https://example.com/${"x".repeat(2000)}` }, { url: tooLong(2000, 2020) }],
  [{ events: [] }, { events: "required" }],
  [{ events: ["user.signedIn"] }, { "events.0": "notValid" }],
  [{ events: ["lead.*", "task.added"] }, { "events.1": "notValid" }],
  [{ everyCompany: false }, { companyIds: "required" }],
])("%j is refused", (more, fields) => {
  expect(() => inputOf(more)).toThrow(expect.objectContaining(refused(fields)) as Error);
});

test.each([
  "http://127.0.0.1/",
  "http://192.168.0.10:8080/x",
  "http://[::1]/",
  "http://[fd12::1]/",
  "http://[::ffff:10.0.0.1]/",
  "http://0x7f000001/",
  "http://localhost:4739/",
  "http://LOCALHOST./",
  "http://erp.localhost/",
])("%s is inside, and only sent to where an admin allows it", async (url) => {
  const ctx = ctxOf(await makeUser("admin"));
  await expect(createWebhook(ctx, inputOf({ url }))).rejects.toMatchObject(refused({ url: "addressPrivate" }));
  await expect(createWebhook(ctx, inputOf({ url, allowsPrivate: true }))).resolves.toHaveProperty("secret");
});

describe("a name", () => {
  const standsFor = (...addresses: string[]) =>
    jest.spyOn(promises, "lookup").mockResolvedValue(addresses.map((address) => ({ address, family: 4 })) as never);
  afterEach(() => {
    jest.restoreAllMocks();
  });
  const url = "https://erp.example.com/";

  test("that leads inside now is told so when it is saved, unless that is allowed", async () => {
    standsFor("10.0.0.7");
    const ctx = ctxOf(await makeUser("admin"));
    await expect(createWebhook(ctx, inputOf({ url }))).rejects.toMatchObject(refused({ url: "namePrivate" }));
    const { id } = await createWebhook(ctx, inputOf({ url, allowsPrivate: true }));
    const set = { allowsPrivate: false };
    await expect(updateWebhook(ctx, { webhookId: id, set, seen: { allowsPrivate: true } })).rejects.toMatchObject(
      refused({ url: "namePrivate" }),
    );
    standsFor("169.254.169.254");
    await expect(createWebhook(ctx, inputOf({ url, allowsPrivate: true }))).rejects.toMatchObject(
      refused({ url: "addressNotAllowed" }),
    );
  });

  test("that leads outside as well, or nowhere yet, is saved; each sending judges anew", async () => {
    const ctx = ctxOf(await makeUser("admin"));
    standsFor("10.0.0.7", "93.184.215.14");
    await expect(createWebhook(ctx, inputOf({ url }))).resolves.toHaveProperty("secret");
    jest.spyOn(promises, "lookup").mockRejectedValue(new Error("ENOTFOUND"));
    await expect(createWebhook(ctx, inputOf({ url }))).resolves.toHaveProperty("secret");
  });
});

test.each(["http://169.254.169.254/", "http://[::ffff:169.254.169.254]/", "http://0.0.0.0/"])(
  "%s is never sent to",
  async (url) => {
    const ctx = ctxOf(await makeUser("admin"));
    for (const allowsPrivate of [false, true]) {
      await expect(createWebhook(ctx, inputOf({ url, allowsPrivate }))).rejects.toMatchObject(
        refused({ url: "addressNotAllowed" }),
      );
    }
  },
);

test("all of leads covers each of them, and nothing else", () => {
  expect(inputOf({ events: ["lead.created", "lead.*", "delivery.read", "lead.created"] }).events).toStrictEqual([
    "delivery.read",
    "lead.*",
  ]);
});

/** Somebody who manages keys and reads the leads of their company. */
async function makeKeyManager(companyId: string) {
  const id = newId();
  const grants = { "apiKey.manage": "any", "lead.read": "company", "user.read": "company" };
  const permissions = { create: Object.entries(grants).map(([permission, scope]) => ({ permission, scope })) };
  await database().role.create({ data: { id, key: id, nameEn: id, nameEs: id, permissions } });
  return makeUser(id, [companyId]);
}

test("nobody has more sent than they may read, and is offered no more", async () => {
  const [mine, other] = [await makeCompany(), await makeCompany()];
  const ctx = ctxOf(await makeKeyManager(mine.id));
  const own = { everyCompany: false, companyIds: [mine.id] };
  await expect(createWebhook(ctx, inputOf(own))).resolves.toHaveProperty("id");
  await expect(createWebhook(ctx, inputOf())).rejects.toMatchObject(refused({ companyIds: "companyNotYours" }));
  await expect(createWebhook(ctx, inputOf({ ...own, companyIds: [mine.id, other.id] }))).rejects.toMatchObject(
    refused({ companyIds: "companyNotYours" }),
  );
  await expect(createWebhook(ctx, inputOf({ ...own, events: ["delivery.read"] }))).rejects.toMatchObject(
    refused({ events: "notYours" }),
  );
  const reach = await webhookReach(ctx);
  expect(reach).toMatchObject({ everywhere: false, companies: [{ value: mine.id }] });
  expect(reach.events).toContain("user.created");
  expect(reach.events).not.toContain("delivery.read");
  // Nor by saving what somebody else made.
  const { id } = await makeWebhook();
  const update = { webhookId: id, set: { description: "x" }, seen: { description: "" } };
  await expect(updateWebhook(ctx, update)).rejects.toMatchObject(refused({ companyIds: "companyNotYours" }));
});

test("two edits at once: the second is told who was first, and other fields don't meet", async () => {
  const [ana, beto] = [await makeUser("admin", [], { firstName: "Ana" }), await makeUser("admin")];
  const { id } = await makeWebhook();
  const edit = (who: typeof ana, set: object, seen: object) =>
    updateWebhook(ctxOf(who), parseInput(updateWebhookInput, { webhookId: id, set, seen }));
  const seen = { description: "", events: ["lead.*"] };
  await edit(ana, { description: "ERP" }, seen);
  await expect(edit(beto, { description: "CRM" }, seen)).rejects.toMatchObject({
    code: "CONFLICT",
    details: { field: "description", by: "Ana Tester", to: "ERP" },
  });
  await edit(beto, { events: ["lead.created"] }, seen);
  await expect(database().webhook.findUniqueOrThrow({ where: { id } })).resolves.toMatchObject({
    description: "ERP",
    events: ["lead.created"],
    keeperId: beto.id,
  });
  await expect(edit(beto, { description: "ERP" }, seen)).rejects.toMatchObject({ details: { reason: "unchanged" } });
  await expect(edit(beto, { everyCompany: false }, { everyCompany: true })).rejects.toMatchObject(
    refused({ companyIds: "required" }),
  );
});

test("one whose keeper left is taken over by switching it on; nothing is switched twice", async () => {
  const [left, admin] = [await makeUser("admin"), await makeUser("admin")];
  const { id } = await makeWebhook({ maker: left });
  const ctx = ctxOf(admin);
  await database().user.update({ where: { id: left.id }, data: { deactivatedAt: new Date() } });
  await expect(getWebhook(ctx, id)).resolves.toMatchObject({ end: "keeperGone" });
  await switchWebhook(ctx, { webhookId: id, on: true });
  await expect(getWebhook(ctx, id)).resolves.toMatchObject({ end: null, keeper: admin.name });
  const unchanged = { details: { reason: "unchanged" } };
  await expect(switchWebhook(ctx, { webhookId: id, on: true })).rejects.toMatchObject(unchanged);
  const off = () => switchWebhook(ctx, { webhookId: id, on: false });
  const both = await Promise.allSettled([off(), off()]);
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(testWebhook(ctx, { webhookId: id })).rejects.toMatchObject({ details: { reason: "webhookOff" } });
  await expect(namesOf(id)).resolves.toStrictEqual(["webhook.created", "webhook.switchedOn", "webhook.switchedOff"]);
});

test("a test says at once how it went, and isn't tried again", async () => {
  const receiver = await startReceiver(inTurn({ status: 418, body: "short and stout" }));
  const ctx = ctxOf(await makeUser("admin"));
  const { id } = await makeWebhook({ url: receiver.url });
  await expect(testWebhook(ctx, { webhookId: id })).resolves.toMatchObject({
    state: "failed",
    problem: "status",
    status: 418,
  });
  const { delivery, looked } = await webhookDelivery(ctx, (await firstOf(id)).id);
  const { body } = receiver.message(0);
  expect(delivery).toMatchObject({ answer: "short and stout", type: "webhook.test", body, withheld: false });
  expect(looked).toBeNull();
  await expect(testWebhook(ctx, { webhookId: id })).resolves.toMatchObject({ state: "sent", problem: "" });
  expect(receiver.received).toHaveLength(2);
  await receiver.stop();
});

test("what was given up is sent again, one or all since a time, under the same id", async () => {
  const receiver = await startReceiver();
  const ctx = ctxOf(await makeUser("admin"));
  const { id } = await makeWebhook({ url: receiver.url });
  const old = await failedDelivery(id, { createdAt: new Date(Date.now() - 2 * 3_600_000) });
  const [one, two] = [await failedDelivery(id), await failedDelivery(id)];
  await sendAgain(ctx, { deliveryId: one });
  await sendDue();
  await expect(sendFailedAgain(ctx, { webhookId: id, hours: 1 })).resolves.toStrictEqual({ count: 1 });
  await sendDue();
  expect(receiver.ids()).toStrictEqual([one, two]);
  await expect(sendFailedAgain(ctx, { webhookId: id, hours: 1 })).rejects.toMatchObject({
    details: { reason: "nothingFailed" },
  });
  await sendAgain(ctx, { deliveryId: one });
  await database().webhookDelivery.update({ where: { id: old }, data: { state: "sending" } });
  await expect(sendAgain(ctx, { deliveryId: old })).rejects.toMatchObject({ details: { reason: "webhookSending" } });
  await expect(sendAgain(ctx, { deliveryId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await receiver.stop();
});

test("the log is shown by pages and by how it ended, with what is sent of each", async () => {
  const company = await makeCompany();
  const ctx = ctxOf(await makeUser("admin"));
  const { id } = await makeWebhook({ companyIds: [company.id], events: ["lead.created"] });
  for (let n = 0; n < 51; n++) await failedDelivery(id);
  const lead = await makeLead(company.id);
  await queueAll();
  const page = (more: object = {}) => listWebhookDeliveries(ctx, { webhookId: id, state: "all", ...more });
  const first = await page();
  expect(first.rows).toHaveLength(50);
  expect(first.rows[0]).toMatchObject({ type: "lead.created", state: "waiting" });
  expect((await page({ before: first.next })).rows).toHaveLength(2);
  expect((await page({ state: "waiting" })).rows).toHaveLength(1);
  const owed = await database().webhookDelivery.findFirstOrThrow({ where: { webhookId: id, state: "waiting" } });
  const { delivery } = await webhookDelivery(ctx, owed.id);
  expect(JSON.parse(String(delivery.body))).toMatchObject({ type: "lead.created", data: { subject: { id: lead.id } } });
  await expect(getWebhook(ctx, id)).resolves.toMatchObject({ waiting: 1, failed: 51 });
});

test("the log says which lead each is about, and is searched by its number, for whoever may see it", async () => {
  const [company, elsewhere] = [await makeCompany(), await makeCompany()];
  const admin = ctxOf(await makeUser("admin"));
  const { id } = await makeWebhook({ companyIds: [company.id], events: ["lead.created"] });
  const [one, two] = [await makeLead(company.id), await makeLead(company.id)];
  await failedDelivery(id);
  await queueAll();
  const page = async (ctx: typeof admin, lead?: number) =>
    (await listWebhookDeliveries(ctx, { webhookId: id, state: "all", lead })).rows.map(({ subject }) => subject);
  const about = ({ number }: { number: number }) => ({ label: `L-${number}`, href: `/leads/${number}` });
  const all = await page(admin);
  expect(all).toHaveLength(3);
  expect(all).toStrictEqual(expect.arrayContaining([null, about(one), about(two)]));
  expect(await page(admin, two.number)).toStrictEqual([about(two)]);
  expect(await page(admin, 0)).toStrictEqual([]);
  const keyOnly = ctxOf(await makeReader({}, { "apiKey.manage": "any" }));
  const other = ctxOf(await makeReader({}, { "apiKey.manage": "any", "lead.read": "company" }, [elsewhere.id]));
  for (const ctx of [keyOnly, other]) {
    expect(await page(ctx)).toStrictEqual([null, null, null]);
    expect(await page(ctx, two.number)).toStrictEqual([]);
  }
});

test.each([
  ["L-12", 12],
  ["12", 12],
  [" l 12 ", 12],
  ["Ana", undefined],
  ["1; drop", undefined],
])("%j is read as a lead's number, or as none", (typed, number) => {
  expect(leadAsked.safeParse(typed).data).toBe(number);
});

describe("who may make webhooks and not read what they tell", () => {
  async function house() {
    const [company, elsewhere] = [await makeCompany(), await makeCompany()];
    const { id } = await makeWebhook({ companyIds: [company.id], events: ["lead.updated"] });
    const lead = await plant(company.id, null);
    await queueAll();
    const owed = await firstOf(id);
    await database().webhookDelivery.update({ where: { id: owed.id }, data: { state: "failed", answer: lead.email } });
    const keyOnly = await makeReader({}, { "apiKey.manage": "any" });
    const other = await makeReader({}, { "apiKey.manage": "any", "lead.read": "company" }, [elsewhere.id]);
    return { id, lead, deliveryId: owed.id, company, keyOnly, other };
  }

  test("are shown neither a body nor what was answered to it, and look at nothing", async () => {
    const { deliveryId, keyOnly, other } = await house();
    for (const actor of [keyOnly, other]) {
      const opened = await webhookDelivery(ctxOf(actor), deliveryId);
      expect(opened).toMatchObject({ delivery: { body: null, answer: "", withheld: true }, looked: null });
      expect(toldIn(opened)).toStrictEqual([]);
    }
  });

  test("aren't told where it is sent, by its page or by a conflict", async () => {
    const { id, company, keyOnly, other } = await house();
    const url = "https://hooks.example.com/services/T0/secret?token=hush";
    await database().webhook.update({ where: { id }, data: { url } });
    for (const actor of [keyOnly, other]) {
      const shown = await getWebhook(ctxOf(actor), id);
      expect(shown).toMatchObject({ url: null, host: "hooks.example.com", address: "https://hooks.example.com/…" });
      const set = { url: "https://example.com/", description: "x" };
      const said = await updateWebhook(ctxOf(actor), { webhookId: id, set, seen: { url: "https://otherwise/" } }).catch(
        (error: unknown) => error,
      );
      expect(said).toMatchObject({ code: "INVALID" });
      expect(JSON.stringify([shown, said])).not.toMatch(/secret|hush/);
    }
    const reader = await makeReader({}, { "apiKey.manage": "any", "lead.read": "company" }, [company.id]);
    await expect(getWebhook(ctxOf(reader), id)).resolves.toMatchObject({ url });
  });

  test("take no secret in its name and send nothing again", async () => {
    const { id, deliveryId, keyOnly, other } = await house();
    const no = { code: "PRECONDITION", details: { reason: "webhookNotYours" } };
    for (const actor of [keyOnly, other]) {
      await expect(rotateSecret(ctxOf(actor), { webhookId: id })).rejects.toMatchObject(no);
      await expect(sendAgain(ctxOf(actor), { deliveryId })).rejects.toMatchObject(no);
      await expect(sendFailedAgain(ctxOf(actor), { webhookId: id, hours: 24 })).rejects.toMatchObject(no);
    }
    expect((await namesOf(id)).filter((name) => name !== "webhook.created")).toStrictEqual([]);
    expect((await firstOf(id)).state).toBe("failed");
  });

  test("whoever may read it is shown it, and it is a look at what it says", async () => {
    const { deliveryId, company, lead } = await house();
    const reader = await makeReader({}, { "apiKey.manage": "any", "lead.read": "company" }, [company.id]);
    const { delivery, looked } = await webhookDelivery(ctxOf(reader), deliveryId);
    expect(delivery.withheld).toBe(false);
    expect(toldIn(String(delivery.body))).toStrictEqual(["phone", "email"]);
    expect(looked).toMatchObject({ lead: { id: lead.id, number: lead.number }, fields: ["phone", "email"] });
  });
});

test("after thirty days nothing is kept of what was sent, and a former secret no longer than a day", async () => {
  const { id } = await makeWebhook();
  const now = new Date();
  const day = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const kept = await failedDelivery(id, { createdAt: day(29) });
  await failedDelivery(id, { createdAt: day(31) });
  await database().webhook.update({ where: { id }, data: { previousSealed: "x", previousUntil: day(1) } });
  await expect(forgetDeliveries(now)).resolves.toBe(1);
  expect((await deliveriesOf(id)).map((row) => row.id)).toStrictEqual([kept]);
  await expect(database().webhook.findUniqueOrThrow({ where: { id } })).resolves.toMatchObject({
    previousSealed: "",
    previousUntil: null,
  });
});

test("one that is removed takes its record along, and what is on its way ends", async () => {
  const ctx = ctxOf(await makeUser("admin"));
  const { id } = await makeWebhook();
  const deliveryId = await failedDelivery(id);
  await removeWebhook(ctx, { webhookId: id });
  await expect(getWebhook(ctx, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(webhookDelivery(ctx, deliveryId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(removeWebhook(ctx, { webhookId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(namesOf(id)).resolves.toStrictEqual(["webhook.created", "webhook.removed"]);
});
