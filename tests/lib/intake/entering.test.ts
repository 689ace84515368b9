import { drainWaiting } from "@/lib/assignment/waiting/commands";
import { closeDatabase, database } from "@/lib/core/db";
import { enterLead } from "@/lib/intake/entering/commands";
import { entryChoices } from "@/lib/intake/entering/queries";
import { enterLeadInput } from "@/lib/intake/entering/schema";
import { replayDelivery } from "@/lib/intake/deliveries/commands";
import { knownPeople } from "@/lib/leads/duplicates/queries";
import { systemCtx } from "@/lib/core/ctx";
import { ruleFor, setRules, workAlways } from "@/tests/support/assignment";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { settleAll } from "@/tests/support/intake";
import type { UserActor } from "@/lib/core/ctx";

jest.setTimeout(30_000);
afterAll(closeDatabase);

async function form(companyId: string, more: Record<string, unknown> = {}) {
  const leadType = await database().leadType.findUniqueOrThrow({ where: { key: "transport" } });
  return enterLeadInput.parse({ companyId, leadTypeId: leadType.id, contactName: "Rosa Ibáñez", ...more });
}

const enter = async (actor: UserActor, companyId: string, more: Record<string, unknown> = {}) =>
  enterLead(ctxOf(actor), await form(companyId, more));
const leadOf = (number: number) => database().lead.findUniqueOrThrow({ where: { number } });
const deliveriesOf = (leadId: string) => database().delivery.findMany({ where: { leadId }, orderBy: { id: "asc" } });

test("somebody who called becomes a lead with its delivery, in the hands of who typed them in", async () => {
  const company = await makeCompany();
  const employee = await makeUser("employee", [company.id]);
  const typed = {
    email: "rosa@bodega.example",
    phone: "11 4444-5555",
    channel: "Feria",
    campaign: "expo",
    ownerId: employee.id,
  };
  const { number, outcome } = await enter(employee, company.id, typed);
  const lead = await leadOf(number);
  expect(outcome).toBe("created");
  expect(lead).toMatchObject({ ownerId: employee.id, channel: "Feria", utmCampaign: "expo", history: false });
  expect(lead.statusId).toBe(await statusId("assigned"));
  expect(lead.phoneE164).toBe("+541144445555");
  expect(await deliveriesOf(lead.id)).toMatchObject([{ via: "hand", state: "processed", outcome: "created" }]);
  const names = (await eventsOf(lead.id)).map((event) => event.name);
  expect(names).toStrictEqual(["lead.created", "lead.classified", "lead.assigned", "lead.statusChanged"]);
});

test("what happened at the fair on Saturday is dated so, by the clock of who types it in, and received now", async () => {
  const company = await makeCompany();
  const admin = await makeUser("admin", [company.id]);
  const { number } = await enter(admin, company.id, { happenedAt: "2026-01-10T10:30" });
  const lead = await leadOf(number);
  expect(lead.submittedAt.toISOString()).toBe("2026-01-10T13:30:00.000Z");
  expect(Date.now() - lead.receivedAt.getTime()).toBeLessThan(60_000);
  await expect(enter(admin, company.id, { happenedAt: "2199-01-10T10:30" })).rejects.toMatchObject({
    fields: { happenedAt: "notYet" },
  });
});

test("refuses nobody at all, another company, and an owner that one may not name", async () => {
  const [mine, other] = [await makeCompany(), await makeCompany()];
  const employee = await makeUser("employee", [mine.id]);
  const colleague = await makeUser("employee", [mine.id]);
  const executive = await makeUser("executive");
  await expect(form(mine.id, { contactName: " " })).rejects.toThrow("someContact");
  await expect(enter(employee, other.id, { ownerId: employee.id })).rejects.toMatchObject({ code: "INVALID" });
  await expect(enter(employee, mine.id, { ownerId: colleague.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(enter(executive, mine.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await database().lead.count({ where: { companyId: mine.id } })).toBe(0);
});

test("the same person is shown while they are typed in, and what they say now is added to their lead", async () => {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id]);
  const lead = await makeLead(company.id, { email: "ana@norte.example", firm: "" });
  const found = await knownPeople(ctxOf(manager), { contactName: "", email: "ANA@norte.example ", phone: "" });
  expect(found).toMatchObject([{ id: lead.id, canTouch: true }]);
  const more = { email: "ana@norte.example", firm: "Norte SA", message: "Volvió a llamar", sameAs: lead.id };
  expect(await enter(manager, company.id, more)).toStrictEqual({ number: lead.number, outcome: "touched" });
  expect(await database().lead.findUnique({ where: { id: lead.id } })).toMatchObject({
    touchCount: 2,
    firm: "Norte SA",
  });
  expect(await deliveriesOf(lead.id)).toMatchObject([{ outcome: "touched", reason: "same_person" }]);
});

test("of several with one phone whoever has the name comes first, and another name alone is nobody likely", async () => {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id]);
  const phone = "+541147770001";
  const rita = await makeLead(company.id, { contactName: "Rita Blanco", phone, email: "rita@x.example" });
  for (const contactName of ["Otro Tipo", "Uno Más", "Alguien Más"])
    await makeLead(company.id, { contactName, phone, email: `${contactName.slice(0, 3)}@y.example` });
  const known = (typed: Record<string, string>) =>
    knownPeople(ctxOf(manager), { contactName: "", email: "", phone, ...typed });
  const [first, ...others] = await known({ contactName: "Rita Blanco" });
  expect(first).toMatchObject({ id: rita.id, isLikely: true });
  expect(others.map(({ isLikely }) => isLikely)).toStrictEqual([false, false]);
  expect(await known({ contactName: "Eva Paz", email: "RITA@x.example" })).toMatchObject([
    { id: rita.id, isLikely: true },
    { isLikely: false },
    { isLikely: false },
  ]);
  const stranger = await known({ contactName: "Eva Paz", email: "eva@z.example" });
  expect(stranger.map(({ isLikely }) => isLikely)).toStrictEqual([false, false, false]);
  expect((await known({})).map(({ isLikely }) => isLikely)).toStrictEqual([true, true, true]);
});

