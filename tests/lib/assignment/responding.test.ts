import { stepResponses } from "@/lib/assignment/responding/commands";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { logContact, setContactOutcome } from "@/lib/leads/contact/commands";
import { takeBackContact } from "@/lib/leads/contact/taking-back/commands";
import { arrive, ownersOf, ruleFor, setRules, workAlways } from "@/tests/support/assignment";
import { idOf, settled } from "@/tests/support/arrivals";
import { ctxOf, eventsOf, makeCompany, makeUser } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";

beforeAll(workAlways);

const MINUTE = 60_000;
const after = (start: Date, minutes: number) => () => new Date(start.getTime() + minutes * MINUTE);

async function house() {
  const company = await makeCompany();
  const ana = await makeUser("employee", [company.id], { firstName: "Ana" });
  const luis = await makeUser("employee", [company.id], { firstName: "Luis" });
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  await setRules([ruleFor(company.id, [ana.id, luis.id], { remind: 10, takeBack: 30 })]);
  const start = new Date();
  const [lead = ""] = await arrive(company.id, 1, { at: start });
  return { company, ana, luis, manager, lead, start };
}

const mailsTo = async (user: { email: string }) =>
  (await database().mail.findMany({ where: { to: user.email }, orderBy: { id: "asc" } })).map(({ kind }) => kind);
const namesOf = async (lead: string) => (await eventsOf(lead)).map(({ name }) => name);

describe("a lead without a first response", () => {
  test("is asked for, then given on, then told of: each once, and never to the same person", async () => {
    const { ana, luis, manager, lead, start } = await house();
    expect(await ownersOf([lead])).toStrictEqual([ana.id]);
    await stepResponses(after(start, 9));
    expect(await mailsTo(ana)).toStrictEqual([]);
    await Promise.all([stepResponses(after(start, 10)), stepResponses(after(start, 10))]);
    expect(await mailsTo(ana)).toStrictEqual(["reminder"]);
    await Promise.all([stepResponses(after(start, 30)), stepResponses(after(start, 30))]);
    expect(await ownersOf([lead])).toStrictEqual([luis.id]);
    expect(await mailsTo(ana)).toStrictEqual(["reminder", "takenBack"]);
    const given = await database().assignment.findMany({ where: { leadId: lead }, orderBy: { occurredAt: "asc" } });
    expect(given).toHaveLength(2);
    expect(given[1]?.receipt).toMatchObject({ takenFrom: { id: ana.id, minutes: 30 } });
    await stepResponses(after(start, 40));
    await stepResponses(after(start, 60));
    await stepResponses(after(start, 90));
    expect(await ownersOf([lead])).toStrictEqual([luis.id]);
    expect(await mailsTo(luis)).toStrictEqual(["reminder"]);
    expect(await mailsTo(manager)).toStrictEqual(["unanswered"]);
    expect((await namesOf(lead)).slice(4)).toStrictEqual([
      "lead.responseReminded",
      "lead.assigned",
      "lead.responseReminded",
      "lead.responseEscalated",
    ]);
  });

  test("stops being asked for as soon as an attempt is logged", async () => {
    const { ana, lead, start } = await house();
    await logContact(ctxOf(ana), { leadId: lead, channel: "call", outcome: "reached", note: "" });
    await stepResponses(after(start, 10));
    await stepResponses(after(start, 60));
    expect(await mailsTo(ana)).toStrictEqual([]);
    expect(await ownersOf([lead])).toStrictEqual([ana.id]);
    // For a day it may be taken back.
    await stepResponses(after(start, 2 * 24 * 60 + 20));
    expect(await database().responseWatch.count({ where: { leadId: lead } })).toBe(0);
  });

  test("is asked for again once the attempt that was a slip is taken back, and not while it stands", async () => {
    const { ana, lead, start } = await house();
    const log = () => logContact(ctxOf(ana), { leadId: lead, channel: "call", outcome: "pending", note: "" });
    const { attemptId } = await log();
    await stepResponses(after(start, 10));
    await stepResponses(after(start, 20));
    expect(await mailsTo(ana)).toStrictEqual([]);
    await takeBackContact({ ...ctxOf(ana), now: after(start, 21) }, { leadId: lead, attemptId, seen: "pending" });
    await stepResponses(after(start, 21));
    expect(await mailsTo(ana)).toStrictEqual(["reminder"]);
    const said = await log();
    await setContactOutcome(ctxOf(ana), { attemptId: said.attemptId, outcome: "reached" });
    await stepResponses(after(start, 30));
    expect(await ownersOf([lead])).toStrictEqual([ana.id]);
    const slip = { leadId: lead, attemptId: said.attemptId, seen: "reached" } as const;
    await takeBackContact({ ...ctxOf(ana), now: after(start, 31) }, slip);
    await expect(database().responseWatch.count({ where: { leadId: lead, dueAt: after(start, 31)() } })).resolves.toBe(
      1,
    );
    const again = await log();
    await stepResponses(after(start, 60));
    expect(await ownersOf([lead])).toStrictEqual([ana.id]);
    await setContactOutcome(ctxOf(ana), { attemptId: again.attemptId, outcome: "no-answer", note: "" });
    await stepResponses(after(start, 60 + 2 * 24 * 60));
    expect(await database().responseWatch.count({ where: { leadId: lead } })).toBe(0);
  });

  test("stays with its owner where nobody else could take it, and whoever manages hears at once", async () => {
    const { ana, luis, manager, lead, start } = await house();
    await database().user.update({ where: { id: luis.id }, data: { deactivatedAt: new Date() } });
    await stepResponses(after(start, 10));
    await stepResponses(after(start, 30));
    expect(await ownersOf([lead])).toStrictEqual([ana.id]);
    expect(await mailsTo(manager)).toStrictEqual(["unanswered"]);
  });

  test("gives whoever has gone on leave since their working time", async () => {
    const { ana, lead, start } = await house();
    const day = new Date(start.toISOString().slice(0, 10));
    const days = (count: number) => new Date(day.getTime() + count * 86_400_000);
    await database().leave.create({ data: { id: newId(), userId: ana.id, from: days(-2), to: days(3) } });
    await stepResponses(after(start, 10));
    await stepResponses(after(start, 60));
    expect(await mailsTo(ana)).toStrictEqual([]);
    expect(await ownersOf([lead])).toStrictEqual([ana.id]);
  });
});

