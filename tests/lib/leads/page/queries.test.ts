import { storyOf } from "@/lib/assignment/receipts/queries";
import { database } from "@/lib/core/db";
import { addTouchpoint, updateLead } from "@/lib/leads/commands";
import { logContact, setContactOutcome } from "@/lib/leads/contact/commands";
import { addNote } from "@/lib/leads/notes/commands";
import { possibleOwners } from "@/lib/leads/ownership/queries";
import { leadPage } from "@/lib/leads/page/queries";
import { timelineOf } from "@/lib/leads/timeline/queries";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { statementsOf } from "@/tests/support/statements";
import type { UserActor } from "@/lib/core/ctx";
import type { Lead } from "@/lib/core/prisma/client";

async function house() {
  const company = await makeCompany();
  const other = await makeCompany();
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const colleague = await makeUser("employee", [company.id], { firstName: "Sofía" });
  const executive = await makeUser("executive", []);
  const stranger = await makeUser("manager", [other.id]);
  const lead = await makeLead(company.id, { defaultOwnerId: employee.id, email: "ana@firma.test", firm: "Firma S.A." });
  return { company, other, manager, employee, colleague, executive, stranger, lead };
}

const page = (actor: UserActor, lead: Lead) => leadPage(ctxOf(actor), { number: lead.number, locale: "en" });

describe("who sees a lead's page", () => {
  test("its owner, its company's manager and an executive do; a colleague and another company's manager don't", async () => {
    const { lead, employee, manager, executive, colleague, stranger } = await house();
    for (const actor of [employee, manager, executive]) {
      await expect(page(actor, lead)).resolves.toMatchObject({ lead: { id: lead.id } });
    }
    for (const actor of [colleague, stranger]) {
      await expect(page(actor, lead)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  test("a number that no lead has is answered like one that may not be seen", async () => {
    const { manager, lead } = await house();
    const missing = leadPage(ctxOf(manager), { number: lead.number + 1_000_000, locale: "en" });
    await expect(missing).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("only what the actor may do is offered", async () => {
    const { lead, employee, manager, executive } = await house();
    expect((await page(employee, lead)).lead.can).toStrictEqual({
      update: true,
      status: true,
      contact: true,
      assign: false,
      merge: false,
    });
    expect((await page(manager, lead)).lead.can.assign).toBe(true);
    expect((await page(executive, lead)).lead.can).toStrictEqual({
      update: false,
      status: false,
      contact: false,
      assign: false,
      merge: false,
    });
  });
});

describe("other leads of the same person or firm", () => {
  test("are found by mail and by firm, the same person first, and never the lead itself", async () => {
    const { company, manager, lead } = await house();
    const byFirm = await makeLead(company.id, { email: "luis@firma.test", firm: "FIRMA s.a." });
    const byMail = await makeLead(company.id, { email: "ANA@firma.test" });
    await makeLead(company.id, { email: "otra@persona.test", firm: "Otra" });
    const { related } = await page(manager, lead);
    expect(related.map(({ id, shares }) => ({ id, shares }))).toStrictEqual([
      { id: byMail.id, shares: "email" },
      { id: byFirm.id, shares: "firm" },
    ]);
  });

  test("that one may not see aren't there", async () => {
    const { company, other, employee, lead } = await house();
    await makeLead(other.id, { email: "ana@firma.test" });
    await makeLead(company.id, { email: "ana@firma.test" });
    expect((await page(employee, lead)).related).toStrictEqual([]);
  });
});

describe("the question how it went", () => {
  test("waits in the database for the one who tried, and nobody else, until it is answered", async () => {
    const { lead, employee, manager } = await house();
    const { attemptId } = await logContact(ctxOf(employee), {
      leadId: lead.id,
      channel: "call",
      outcome: "pending",
      note: "",
    });
    expect((await page(employee, lead)).openAttempts).toMatchObject([{ id: attemptId, channel: "call" }]);
    expect((await page(manager, lead)).openAttempts).toStrictEqual([]);
    await setContactOutcome(ctxOf(employee), { attemptId, outcome: "reached", note: "" });
    expect((await page(employee, lead)).openAttempts).toStrictEqual([]);
  });
});

describe("the management message", () => {
  const write = (actor: UserActor, lead: Lead, to: string) =>
    updateLead(ctxOf(actor), {
      leadId: lead.id,
      set: { managementMessage: to },
      seen: { managementMessage: "" },
      country: "AR",
    });

  test("is written by whoever assigns, and says by whom", async () => {
    const { lead, manager, employee } = await house();
    await write(manager, lead, "Call them today");
    expect((await page(employee, lead)).lead).toMatchObject({
      managementMessage: "Call them today",
      managementMessageBy: { name: "Marta Tester" },
    });
  });

  test("can't be written by its reader", async () => {
    const { lead, employee } = await house();
    await expect(write(employee, lead, "I am the boss")).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("who can be given a lead", () => {
  test("people of its company who work on leads, with what they have open; not an executive, a stranger or somebody gone", async () => {
    const { company, lead, manager, employee, colleague } = await house();
    const gone = await makeUser("employee", [company.id]);
    await database().user.update({ where: { id: gone.id }, data: { deactivatedAt: new Date() } });
    const people = await possibleOwners(ctxOf(manager), { leadId: lead.id });
    expect(people.map(({ id, openLeads }) => ({ id, openLeads }))).toStrictEqual([
      { id: employee.id, openLeads: 1 },
      { id: manager.id, openLeads: 0 },
      { id: colleague.id, openLeads: 0 },
    ]);
  });

  test("isn't told to who may not assign, nor to who may not see the lead", async () => {
    const { lead, employee, stranger } = await house();
    const asked = (actor: UserActor) => possibleOwners(ctxOf(actor), { leadId: lead.id });
    await expect(asked(employee)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(asked(stranger)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

test("the page costs the same few statements whatever the lead's past", async () => {
  const { lead, manager, employee } = await house();
  const few = await statements(manager, lead);
  for (let round = 0; round < 20; round++) {
    await addNote(ctxOf(employee), { leadId: lead.id, body: `Note ${round}` });
    await addTouchpoint(ctxOf(manager), lead.id, {
      sourceId: null,
      deliveryId: null,
      submittedAt: new Date(),
      receivedAt: new Date(),
      message: "again",
      service: "",
      pageUrl: "",
      referrer: "",
      utm: { source: "", medium: "", campaign: "", term: "", content: "" },
      values: {},
    });
  }
  const many = await statements(manager, lead);
  // Beside these stand the session's one and the layout's two; what both read here is read once in a request: twelve in all.
  expect(few).toBeLessThanOrEqual(9);
  expect(few).toBeGreaterThan(3);
  expect(many).toBeLessThanOrEqual(few);
});

/** How many statements reading the page sends to the database. */
async function statements(actor: UserActor, lead: Lead): Promise<number> {
  const ctx = ctxOf(actor);
  const { sent } = await statementsOf(async () => {
    await leadPage(ctx, { number: lead.number, locale: "en" });
    await timelineOf(ctx, { leadId: lead.id, filter: "all", before: null, locale: "en" });
    await storyOf(ctx, { leadId: lead.id });
  });
  return sent.length;
}
