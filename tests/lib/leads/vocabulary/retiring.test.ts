import { foldLeadCounts } from "@/lib/analytics/counts/commands";
import { homeView } from "@/lib/analytics/home/queries";
import { database } from "@/lib/core/db";
import { namersOf } from "@/lib/intake/naming/queries";
import { loadKeys } from "@/lib/intake/processing/queries";
import { listView, viewCount } from "@/lib/leads/list/view/queries";
import { changeStatus } from "@/lib/leads/status/commands";
import { addStatus, givePart, updateStatus } from "@/lib/leads/vocabulary/commands";
import { retire, revive, stepRetired } from "@/lib/leads/vocabulary/retiring/commands";
import { addTerm } from "@/lib/leads/vocabulary/terms/commands";
import { statusTerms } from "@/lib/leads/vocabulary/terms/queries";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import type { AddStatusInput } from "@/lib/leads/vocabulary/schema";

let made = 0;

async function newStatus(more: Partial<AddStatusInput> = {}) {
  const group = await database().statusGroup.findFirstOrThrow({ where: { key: "started" } });
  const label = `Estado ${++made}`;
  const ctx = ctxOf(await makeUser("admin"));
  const { id } = await addStatus(ctx, {
    ...{ labelEn: label, labelEs: label, groupId: group.id, standing: "active", tone: "blue" },
    ...{ asksReason: "no", asksDate: "no", asksAmount: "no" },
    ...more,
  });
  return { ctx, status: await database().status.findUniqueOrThrow({ where: { id } }) };
}

async function leadIn(companyId: string, status: string) {
  const lead = await makeLead(companyId);
  const manager = await makeUser("manager", [companyId]);
  await changeStatus(ctxOf(manager), { leadId: lead.id, statusId: status, seenStatusId: lead.statusId });
  return lead;
}

async function moveAll(): Promise<void> {
  while (await stepRetired());
}

const rowOf = (id: string) => database().lead.findUniqueOrThrow({ where: { id } });

