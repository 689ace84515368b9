import { database } from "@/lib/core/db";
import { fairness, fairnessRows } from "@/lib/assignment/fairness/queries";
import { FIGURES } from "@/lib/assignment/fairness/schema";
import { weekOf } from "@/lib/assignment/fairness/weeks";
import { stepResponses } from "@/lib/assignment/responding/commands";
import { startBulk, undoBulk } from "@/lib/leads/bulk/changing/commands";
import { stepBulkChanges } from "@/lib/leads/bulk/changing/stepping/commands";
import { logContact } from "@/lib/leads/contact/commands";
import { assignLead, takeBackAssignment } from "@/lib/leads/ownership/commands";
import { arrive, ruleFor, setRules, workAlways } from "@/tests/support/assignment";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";

beforeAll(workAlways);

const MINUTE = 60_000;

async function house() {
  const company = await makeCompany();
  const ana = await makeUser("employee", [company.id], { firstName: "Ana" });
  const luis = await makeUser("employee", [company.id], { firstName: "Luis" });
  const manager = await makeUser("manager", [company.id]);
  await setRules([ruleFor(company.id, [ana.id, luis.id], { takeBack: 30 })]);
  const at = new Date();
  const [first = "", second = ""] = await arrive(company.id, 2, { at });
  await logContact(ctxOf(ana, { now: () => new Date(at.getTime() + 20 * MINUTE) }), {
    ...{ leadId: first, channel: "call", outcome: "reached", note: "" },
  });
  await stepResponses(() => new Date(at.getTime() + 30 * MINUTE));
  return { company, ana, luis, manager, first, second, at };
}

describe("the report of a week", () => {
  test("counts what each got, lost and answered, and every number is as many rows", async () => {
    const { ana, luis, manager, at } = await house();
    const ctx = ctxOf(manager, { now: () => at });
    const { week, people } = await fairness(ctx, { week: null });
    expect(people.map(({ name }) => name)).toStrictEqual(["Ana Tester", "Luis Tester"]);
    expect(people.find(({ id }) => id === ana.id)).toMatchObject({
      given: 2,
      takenBack: 0,
      responded: 1,
      medianResponse: 20,
    });
    expect(people.find(({ id }) => id === luis.id)).toMatchObject({
      given: 1,
      takenBack: 1,
      responded: 0,
      medianResponse: null,
    });
    for (const person of people) {
      for (const figure of FIGURES) {
        const { rows, total } = await fairnessRows(ctx, { week, personId: person.id, figure });
        expect([figure, rows.length, total]).toStrictEqual([figure, person[figure], person[figure]]);
      }
    }
  });

  test("doesn't count what was inherited from somebody who left", async () => {
    const { ana, luis, manager, second, at } = await house();
    const given = async (method: string) => {
      await database().assignment.create({
        data: { leadId: second, ownerId: ana.id, actorId: manager.id, method, reason: "", occurredAt: at },
      });
      const { people } = await fairness(ctxOf(manager, { now: () => at }), { week: null });
      return people.map((one) => [one.id, one.given]);
    };
    const others = [luis.id, 1];
    expect(await given("hand-over")).toStrictEqual([[ana.id, 2], others]);
    expect(await given("by-hand")).toStrictEqual([[ana.id, 3], others]);
  });

  test("doesn't count what was given by mistake and undone, one lead or many", async () => {
    const { company, ana, luis, manager, first, at } = await house();
    const now = () => at;
    const ctx = ctxOf(manager, { now });
    const counted = async () => {
      const { week, people } = await fairness(ctx, { week: null });
      const { total } = await fairnessRows(ctx, { week, personId: luis.id, figure: "given" });
      expect(people.find(({ id }) => id === luis.id)?.given).toBe(total);
      return total;
    };
    expect(await counted()).toBe(1);
    const other = await makeLead(company.id, { at });
    const toLuis = { kind: "owner" as const, ownerId: luis.id, reason: "" };
    const { changeId } = await startBulk(ctx, { selection: { ids: [first, other.id] }, set: toLuis });
    while (await stepBulkChanges());
    expect(await counted()).toBe(3);
    await undoBulk(ctx, { changeId });
    while (await stepBulkChanges());
    expect(await counted()).toBe(1);
    const seenOwnerId = ana.id;
    const { assignmentId } = await assignLead(ctxOf(manager), {
      ...{ leadId: first, ownerId: luis.id, seenOwnerId, reason: "" },
    });
    expect(await counted()).toBe(2);
    await takeBackAssignment(ctxOf(manager), { assignmentId });
    expect(await counted()).toBe(1);
    // What was given on to somebody else was had.
    await assignLead(ctxOf(manager), { leadId: other.id, ownerId: luis.id, seenOwnerId: null, reason: "" });
    await assignLead(ctxOf(manager), { leadId: other.id, ownerId: ana.id, seenOwnerId: luis.id, reason: "" });
    expect(await counted()).toBe(2);
  });

  test("says of a response only whose the lead was then", async () => {
    const { company, ana, luis, manager, at } = await house();
    const minutes = (count: number) => () => new Date(at.getTime() + count * MINUTE);
    const lead = await makeLead(company.id, { at });
    const give = (ownerId: string, seenOwnerId: string | null, after: number) =>
      assignLead(ctxOf(manager, { now: minutes(after) }), { leadId: lead.id, ownerId, seenOwnerId, reason: "" });
    const responded = async () => {
      const { people } = await fairness(ctxOf(manager, { now: () => at }), { week: null });
      return [ana, luis].map(({ id }) => people.find((one) => one.id === id)?.responded);
    };
    const before = await responded();
    await give(ana.id, null, 1);
    await give(luis.id, ana.id, 2);
    // By mistake, and at once his again.
    const { assignmentId } = await give(ana.id, luis.id, 3);
    await takeBackAssignment(ctxOf(manager, { now: minutes(4) }), { assignmentId });
    await logContact(ctxOf(luis, { now: minutes(5) }), {
      ...{ leadId: lead.id, channel: "call", outcome: "reached", note: "" },
    });
    await give(ana.id, luis.id, 6);
    expect(before).toStrictEqual([1, 0]);
    expect(await responded()).toStrictEqual([1, 1]);
  });

  test("tells an employee of themselves, a manager of another company nothing", async () => {
    const { ana, luis, at } = await house();
    const own = await fairness(ctxOf(ana, { now: () => at }), { week: null });
    expect(own.people.map(({ id }) => id)).toStrictEqual([ana.id]);
    await expect(
      fairnessRows(ctxOf(ana, { now: () => at }), { week: own.week, personId: luis.id, figure: "given" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    const foreign = await makeUser("manager", [(await makeCompany()).id]);
    expect((await fairness(ctxOf(foreign, { now: () => at }), { week: null })).people).toStrictEqual([]);
  });
});

test("a week is Monday to Sunday by the organisation's clock, whatever day of it is asked for", () => {
  const at = { now: new Date("2026-11-30T01:00:00Z"), timeZone: "America/Argentina/Buenos_Aires" };
  // There it is still Sunday.
  expect(weekOf(null, at).week).toBe("2026-11-23");
  const asked = weekOf("2026-11-26", at);
  expect(asked).toStrictEqual({
    ...{ week: "2026-11-23", from: new Date("2026-11-23T03:00:00Z"), to: new Date("2026-11-30T03:00:00Z") },
  });
  expect(weekOf("2026-13-45", at).week).toBe("2026-11-23");
});
