import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { changeStatus } from "@/lib/leads/status/commands";
import { userUpdated } from "@/lib/users/events";
import { consume } from "@/lib/core/consumers";
import { switchWebhook } from "@/lib/webhooks/commands";
import { webhookQueuer } from "@/lib/webhooks/handlers";
import { isWanted } from "@/lib/webhooks/reach";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { deliveriesOf, makeWebhook, queueAll } from "@/tests/support/webhooks";

afterEach(async () => {
  await database().webhook.deleteMany();
});

const typesOf = async (webhookId: string) => (await deliveriesOf(webhookId)).map(({ type }) => type);

test("each event is written down once for each address that wants it, however many read at once", async () => {
  const company = await makeCompany();
  const [one, two] = [await makeWebhook(), await makeWebhook({ events: ["lead.statusChanged"] })];
  const lead = await makeLead(company.id);
  await changeStatus(systemCtx("test"), {
    leadId: lead.id,
    statusId: await statusId("contacted"),
    seenStatusId: lead.statusId,
  });
  await Promise.all([consume(webhookQueuer), consume(webhookQueuer), consume(webhookQueuer)]);
  await queueAll();
  const told = (await eventsOf(lead.id)).map(({ seq }) => seq);
  const rows = await deliveriesOf(one.id);
  expect(rows.map(({ eventSeq }) => eventSeq)).toStrictEqual(told);
  expect(rows[0]).toMatchObject({ type: "lead.created", state: "waiting", tries: 0 });
  await expect(typesOf(two.id)).resolves.toStrictEqual(["lead.statusChanged"]);
});

test("a reader that is killed in the middle leaves nothing behind, and nothing is left out", async () => {
  const { id } = await makeWebhook({ events: ["lead.created"] });
  const lead = await makeLead((await makeCompany()).id);
  const killed = {
    name: webhookQueuer.name,
    handle: async (...given: Parameters<typeof webhookQueuer.handle>) => {
      await webhookQueuer.handle(...given);
      throw new Error("killed");
    },
  };
  await expect(queueAll(killed)).rejects.toThrow("killed");
  await expect(deliveriesOf(id)).resolves.toStrictEqual([]);
  await queueAll();
  const [created] = await eventsOf(lead.id);
  await expect(deliveriesOf(id)).resolves.toMatchObject([{ eventSeq: created?.seq }]);
});

test("what happened before, while it was off, or long ago isn't sent", async () => {
  const company = await makeCompany();
  await makeLead(company.id);
  const { id } = await makeWebhook({ events: ["lead.created"] });
  await makeLead(company.id, { history: true });
  await queueAll();
  await switchWebhook(systemCtx("test"), { webhookId: id, on: false });
  await makeLead(company.id);
  // Not read yet when it is switched on again.
  await switchWebhook(systemCtx("test"), { webhookId: id, on: true });
  const last = await makeLead(company.id);
  await queueAll();
  const [created] = await eventsOf(last.id);
  await expect(deliveriesOf(id)).resolves.toMatchObject([{ eventSeq: created?.seq }]);
});

test("of other companies it hears nothing, unless it is about every one", async () => {
  const [mine, other] = [await makeCompany(), await makeCompany()];
  const events = ["lead.created"];
  const [some, all] = [await makeWebhook({ events, companyIds: [mine.id] }), await makeWebhook({ events })];
  await makeLead(other.id);
  await queueAll();
  await expect(typesOf(some.id)).resolves.toStrictEqual([]);
  await expect(typesOf(all.id)).resolves.toStrictEqual(events);
  await makeLead(mine.id);
  await queueAll();
  await expect(typesOf(some.id)).resolves.toStrictEqual(events);
});

test("no more is sent than whoever stands behind it may read at that moment", async () => {
  const [mine, other] = [await makeCompany(), await makeCompany()];
  const admin = await makeUser("admin", [mine.id]);
  const { id } = await makeWebhook({ maker: admin, events: ["lead.created", "user.updated"] });
  const count = async () => (await deliveriesOf(id)).length;
  const happen = async () => {
    await makeLead(mine.id);
    await makeLead(other.id);
    await queueAll();
  };
  const become = async (key: string) => {
    const role = await database().role.findUniqueOrThrow({ where: { key } });
    await database().user.update({ where: { id: admin.id }, data: { roleId: role.id } });
  };
  await happen();
  expect(await count()).toBe(2);
  await become("manager");
  await happen();
  expect(await count()).toBe(3);
  await become("employee");
  await happen();
  expect(await count()).toBe(3);
  await become("admin");
  await database().user.update({ where: { id: admin.id }, data: { deactivatedAt: new Date() } });
  await happen();
  expect(await count()).toBe(3);
});

const keeper = { permissions: { "lead.read": "any", "user.read": "company" } as const, companyIds: ["a"] };
const wanting = { events: ["lead.*", "user.updated"], everyCompany: true, companyIds: [], keeper };
const lead = { name: "lead.updated", subjectType: "lead", companyIds: ["b"] };
test.each([
  ["a lead's event", wanting, lead, true],
  ["a later version's event of leads", wanting, { ...lead, name: "lead.invented" }, false],
  [
    "a task between two people",
    { ...wanting, events: ["task.*"] },
    { ...lead, name: "task.added", subjectType: "task" },
    false,
  ],
  ["what stays in the log", { ...wanting, events: ["user.signedIn"] }, { ...lead, name: "user.signedIn" }, false],
  [
    "a person of one's company",
    wanting,
    { ...lead, name: "user.updated", subjectType: "user", companyIds: ["a"] },
    true,
  ],
  ["a person of another", wanting, { ...lead, name: "user.updated", subjectType: "user" }, false],
  ["what nobody asked for", { ...wanting, events: ["lead.created"] }, lead, false],
  ["one without the right", { ...wanting, keeper: { ...keeper, permissions: {} } }, lead, false],
  ["one's own only", { ...wanting, keeper: { ...keeper, permissions: { "lead.read": "own" } as const } }, lead, false],
  ["made from the shell", { ...wanting, keeper: null }, lead, true],
])("whether it is sent: %s", (_, who, event, sent) => {
  expect(isWanted(who, event)).toBe(sent);
});

test("what is told of people is sent to whoever may read them", async () => {
  const company = await makeCompany();
  const admin = await makeUser("admin", [company.id]);
  const { id } = await makeWebhook({ maker: admin, events: ["user.updated"] });
  await mutate(ctxOf(admin), (_tx, emit) => {
    emit(userUpdated, {
      subjectId: newId(),
      subjectLabel: "Ana",
      payload: { sessionsEnded: 0 },
      companyIds: [company.id],
    });
    return Promise.resolve();
  });
  await queueAll();
  await expect(typesOf(id)).resolves.toStrictEqual(["user.updated"]);
});
