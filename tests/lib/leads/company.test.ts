import { database } from "@/lib/core/db";
import { mayHear } from "@/lib/leads/audience";
import { updateLead } from "@/lib/leads/commands";
import { leadPage } from "@/lib/leads/page/queries";
import { timeline } from "@/lib/leads/timeline/queries";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";
import type { Lead } from "@/lib/core/prisma/client";

async function house() {
  const [here, there, elsewhere] = [await makeCompany("Acá"), await makeCompany("Allá"), await makeCompany("Lejos")];
  const manager = await makeUser("manager", [here.id, there.id]);
  const ofHere = await makeUser("manager", [here.id]);
  const ofThere = await makeUser("manager", [there.id]);
  const employee = await makeUser("employee", [here.id, there.id]);
  const lead = await makeLead(here.id, { defaultOwnerId: employee.id });
  return { here, there, elsewhere, manager, ofHere, ofThere, employee, lead };
}

const move = (actor: UserActor, lead: Lead, companyId: string, seen = lead.companyId) =>
  updateLead(ctxOf(actor), { leadId: lead.id, set: { companyId }, seen: { companyId: seen }, country: "AR" });
const companyOf = async (lead: Lead) => (await database().lead.findUniqueOrThrow({ where: { id: lead.id } })).companyId;

test("a lead goes to another company: one event, heard by those who saw it before and those who see it now", async () => {
  const { here, there, manager, ofHere, ofThere, lead } = await house();
  const before = (await eventsOf(lead.id)).length;
  await expect(move(manager, lead, there.id)).resolves.toStrictEqual({ changed: ["companyId"] });
  await expect(companyOf(lead)).resolves.toBe(there.id);
  const [event, ...others] = (await eventsOf(lead.id)).slice(before);
  expect(others).toStrictEqual([]);
  expect(event).toMatchObject({ name: "lead.updated", changes: { companyId: { from: here.id, to: there.id } } });
  const heard = (actor: UserActor) => [event].filter((one) => one !== undefined).map(mayHear(actor));
  expect([ofHere, ofThere].flatMap(heard)).toStrictEqual([true, true]);

  const page = (actor: UserActor) => leadPage(ctxOf(actor), { number: lead.number, locale: "es" });
  await expect(page(ofHere)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(page(ofThere)).resolves.toMatchObject({ lead: { company: { name: "Allá" } } });
  const told = await timeline(ctxOf(ofThere), { leadId: lead.id, filter: "changes", before: null, locale: "es" });
  expect(told.entries[0]).toMatchObject({ changes: [{ field: "companyId", from: "Acá", to: "Allá" }] });
});

test("its owner doesn't move it, nor anybody to where they assign nothing or to a company out of use", async () => {
  const { there, elsewhere, manager, ofHere, ofThere, employee, lead } = await house();
  await expect(move(employee, lead, there.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(move(ofThere, lead, there.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const refused = { code: "INVALID", fields: { companyId: "notValid" } };
  await expect(move(ofHere, lead, there.id)).rejects.toMatchObject(refused);
  await expect(move(manager, lead, elsewhere.id)).rejects.toMatchObject(refused);
  await database().company.update({ where: { id: there.id }, data: { active: false } });
  await expect(move(manager, lead, there.id)).rejects.toMatchObject(refused);
  await expect(companyOf(lead)).resolves.toBe(lead.companyId);
});

test("who was second is told; other fields hold", async () => {
  const { here, there, manager, lead } = await house();
  await move(manager, lead, there.id);
  await expect(move(manager, lead, there.id, here.id)).rejects.toMatchObject({
    code: "CONFLICT",
    details: { field: "companyId", by: "manager Tester" },
  });
  const other = { leadId: lead.id, set: { firm: "Firma" }, seen: { firm: "" }, country: "AR" };
  await expect(updateLead(ctxOf(manager), other)).resolves.toStrictEqual({ changed: ["firm"] });
});

test("only those who may move it are offered companies, and only theirs", async () => {
  const { manager, ofHere, employee, lead } = await house();
  const offered = async (actor: UserActor) =>
    (await leadPage(ctxOf(actor), { number: lead.number, locale: "es" })).companies.map(({ name }) => name);
  await expect(offered(manager)).resolves.toStrictEqual(["Acá", "Allá"]);
  await expect(offered(ofHere)).resolves.toStrictEqual(["Acá"]);
  await expect(offered(employee)).resolves.toStrictEqual([]);
});
