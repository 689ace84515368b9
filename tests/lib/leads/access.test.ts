import { countKeysReading } from "@/lib/auth/keys/queries";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { leadAccess } from "@/lib/leads/access/queries";
import { requireLead } from "@/lib/leads/queries";
import { countWebhooksTelling } from "@/lib/webhooks/hearing/queries";
import { makeReader } from "@/tests/rights/planted";
import { makeKey } from "@/tests/support/api";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { owesSecondFactor } from "@/tests/support/owing";
import { makeWebhook } from "@/tests/support/webhooks";

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

test("whoever may not act sees it at this moment as little as anybody, whatever their role says; the reason is told", async () => {
  const { people, number, company } = await house();
  const owing = await owesSecondFactor(people.manager);
  await database().user.update({ where: { id: people.owner.id }, data: { outAt: new Date() } });
  const gone = await makeUser("manager", [company.id]);
  await database().user.update({ where: { id: gone.id }, data: { deactivatedAt: new Date() } });
  const access = await leadAccess(ctxOf(people.admin), number);
  const told = ({ id }: { id: string }) =>
    access.people
      .filter((person) => person.id === id)
      .map(({ sees, edits, assigns, why }) => [sees, edits, assigns, why]);
  expect(told(owing)).toStrictEqual([[false, false, false, "owes"]]);
  expect(told(people.owner)).toStrictEqual([[false, false, false, "out"]]);
  expect(told(gone)).toStrictEqual([]);
});

test("fields that somebody may only read are told", async () => {
  const { number, company, people } = await house();
  const grants = { "lead.read": "company", "lead.update": "company" } as const;
  const reader = await makeReader({ phone: "read", amount: "hidden" }, grants, [company.id]);
  const access = await leadAccess(ctxOf(people.admin), number);
  const found = access.people.find(({ id }) => id === reader.id);
  expect(found).toMatchObject({ edits: true, hidden: ["amount"], readOnly: ["phone"] });
});

test("programs that read the lead are counted: keys and webhooks that reach its company and whose people may act", async () => {
  const { people, company } = await house();
  const ctx = ctxOf(people.admin);
  const counted = async () => [await countKeysReading(ctx, company.id), await countWebhooksTelling(ctx, company.id)];
  const [keys = 0, hooks = 0] = await counted();
  const maker = await makeReader({});
  const { id } = await makeKey({ companyIds: [company.id] });
  await database().apiKey.update({ where: { id }, data: { madeById: maker.id } });
  await makeKey({ companyIds: [(await makeCompany()).id] });
  await makeKey({ companyIds: [company.id], permissions: ["lead.create"] });
  await makeKey({ companyIds: [company.id], permissions: ["intake.read"] });
  await makeWebhook({ companyIds: [company.id], maker });
  await makeWebhook({ companyIds: [company.id], events: ["user.created"] });
  await expect(counted()).resolves.toStrictEqual([keys + 2, hooks + 1]);
  await owesSecondFactor(maker);
  await expect(counted()).resolves.toStrictEqual([keys + 1, hooks]);
  await expect(countKeysReading(ctxOf(people.owner), company.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