test("a colleague's lead isn't hinted at to who may not see it, nor can be added to", async () => {
  const company = await makeCompany();
  const employee = await makeUser("employee", [company.id]);
  const lead = await makeLead(company.id, { email: "ajena@norte.example" });
  expect(
    await knownPeople(ctxOf(employee), { contactName: "", email: "ajena@norte.example", phone: "" }),
  ).toStrictEqual([]);
  const more = { email: "ajena@norte.example", ownerId: employee.id };
  await expect(enter(employee, company.id, { ...more, sameAs: lead.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await enter(employee, company.id, more)).toMatchObject({ outcome: "created" });
});

test("pressed twice it is one lead, and the second a duplicate in the ledger", async () => {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id]);
  const typed = { email: "doble@norte.example" };
  const [first, second] = await Promise.all([enter(manager, company.id, typed), enter(manager, company.id, typed)]);
  expect([first.outcome, second.outcome].sort()).toStrictEqual(["created", "duplicate"]);
  const lead = await leadOf(first.number);
  expect(await deliveriesOf(lead.id)).toMatchObject([{ state: "processed" }, { state: "duplicate" }]);
  expect(await enter(manager, company.id, { ...typed, message: "otra cosa" })).toMatchObject({ outcome: "created" });
});

test("read once more, a delivery typed in by hand ends as before and makes nothing new", async () => {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id]);
  const { number } = await enter(manager, company.id, { email: "otra@norte.example", phone: "351 555 1234" });
  const lead = await leadOf(number);
  const [delivery] = await deliveriesOf(lead.id);
  await replayDelivery(systemCtx("test"), { deliveryId: String(delivery?.id) });
  await settleAll();
  expect(await deliveriesOf(lead.id)).toMatchObject([{ state: "processed", outcome: "created", reason: "read_again" }]);
  expect(await database().lead.count({ where: { companyId: company.id } })).toBe(1);
});

describe("whom nobody named", () => {
  beforeAll(workAlways);
  afterAll(() => setRules([]));

  const waitingOf = (leadId: string) => database().waitingLead.findUnique({ where: { leadId } });
  const givenOf = (leadId: string) => database().assignment.findMany({ where: { leadId } });

  test("the rules say whose a lead becomes that was typed in, with its receipt and its watch", async () => {
    const company = await makeCompany();
    const [manager, seller] = [await makeUser("manager", [company.id]), await makeUser("employee", [company.id])];
    await setRules([ruleFor(company.id, [seller.id], { remind: 30 })]);
    const lead = await leadOf((await enter(manager, company.id)).number);
    expect(lead).toMatchObject({ ownerId: seller.id, statusId: await statusId("assigned") });
    const [given, ...more] = await givenOf(lead.id);
    expect(more).toStrictEqual([]);
    expect(given).toMatchObject({ method: "assignment", receipt: { rule: { name: "Transporte" } } });
    expect(await database().responseWatch.findUnique({ where: { leadId: lead.id } })).toMatchObject({
      ownerId: seller.id,
      since: given?.occurredAt,
      step: "remind",
    });
  });

  test("where nobody of the rule is free it waits, and is given by the queue as what arrived", async () => {
    const company = await makeCompany();
    const [manager, seller] = [await makeUser("manager", [company.id]), await makeUser("employee", [company.id])];
    const rule = ruleFor(company.id, [seller.id], { cap: 1 });
    await setRules([rule]);
    const first = await leadOf((await enter(manager, company.id)).number);
    const second = await leadOf((await enter(manager, company.id, { contactName: "Eva Paz" })).number);
    expect([first.ownerId, second.ownerId]).toStrictEqual([seller.id, null]);
    expect(await waitingOf(second.id)).toMatchObject({ ruleId: rule.id });
    await setRules([{ ...rule, cap: 5 }]);
    while (await drainWaiting());
    expect((await leadOf(second.number)).ownerId).toBe(seller.id);
  });

  test("who is named by hand stays so, and rules of others say nothing", async () => {
    const [company, other] = [await makeCompany(), await makeCompany()];
    const [manager, seller] = [await makeUser("manager", [company.id]), await makeUser("employee", [company.id])];
    await setRules([ruleFor(company.id, [seller.id])]);
    const named = await leadOf((await enter(manager, company.id, { ownerId: manager.id })).number);
    expect(await givenOf(named.id)).toMatchObject([{ ownerId: manager.id, method: "by-hand" }]);
    await setRules([ruleFor(other.id, [seller.id])]);
    const unspoken = await leadOf((await enter(manager, company.id, { contactName: "Eva Paz" })).number);
    expect(unspoken).toMatchObject({ ownerId: null, statusId: await statusId("pending") });
    expect([await givenOf(unspoken.id), await waitingOf(unspoken.id)]).toStrictEqual([[], null]);
  });

  test("the form says so only to whoever may leave it open, where rules stand", async () => {
    const company = await makeCompany();
    const [manager, seller] = [await makeUser("manager", [company.id]), await makeUser("employee", [company.id])];
    const told = async (actor: UserActor) => (await entryChoices(ctxOf(actor), "es")).hasRules;
    await setRules([ruleFor(company.id, [seller.id])]);
    expect([await told(manager), await told(seller)]).toStrictEqual([true, false]);
    await setRules([]);
    expect(await told(manager)).toBe(false);
  });
});
