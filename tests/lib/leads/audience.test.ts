import { mayHear } from "@/lib/leads/audience";
import { assignLead } from "@/lib/leads/ownership/commands";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";

describe("who hears of a change to a lead", () => {
  async function handedOver() {
    const company = await makeCompany();
    const [manager, former, next, colleague] = await Promise.all([
      makeUser("manager", [company.id]),
      makeUser("employee", [company.id]),
      makeUser("employee", [company.id]),
      makeUser("employee", [company.id]),
    ]);
    const lead = await makeLead(company.id, { defaultOwnerId: former.id });
    await assignLead(ctxOf(manager), { leadId: lead.id, ownerId: next.id, seenOwnerId: former.id, reason: "" });
    const events = await eventsOf(lead.id);
    const handOver = events.findLast((event) => event.name === "lead.assigned") ?? { companyIds: [], ownerIds: [] };
    return { company, manager, former, next, colleague, handOver };
  }

  test("the former owner and the new one, and their manager", async () => {
    const { manager, former, next, handOver } = await handedOver();
    expect([manager, former, next].map((actor) => mayHear(actor)(handOver))).toStrictEqual([true, true, true]);
  });

  test("whoever reads every company", async () => {
    const { handOver } = await handedOver();
    expect(mayHear(await makeUser("executive"))(handOver)).toBe(true);
  });

  test("never a colleague, a manager elsewhere, or who may read no lead", async () => {
    const { colleague, manager, handOver } = await handedOver();
    const stranger = await makeUser("manager", [(await makeCompany()).id]);
    const nobody = { ...manager, permissions: {} };
    expect([colleague, stranger, nobody].map((actor) => mayHear(actor)(handOver))).toStrictEqual([false, false, false]);
  });
});
