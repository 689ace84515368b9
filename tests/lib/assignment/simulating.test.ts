import { simulate } from "@/lib/assignment/simulating/queries";
import { database } from "@/lib/core/db";
import { arrive, ruleFor, setRules, workAlways } from "@/tests/support/assignment";
import type { Simulation } from "@/lib/assignment/simulating/schema";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";

beforeAll(workAlways);

const DAY = 86_400_000;
const QUIET = { progress: () => undefined, isStopped: () => false };

async function house() {
  const company = await makeCompany();
  const ana = await makeUser("employee", [company.id], { firstName: "Ana" });
  const luis = await makeUser("employee", [company.id], { firstName: "Luis" });
  const admin = await makeUser("admin");
  await setRules([]);
  for (let day = 10; day > 0; day--)
    await arrive(company.id, 1, { at: new Date(Date.now() - day * DAY), channel: "Web", defaultOwnerId: ana.id });
  return { company, ana, luis, admin };
}

/** Whom the leads of a simulation are, nobody's included. */
function allOf(simulation: Simulation | undefined) {
  const parts = simulation ? [...simulation.people, simulation.unowned] : [];
  return { now: sum(parts.map(({ now }) => now)), then: sum(parts.map(({ then }) => then)) };
}

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

/** Leads of the tests come from no source; as if they had one. */
async function withSource(companyId: string): Promise<void> {
  const leadType = await database().leadType.findUniqueOrThrow({ where: { key: "transport" } });
  const source = await database().source.create({
    data: {
      ...{ name: "Form", kind: "webhook", companyId, leadTypeId: leadType.id, timeZone: "UTC", defaultCountry: "AR" },
      ...{ tokenHash: companyId, tokenSealed: "" },
    },
  });
  await database().lead.updateMany({ where: { companyId }, data: { sourceId: source.id } });
}

describe("the simulator", () => {
  test("gives the past again by rules that aren't saved, and writes nothing", async () => {
    const { company, ana, luis, admin } = await house();
    await withSource(company.id);
    const before = await database().event.count();
    const draft = { ...ruleFor(company.id, [ana.id, luis.id]), id: undefined };
    const result = await simulate(
      ctxOf(admin),
      { rules: [draft], caps: { everybody: null, people: {} }, days: 30 },
      QUIET,
    );
    expect(result).toMatchObject({ leads: 10, unspoken: 0, waited: 0, rules: [{ place: 1, leads: 10 }] });
    expect(result?.people.find(({ id }) => id === ana.id)).toMatchObject({ now: 10, then: 5 });
    expect(result?.people.find(({ id }) => id === luis.id)).toMatchObject({ now: 0, then: 5 });
    expect(result?.unowned).toStrictEqual({ now: 0, then: 0 });
    // With a cap the rest would wait, without an owner: the sums agree.
    const caps = { everybody: 2, people: {} };
    const capped = await simulate(ctxOf(admin), { rules: [draft], caps, days: 30 }, QUIET);
    expect(allOf(capped)).toStrictEqual({ now: 10, then: 10 });
    expect(capped?.unowned).toStrictEqual({ now: 0, then: capped?.waiting });
    expect(capped?.waiting).toBeGreaterThan(0);
    expect(await database().event.count()).toBe(before);
    expect(await database().assignmentTurn.count({ where: { userId: luis.id } })).toBe(0);
  });

  test("says nothing where it was stopped, and nothing to whoever doesn't manage settings", async () => {
    const { company, ana, admin } = await house();
    const input = {
      rules: [ruleFor(company.id, [ana.id])],
      caps: { everybody: null, people: {} },
      days: 30 as const,
    };
    expect(await simulate(ctxOf(admin), input, { ...QUIET, isStopped: () => true })).toBeUndefined();
    const manager = await makeUser("manager", [company.id]);
    await expect(simulate(ctxOf(manager), input, QUIET)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const unreadable = { ...input.rules[0], condition: { field: "nothing", op: "is" as const, value: "x" } };
    await expect(
      simulate(ctxOf(admin), { ...input, rules: [{ ...ruleFor(company.id, [ana.id]), ...unreadable }] }, QUIET),
    ).rejects.toMatchObject({ code: "INVALID" });
  });
});
