import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { leadAccess } from "@/lib/leads/access/queries";
import { requireLead } from "@/lib/leads/queries";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";

async function house() {
  const [company, other] = [await makeCompany(), await makeCompany(newId())];
  const people = {
    admin: await makeUser("admin"),
    executive: await makeUser("executive"),
    manager: await makeUser("manager", [company.id]),
    owner: await makeUser("employee", [company.id]),
    colleague: await makeUser("employee", [company.id]),
    elsewhere: await makeUser("manager", [other.id]),
  };
  const { id } = await makeLead(company.id, { defaultOwnerId: people.owner.id });
  const { number } = await database().lead.findUniqueOrThrow({ where: { id } });
  return { company, people, leadId: id, number };
}

test("says of everybody whether they see a lead, why, and what they may do to it", async () => {
  const { company, people, number } = await house();
  const access = await leadAccess(ctxOf(people.admin), number);
  expect(access).toMatchObject({ label: `L-${number}`, company: company.name });
  const told = Object.fromEntries(
    Object.entries(people).map(([who, { id }]) => {
      const found = access.people.find((person) => person.id === id);
      return [who, [found?.sees, found?.edits, found?.assigns, found?.why]];
    }),
  );
  expect(told).toStrictEqual({
    admin: [true, true, true, "everywhere"],
    executive: [true, false, false, "everywhere"],
    manager: [true, true, true, "company"],
    owner: [true, true, false, "owner"],
    colleague: [false, false, false, "notOwner"],
    elsewhere: [false, false, false, "otherCompany"],
  });
});

test("what it says of each is what a read of the lead answers them", async () => {
  const { people, number, leadId } = await house();
  const access = await leadAccess(ctxOf(people.admin), number);
  for (const person of Object.values(people)) {
    const said = access.people.find(({ id }) => id === person.id)?.sees;
    const read = await requireLead(ctxOf(person), leadId).then(
      () => true,
      () => false,
    );
    expect([person.roleKey, said]).toStrictEqual([person.roleKey, read]);
  }
});

test("a manager is told of nobody outside their companies; who may not see users or the lead is told nothing", async () => {
  const { people, number } = await house();
  const { people: told } = await leadAccess(ctxOf(people.manager), number);
  expect(told.map(({ id }) => id)).not.toContain(people.elsewhere.id);
  expect(told.map(({ id }) => id)).toContain(people.colleague.id);
  await expect(leadAccess(ctxOf(people.owner), number)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(leadAccess(ctxOf(people.elsewhere), number)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(leadAccess(ctxOf(people.admin), 2_000_000_000)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
