import { receiptsOf, storyOf } from "@/lib/assignment/receipts/queries";
import { database } from "@/lib/core/db";
import { assignLead } from "@/lib/leads/ownership/commands";
import { arrive, nth, ownersOf, ruleFor, setRules, workAlways } from "@/tests/support/assignment";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";

beforeAll(workAlways);

async function house() {
  const company = await makeCompany();
  const elsewhere = await makeCompany();
  const ana = await makeUser("employee", [company.id], { firstName: "Ana" });
  const luis = await makeUser("employee", [company.id], { firstName: "Luis" });
  const stranger = await makeUser("employee", [elsewhere.id], { firstName: "Otto" });
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const foreign = await makeUser("manager", [elsewhere.id]);
  await setRules([ruleFor(company.id, [ana.id, luis.id, stranger.id], { method: "leastOpen" })], {
    everybody: null,
    people: { [luis.id]: 1 },
  });
  const leads = await arrive(company.id, 3);
  return { ana, luis, stranger, manager, foreign, leads, company };
}

describe("a receipt", () => {
  test("tells who manages all of it, and names whom they don't see as nobody", async () => {
    const { ana, manager, leads } = await house();
    const [lead = ""] = leads.slice(-1);
    expect(await ownersOf([lead])).toStrictEqual([ana.id]);
    const { given } = await storyOf(ctxOf(manager), { leadId: lead });
    expect(given).toMatchObject({
      method: "leastOpen",
      candidates: 1,
      open: 1,
      rule: { place: 1, name: "Transporte" },
    });
    expect(given?.skipped).toStrictEqual([
      { name: "Luis Tester", why: "overCap" },
      { name: null, why: "otherCompany" },
    ]);
    const { assignments } = await receiptsOf(ctxOf(manager), { leadId: lead });
    expect(assignments[0]).toMatchObject({ to: "Ana Tester", isCut: false });
    expect(assignments[0]?.lines).toHaveLength(3);
  });

  test("tells an employee the sentence, and of colleagues nothing", async () => {
    const { ana, leads } = await house();
    const [lead = ""] = leads.slice(-1);
    const { given } = await storyOf(ctxOf(ana), { leadId: lead });
    expect(given).toMatchObject({ candidates: 1, open: 1, skipped: [] });
    const { assignments } = await receiptsOf(ctxOf(ana), { leadId: lead });
    expect(assignments[0]).toMatchObject({ isCut: true });
    expect(assignments[0]?.lines.map(({ name }) => name)).toStrictEqual(["Ana Tester"]);
  });

  test("doesn't exist for whoever doesn't see the lead", async () => {
    const { foreign, leads } = await house();
    await expect(receiptsOf(ctxOf(foreign), { leadId: nth(leads, 0) })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is kept of an assignment by hand too, with who and why", async () => {
    const { ana, luis, manager, leads } = await house();
    const [lead = ""] = leads.slice(-1);
    await assignLead(ctxOf(manager), { leadId: lead, ownerId: luis.id, seenOwnerId: ana.id, reason: "knows them" });
    const { assignments } = await receiptsOf(ctxOf(manager), { leadId: lead });
    expect(assignments).toHaveLength(2);
    expect(assignments[0]).toMatchObject({
      ...{ to: "Luis Tester", by: "Marta Tester", method: "by-hand", reason: "knows them", story: null },
    });
  });

  test("of what waits says since when, and who was asked", async () => {
    const { ana, luis, manager, company } = await house();
    await database().user.updateMany({ where: { id: { in: [ana.id, luis.id] } }, data: { deactivatedAt: new Date() } });
    const [lead = ""] = await arrive(company.id, 1);
    const { waiting } = await storyOf(ctxOf(manager), { leadId: lead });
    expect(waiting).toMatchObject({ rule: "Transporte", place: 1, behind: 0 });
    const { waiting: whole } = await receiptsOf(ctxOf(manager), { leadId: lead });
    expect(whole?.lines.map(({ why }) => why)).toStrictEqual(["deactivated", "deactivated", "otherCompany"]);
  });
});
