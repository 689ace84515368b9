import { database } from "@/lib/core/db";
import { assignLead, takeBackAssignment } from "@/lib/leads/ownership/commands";
import { possibleOwners } from "@/lib/leads/ownership/queries";
import { changeStatus } from "@/lib/leads/status/commands";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";

async function house() {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const other = await makeUser("employee", [company.id], { firstName: "Olga" });
  const executive = await makeUser("executive", [company.id]);
  return { company, manager, employee, other, executive };
}

type Owned = { id: string; ownerId: string | null };

const assign = (actor: UserActor, lead: Owned, ownerId: string | null) =>
  assignLead(ctxOf(actor), { leadId: lead.id, ownerId, seenOwnerId: lead.ownerId, reason: "" });
const takeBack = (actor: UserActor, assignmentId: string) => takeBackAssignment(ctxOf(actor), { assignmentId });
const leadNow = (id: string) => database().lead.findUniqueOrThrow({ where: { id } });

describe("an owner", () => {
  test("is never somebody who can't work leads: offered to nobody, and refused", async () => {
    const { company, manager, employee, executive } = await house();
    const gone = await makeUser("employee", [company.id]);
    await database().user.update({ where: { id: gone.id }, data: { deactivatedAt: new Date() } });
    const out = await makeUser("employee", [company.id]);
    await database().user.update({ where: { id: out.id }, data: { outAt: new Date() } });
    const lead = await makeLead(company.id);
    const offered = (await possibleOwners(ctxOf(manager), { leadId: lead.id })).map(({ id }) => id);
    expect(offered).toContain(employee.id);
    for (const { id } of [executive, gone, out]) {
      expect(offered).not.toContain(id);
      await expect(assign(manager, lead, id)).rejects.toMatchObject({ code: "INVALID" });
    }
    expect(await leadNow(lead.id)).toMatchObject({ ownerId: null, statusId: lead.statusId });
  });

  test("is suggested who had this person before, with what they have open", async () => {
    const { company, manager, employee, other } = await house();
    const before = await makeLead(company.id, { defaultOwnerId: employee.id });
    const lead = await makeLead(company.id);
    await database().lead.update({ where: { id: lead.id }, data: { previousLeadId: before.id } });
    const people = await possibleOwners(ctxOf(manager), { leadId: lead.id });
    expect(people.find(({ id }) => id === employee.id)).toMatchObject({ suggested: "before", openLeads: 1 });
    expect(people.find(({ id }) => id === other.id)).toMatchObject({ suggested: null, openLeads: 0 });
  });
});

describe("taking an assignment back", () => {
  test("restores owner and status, with an event for each", async () => {
    const { company, manager, employee } = await house();
    const lead = await makeLead(company.id);
    const { assignmentId, statusId: after } = await assign(manager, lead, employee.id);
    expect(after).toBe(await statusId("assigned"));
    const told = (await eventsOf(lead.id)).length;
    await takeBack(manager, assignmentId);
    expect((await eventsOf(lead.id)).slice(told).map(({ name }) => name)).toStrictEqual([
      "lead.assigned",
      "lead.statusChanged",
    ]);
    expect(await leadNow(lead.id)).toMatchObject({ ownerId: null, statusId: lead.statusId, assignedAt: null });
    const open = await database().leadSpan.findMany({ where: { leadId: lead.id, to: null } });
    expect(open.map(({ kind, value }) => ({ kind, value }))).toStrictEqual([{ kind: "status", value: lead.statusId }]);
  });

  test("gives the lead back to whoever had it, and leaves a status that it didn't move", async () => {
    const { company, manager, employee, other } = await house();
    const lead = await makeLead(company.id, { defaultOwnerId: employee.id });
    const quoted = await statusId("quoted");
    await changeStatus(ctxOf(manager), {
      leadId: lead.id,
      statusId: quoted,
      seenStatusId: lead.statusId,
      amountCents: 100,
    });
    const { assignmentId } = await assign(manager, lead, other.id);
    await takeBack(manager, assignmentId);
    expect(await leadNow(lead.id)).toMatchObject({ ownerId: employee.id, statusId: quoted });
  });

  test("leaves a status that somebody has changed since", async () => {
    const { company, manager, employee } = await house();
    const lead = await makeLead(company.id);
    const { assignmentId, statusId: assigned } = await assign(manager, lead, employee.id);
    const contacted = await statusId("contacted");
    await changeStatus(ctxOf(employee), { leadId: lead.id, statusId: contacted, seenStatusId: assigned });
    await takeBack(manager, assignmentId);
    expect(await leadNow(lead.id)).toMatchObject({ ownerId: null, statusId: contacted });
  });

  test("is a conflict once somebody gave the lead on", async () => {
    const { company, manager, employee, other } = await house();
    const lead = await makeLead(company.id);
    const { assignmentId } = await assign(manager, lead, employee.id);
    await assign(manager, { id: lead.id, ownerId: employee.id }, other.id);
    await expect(takeBack(manager, assignmentId)).rejects.toMatchObject({
      code: "CONFLICT",
      details: { field: "owner", to: "Olga Tester" },
    });
    expect(await leadNow(lead.id)).toMatchObject({ ownerId: other.id });
  });

  test("is refused to who may not assign, and unknown where the lead is", async () => {
    const { company, manager, employee } = await house();
    const stranger = await makeUser("manager", [(await makeCompany()).id]);
    const lead = await makeLead(company.id);
    const { assignmentId } = await assign(manager, lead, employee.id);
    await expect(takeBack(employee, assignmentId)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(takeBack(stranger, assignmentId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await leadNow(lead.id)).toMatchObject({ ownerId: employee.id });
  });
});