describe("retiring a status", () => {
  test("moves each of its leads with one event and a span, in the name of who did it, and it is offered no more", async () => {
    const company = await makeCompany();
    const { ctx, status } = await newStatus();
    const leads = [await leadIn(company.id, status.id), await leadIn(company.id, status.id)];
    const successorId = await statusId("interested");
    const before = await Promise.all(leads.map(({ id }) => eventsOf(id)));
    expect(await retire(ctx, { kind: "status", id: status.id, successorId })).toStrictEqual({ leads: 2 });
    const manager = await makeUser("manager", [company.id]);
    const lead = await makeLead(company.id);
    await expect(
      changeStatus(ctxOf(manager), { leadId: lead.id, statusId: status.id, seenStatusId: lead.statusId }),
    ).rejects.toMatchObject({ code: "INVALID" });
    await moveAll();
    for (const [index, { id }] of leads.entries()) {
      expect(await rowOf(id)).toMatchObject({ statusId: successorId });
      const fresh = (await eventsOf(id)).slice(before[index]?.length);
      expect(fresh).toMatchObject([
        {
          name: "lead.statusChanged",
          actorLabel: "admin Tester",
          payload: { because: "retired" },
          changes: { status: { from: status.id, to: successorId } },
        },
      ]);
      const open = await database().leadSpan.findMany({ where: { leadId: id, kind: "status", to: null } });
      expect(open).toMatchObject([{ value: successorId }]);
    }
  });

  test("two that move at once move each lead once; what was cut off in the middle is gone on with", async () => {
    const company = await makeCompany();
    const { ctx, status } = await newStatus();
    const leads = await Promise.all([1, 2, 3].map(() => leadIn(company.id, status.id)));
    await retire(ctx, { kind: "status", id: status.id, successorId: await statusId("interested") });
    await Promise.all([stepRetired(), stepRetired()]);
    await moveAll();
    for (const { id } of leads) {
      const moved = (await eventsOf(id)).filter(({ payload }) => (payload as { because?: string }).because);
      expect(moved).toHaveLength(1);
    }
  });

  test("what comes to it afterwards is moved on as well", async () => {
    const company = await makeCompany();
    const { ctx, status } = await newStatus();
    await retire(ctx, { kind: "status", id: status.id, successorId: await statusId("contacted") });
    const lead = await makeLead(company.id);
    await database().lead.update({ where: { id: lead.id }, data: { statusId: status.id } });
    await moveAll();
    expect(await rowOf(lead.id)).toMatchObject({ statusId: await statusId("contacted") });
  });

  test("what names it means what took its place: a rule's key, an address of the list; also when that goes too", async () => {
    const company = await makeCompany();
    const [first, second] = [await newStatus(), await newStatus()];
    await leadIn(company.id, second.status.id);
    await retire(first.ctx, { kind: "status", id: first.status.id, successorId: second.status.id });
    const manager = await makeUser("manager", [company.id]);
    const shown = async () => {
      const view = await listView(ctxOf(manager), { status: first.status.key }, "es");
      expect(view.problems).toStrictEqual([]);
      return (await viewCount(ctxOf(manager), view)).total;
    };
    const named = async () => {
      const keys = await loadKeys(database(), { sources: new Map() });
      return keys.status.get(first.status.key);
    };
    expect([await named(), await shown()]).toStrictEqual([second.status.id, 1]);
    const last = await statusId("interested");
    await retire(first.ctx, { kind: "status", id: second.status.id, successorId: last });
    await moveAll();
    expect([await named(), await shown()]).toStrictEqual([last, 1]);
  });

  test("is refused for one with a part, to one out of use, twice, and to everybody but who manages settings", async () => {
    const { ctx, status } = await newStatus();
    const interested = await statusId("interested");
    const attempt = (id: string, successorId: string, by = ctx) => retire(by, { kind: "status", id, successorId });
    await expect(attempt(await statusId("pending"), interested)).rejects.toMatchObject({
      details: { reason: "partFirst" },
    });
    await expect(attempt(status.id, status.id)).rejects.toMatchObject({ fields: { successorId: "notValid" } });
    await expect(attempt(status.id, interested, ctxOf(await makeUser("manager")))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await attempt(status.id, interested);
    await expect(attempt(status.id, interested)).rejects.toMatchObject({ details: { reason: "retiredAlready" } });
    await expect(attempt(interested, status.id)).rejects.toMatchObject({ fields: { successorId: "notValid" } });
  });

  test("brought back it is offered again, and leads stay where they have come to", async () => {
    const company = await makeCompany();
    const { ctx, status } = await newStatus();
    const lead = await leadIn(company.id, status.id);
    await retire(ctx, { kind: "status", id: status.id, successorId: await statusId("interested") });
    await moveAll();
    await revive(ctx, { kind: "status", id: status.id });
    expect(await rowOf(lead.id)).toMatchObject({ statusId: await statusId("interested") });
    const { statuses } = await statusTerms(ctx);
    expect(statuses.find(({ id }) => id === status.id)).toMatchObject({ active: true, retired: null, leads: 0 });
  });
});

test("a retired lead type moves its leads with an event each, and a source that names it means the other", async () => {
  const company = await makeCompany();
  const ctx = ctxOf(await makeUser("admin"));
  const { id } = await addTerm(ctx, { kind: "leadType", labelEn: "Customs", labelEs: "Aduana" });
  const lead = await makeLead(company.id);
  await database().lead.update({ where: { id: lead.id }, data: { leadTypeId: id } });
  const other = await database().leadType.findUniqueOrThrow({ where: { key: "other" } });
  await retire(ctx, { kind: "leadType", id, successorId: other.id });
  await moveAll();
  expect(await rowOf(lead.id)).toMatchObject({ leadTypeId: other.id });
  expect((await eventsOf(lead.id)).at(-1)).toMatchObject({
    name: "lead.updated",
    changes: { leadTypeId: { from: id, to: other.id } },
  });
  const keys = await loadKeys(database(), { sources: new Map() });
  expect([keys.leadType.get(id), keys.leadType.get("customs")]).toStrictEqual([other.id, other.id]);
});

test("what names a status is told before it is retired", async () => {
  const admin = ctxOf(await makeUser("admin"));
  const rule = { id: "01890a5d-ac96-774b-bcce-b302099a8057", name: "Empleo", condition: { all: [] }, stop: false };
  await database().ruleVersion.create({
    data: {
      number: 900,
      rules: [{ ...rule, effect: { statusKey: "undefined" } }],
      otherwise: {},
      savedAt: new Date(),
      savedBy: "",
    },
  });
  const named = await namersOf(admin, { kind: "status", id: await statusId("undefined") });
  expect(named).toStrictEqual({ rules: [{ source: null, rule: "Empleo" }], sources: [], imports: [] });
  expect((await namersOf(admin, { kind: "status", id: await statusId("quoted") })).rules).toStrictEqual([]);
  await expect(
    namersOf(ctxOf(await makeUser("manager")), { kind: "status", id: await statusId("quoted") }),
  ).rejects.toMatchObject({ code: "FORBIDDEN" });
});

describe("home's numbers", () => {
  const NOW = () => new Date();

  test("stay true while leads move out of a retired status, and when a status comes to stand elsewhere", async () => {
    const company = await makeCompany();
    const manager = await makeUser("manager", [company.id]);
    const { ctx, status } = await newStatus({ standing: "active" });
    await leadIn(company.id, status.id);
    await leadIn(company.id, status.id);
    await makeLead(company.id);
    const phases = async () => {
      const { view } = await homeView(ctxOf(manager, { now: NOW }), { params: {}, locale: "en" });
      return [view.phases.cold.count, view.phases.active.count, view.phases.closed.count];
    };
    expect(await phases()).toStrictEqual([1, 2, 0]);
    await foldLeadCounts();
    const edit = (standing: "lost" | "cold", seen: "active" | "lost") =>
      updateStatus(ctx, { statusId: status.id, set: { standing }, seen: { standing: seen } });
    await edit("lost", "active");
    expect(await phases()).toStrictEqual([1, 0, 2]);
    await retire(ctx, { kind: "status", id: status.id, successorId: await statusId("interested") });
    await moveAll();
    expect(await phases()).toStrictEqual([1, 2, 0]);
    await foldLeadCounts();
    expect(await phases()).toStrictEqual([1, 2, 0]);
  });

  test("pending is wherever leads begin", async () => {
    const company = await makeCompany();
    const manager = await makeUser("manager", [company.id]);
    const { ctx, status } = await newStatus({ standing: "cold" });
    const pending = await statusId("pending");
    await leadIn(company.id, status.id);
    const count = async () => {
      const { view } = await homeView(ctxOf(manager, { now: NOW }), { params: {}, locale: "en" });
      return view.numbers.pending.count;
    };
    expect(await count()).toBe(0);
    await givePart(ctx, { part: "start", statusId: status.id, seenStatusId: pending });
    expect(await count()).toBe(1);
    await givePart(ctx, { part: "start", statusId: pending, seenStatusId: status.id });
    expect(await count()).toBe(0);
  });
});