test("a lead that arrives alone is asked for as well", async () => {
  const company = await makeCompany();
  const source = await makeSource({ companyId: company.id });
  const ana = await makeUser("employee", [company.id], { firstName: "Ana" });
  await setRules([ruleFor(company.id, [ana.id], { remind: 10 })]);
  const { leadId } = await settled(source.id, { nombre: "Juan Pérez", email: "juan@norte.test" });
  expect(await ownersOf([idOf({ leadId })])).toStrictEqual([ana.id]);
  await stepResponses(after(new Date(), 9));
  expect(await mailsTo(ana)).toStrictEqual([]);
  await stepResponses(after(new Date(), 11));
  expect(await mailsTo(ana)).toStrictEqual(["reminder"]);
});

test("is looked at again within the hour where leave put it off: leave may be taken back", async () => {
  const { ana, lead, start } = await house();
  const day = new Date(start.toISOString().slice(0, 10));
  const days = (count: number) => new Date(day.getTime() + count * 86_400_000);
  const leave = await database().leave.create({ data: { id: newId(), userId: ana.id, from: days(-2), to: days(9) } });
  await stepResponses(after(start, 10));
  await database().leave.delete({ where: { id: leave.id } });
  await stepResponses(after(start, 69));
  expect(await mailsTo(ana)).toStrictEqual([]);
  await stepResponses(after(start, 71));
  expect(await mailsTo(ana)).toStrictEqual(["reminder"]);
  expect(await ownersOf([lead])).toStrictEqual([ana.id]);
});
