import { drainWaiting } from "@/lib/assignment/waiting/commands";
import { saveAssignment } from "@/lib/assignment/rules/commands";
import { assignmentChoices, assignmentVersions, currentAssignment } from "@/lib/assignment/rules/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { openAssigner } from "@/lib/assignment/assigning/commands";
import { readAssignment } from "@/lib/assignment/rules/queries";
import { startBulk, undoBulk } from "@/lib/leads/bulk/changing/commands";
import { stepBulkChanges } from "@/lib/leads/bulk/changing/stepping/commands";
import { createLead } from "@/lib/leads/commands";
import { createLeads } from "@/lib/leads/batch/commands";
import { assignLead, takeBackAssignment } from "@/lib/leads/ownership/commands";
import { changeStatus } from "@/lib/leads/status/commands";
import { arrive, countBy, nth, ownersOf, ruleFor, setRules, workAlways } from "@/tests/support/assignment";
import { ctxOf, eventsOf, makeCompany, makeUser, newLead, statusId } from "@/tests/support/house";
import type { NewLead } from "@/lib/leads/commands";

beforeAll(workAlways);

async function house(people = 3) {
  const company = await makeCompany();
  const team = await Promise.all(
    Array.from({ length: people }, (_, index) => makeUser("employee", [company.id], { firstName: `P${index}` })),
  );
  return { company, team, ids: team.map(({ id }) => id) };
}

/** The same lead, as a batch makes it or as it is made alone. */
async function made(input: NewLead, at: Date, together: boolean): Promise<string> {
  const ctx = systemCtx("test", { now: () => at });
  return mutate(ctx, async (tx) => {
    const assigner = await openAssigner(tx, await readAssignment(tx), { at, isOpen: () => true });
    const [lead] = together
      ? await createLeads(tx, [{ ctx, input }], assigner?.decide)
      : [await createLead({ ...ctx, tx }, input, assigner?.decide)];
    await assigner?.close();
    return lead?.id ?? "";
  });
}

const leadNow = (id: string) => database().lead.findUniqueOrThrow({ where: { id } });
const waitingNow = (leadIds: string[]) => database().waitingLead.count({ where: { leadId: { in: leadIds } } });

describe("new leads", () => {
  test("are given in turn, become assigned, and each keeps a receipt that nobody can change", async () => {
    const { company, ids } = await house();
    const rule = ruleFor(company.id, ids);
    const version = await setRules([rule]);
    const leads = await arrive(company.id, 7);
    const owners = await ownersOf(leads);
    expect([...countBy(owners).values()].sort()).toStrictEqual([2, 2, 3]);
    expect(owners.slice(0, 3).sort()).toStrictEqual([...ids].sort());
    const [first = ""] = leads;
    expect(await leadNow(first)).toMatchObject({ statusId: await statusId("assigned"), ownerId: owners[0] });
    const assignment = await database().assignment.findFirstOrThrow({ where: { leadId: first } });
    expect(assignment).toMatchObject({ method: "assignment", reason: "Transporte", ownerId: owners[0] });
    expect(assignment.receipt).toMatchObject({ rule: { id: rule.id, place: 1, version }, method: "roundRobin" });
    await expect(database().assignment.update({ where: { id: assignment.id }, data: { receipt: {} } })).rejects.toThrow(
      /written once/,
    );
  });

  test("made together or one at a time are the same: row, spans, assignment and events", async () => {
    const { company, ids } = await house(1);
    await setRules([ruleFor(company.id, ids)]);
    const at = new Date();
    const input = await newLead(company.id, { at });
    const told = async (id: string) => {
      const [lead, spans, events] = await Promise.all([
        leadNow(id),
        database().leadSpan.findMany({ where: { leadId: id }, orderBy: [{ kind: "asc" }, { to: "asc" }] }),
        eventsOf(id),
      ]);
      const { statusId: status, ownerId, assignedAt, statusChangedAt } = lead;
      return {
        lead: { status, ownerId, assignedAt, statusChangedAt },
        spans: spans.map(({ kind, value, from, to }) => ({ kind, value, from, to })),
        events: events.map(({ name, changes, companyIds, ownerIds }) => ({ name, changes, companyIds, ownerIds })),
      };
    };
    const [together, alone] = [await made(input, at, true), await made(input, at, false)];
    expect(await told(together)).toStrictEqual(await told(alone));
  });

  test("of whom no rule speaks stay with their default owner, pending", async () => {
    const { company, ids } = await house(2);
    await setRules([ruleFor(newId(), ids)]);
    const [lead = ""] = await arrive(company.id, 1, { defaultOwnerId: nth(ids, 1) });
    expect(await leadNow(lead)).toMatchObject({ ownerId: ids[1], statusId: await statusId("pending") });
  });

  test("that are history are given to nobody, and don't wait", async () => {
    const { company, ids } = await house(1);
    await setRules([ruleFor(company.id, ids)]);
    const leads = await arrive(company.id, 2, { history: true });
    expect(await ownersOf(leads)).toStrictEqual([null, null]);
    expect(await waitingNow(leads)).toBe(0);
  });

  test("are never given to whom they can't be, and the receipt says why", async () => {
    const { company, ids } = await house(2);
    const elsewhere = await makeUser("employee", [(await makeCompany()).id]);
    const gone = await makeUser("employee", [company.id]);
    const out = await makeUser("employee", [company.id]);
    const away = await makeUser("employee", [company.id]);
    await setRules([ruleFor(company.id, [elsewhere.id, gone.id, out.id, away.id, ...ids])]);
    await database().user.update({ where: { id: out.id }, data: { outAt: new Date() } });
    await database().user.update({ where: { id: gone.id }, data: { deactivatedAt: new Date() } });
    const day = new Date(new Date().toISOString().slice(0, 10));
    const [from, to] = [-2, 2].map((days) => new Date(day.getTime() + days * 86_400_000)) as [Date, Date];
    await database().leave.create({ data: { id: newId(), userId: away.id, from, to } });
    const leads = await arrive(company.id, 4);
    expect(new Set(await ownersOf(leads))).toStrictEqual(new Set(ids));
    const { receipt } = await database().assignment.findFirstOrThrow({ where: { leadId: nth(leads, 0) } });
    const { people } = receipt as { people: { id: string; why?: string }[] };
    expect(Object.fromEntries(people.map(({ id, why }) => [id, why]))).toMatchObject({
      [elsewhere.id]: "otherCompany",
      [gone.id]: "deactivated",
      [out.id]: "deactivated",
      [away.id]: "onLeave",
    });
  });
});

describe("caps", () => {
  test("hold with eight batches at once: nobody gets more, and the rest waits", async () => {
    const { company, ids } = await house(3);
    await setRules([ruleFor(company.id, ids, { method: "leastOpen" })], { everybody: 5, people: {} });
    const batches = await Promise.all(Array.from({ length: 8 }, () => arrive(company.id, 4)));
    const counts = countBy(await ownersOf(batches.flat()));
    expect(ids.map((id) => counts.get(id))).toStrictEqual([5, 5, 5]);
    expect(counts.get(null)).toBe(32 - 15);
    expect(await waitingNow(batches.flat())).toBe(32 - 15);
  });

  test("turns hold with eight batches at once: nobody is skipped or served twice", async () => {
    const { company, ids } = await house(4);
    await setRules([ruleFor(company.id, ids)]);
    const batches = await Promise.all(Array.from({ length: 8 }, () => arrive(company.id, 5)));
    expect([...countBy(await ownersOf(batches.flat())).values()]).toStrictEqual([10, 10, 10, 10]);
  });

  test("of a rule count for that rule only, and don't bind who assigns by hand", async () => {
    const { company, ids } = await house(1);
    await setRules([ruleFor(company.id, ids, { cap: 1 })]);
    const [first = "", second = ""] = await arrive(company.id, 2);
    expect(await ownersOf([first, second])).toStrictEqual([ids[0], null]);
    const manager = await makeUser("manager", [company.id]);
    await assignLead(ctxOf(manager), {
      leadId: second,
      ownerId: nth(ids, 0),
      seenOwnerId: null,
      reason: "urgent",
    });
    expect(await ownersOf([second])).toStrictEqual([ids[0]]);
  });
});

describe("what is killed in the middle", () => {
  test("leaves neither a lead nor a turn", async () => {
    const { company, ids } = await house(3);
    const rule = ruleFor(company.id, ids);
    await setRules([rule]);
    const at = new Date();
    const input = await newLead(company.id);
    await expect(
      mutate(systemCtx("test"), async (tx) => {
        const assigner = await openAssigner(tx, await readAssignment(tx), { at, isOpen: () => true });
        await createLeads(tx, [{ ctx: systemCtx("test"), input }], assigner?.decide);
        await assigner?.close();
        throw new Error("killed");
      }),
    ).rejects.toThrow("killed");
    expect(await database().assignmentTurn.count({ where: { ruleId: rule.id } })).toBe(0);
    expect([...countBy(await ownersOf(await arrive(company.id, 3))).values()]).toStrictEqual([1, 1, 1]);
  });
});

describe("the queue", () => {
  test("drains in the order of arrival as soon as somebody is free", async () => {
    const { company, team, ids } = await house(1);
    await setRules([ruleFor(company.id, ids, { cap: 1 })]);
    const leads = await arrive(company.id, 3);
    await drainWaiting();
    expect(await ownersOf(leads)).toStrictEqual([ids[0], null, null]);
    // One is closed: the next one comes, and only that.
    const one = nth(team, 0);
    await changeStatus(ctxOf(one), {
      leadId: nth(leads, 0),
      statusId: await statusId("contacted"),
      seenStatusId: await statusId("assigned"),
    });
    await changeStatus(ctxOf(one), {
      leadId: nth(leads, 0),
      statusId: await statusId("negative"),
      seenStatusId: await statusId("contacted"),
    });
    await drainWaiting();
    await drainWaiting();
    expect(await ownersOf(leads)).toStrictEqual([ids[0], ids[0], null]);
    const given = await database().assignment.findFirstOrThrow({ where: { leadId: nth(leads, 1) } });
    expect(given.receipt).toMatchObject({ waited: expect.any(String) as string });
    expect((await eventsOf(nth(leads, 1))).map(({ name }) => name)).toStrictEqual([
      "lead.created",
      "lead.classified",
      "lead.waiting",
      "lead.assigned",
      "lead.statusChanged",
    ]);
  });

  test("drains when a cap is raised, a user comes back, or another rule speaks of it", async () => {
    const { company, ids } = await house(2);
    const [ana = "", luis = ""] = ids;
    const rule = ruleFor(company.id, [ana]);
    await setRules([rule], { everybody: null, people: { [ana]: 1 } });
    const leads = await arrive(company.id, 3);
    expect(await ownersOf(leads)).toStrictEqual([ana, null, null]);
    await setRules([rule], { everybody: null, people: { [ana]: 2 } });
    await drainWaiting();
    expect(await ownersOf(leads)).toStrictEqual([ana, ana, null]);
    await setRules([{ ...rule, pool: { ...rule.pool, userIds: [ana, luis] } }], {
      everybody: null,
      people: { [ana]: 2 },
    });
    await drainWaiting();
    expect(await ownersOf(leads)).toStrictEqual([ana, ana, luis]);
  });

  test("a rule that took another's place gives what waited at once, and tells of no further waiting", async () => {
    const { company, ids } = await house(2);
    const [ana = "", luis = ""] = ids;
    await setRules([ruleFor(company.id, [ana], { cap: 1 })]);
    const leads = await arrive(company.id, 3);
    await setRules([ruleFor(company.id, [luis])]);
    await drainWaiting();
    expect(await ownersOf(leads)).toStrictEqual([ana, luis, luis]);
    const told = (await eventsOf(nth(leads, 2))).map(({ name }) => name);
    expect(told.filter((name) => name === "lead.waiting")).toHaveLength(1);
  });

  test("whoever comes later waits behind who waits, and two drains at once give each once", async () => {
    const { company, ids } = await house(1);
    await database().user.update({ where: { id: nth(ids, 0) }, data: { deactivatedAt: new Date() } });
    const active = await makeUser("employee", [company.id]);
    await setRules([ruleFor(company.id, [active.id])]);
    await database().user.update({ where: { id: active.id }, data: { deactivatedAt: new Date() } });
    const early = await arrive(company.id, 2);
    await database().user.update({ where: { id: active.id }, data: { deactivatedAt: null } });
    const late = await arrive(company.id, 1);
    expect(await ownersOf(late)).toStrictEqual([null]);
    await Promise.all([drainWaiting(), drainWaiting()]);
    expect(await ownersOf([...early, ...late])).toStrictEqual([active.id, active.id, active.id]);
    expect(await database().assignment.count({ where: { leadId: { in: [...early, ...late] } } })).toBe(3);
    const times = await database().event.findMany({
      where: { name: "lead.assigned", subjectId: { in: [...early, ...late] } },
      orderBy: { seq: "asc" },
      select: { subjectId: true },
    });
    expect(times.map(({ subjectId }) => subjectId)).toStrictEqual([...early, ...late]);
  });

  test("is left by whoever is assigned by hand, and a rule that is gone leaves its leads to the default owner", async () => {
    const { company, ids } = await house(2);
    const [ana = "", luis = ""] = ids;
    await setRules([ruleFor(company.id, [ana], { cap: 1 })]);
    const [, byHand = "", left = ""] = await arrive(company.id, 3);
    const manager = await makeUser("manager", [company.id]);
    await assignLead(ctxOf(manager), { leadId: byHand, ownerId: luis, seenOwnerId: null, reason: "" });
    await setRules([]);
    await drainWaiting();
    expect(await ownersOf([byHand, left])).toStrictEqual([luis, null]);
    expect(await waitingNow([left])).toBe(0);
  });
});

test("what was taken by hand and given back to nobody stays nobody's, and what an undo took back goes on waiting", async () => {
  const { company, ids } = await house(2);
  const [ana = "", luis = ""] = ids;
  await setRules([ruleFor(company.id, [ana], { cap: 1 })]);
  const [mine = "", given = "", undone = ""] = await arrive(company.id, 3);
  const ctx = ctxOf(await makeUser("manager", [company.id]));
  for (const leadId of [given, undone]) await assignLead(ctx, { leadId, ownerId: luis, seenOwnerId: null, reason: "" });
  await assignLead(ctx, { leadId: given, ownerId: null, seenOwnerId: luis, reason: "" });
  const last = await database().assignment.findFirstOrThrow({ where: { leadId: undone } });
  await takeBackAssignment(ctx, { assignmentId: last.id });
  await changeStatus(ctx, {
    leadId: mine,
    statusId: await statusId("negative"),
    seenStatusId: (await leadNow(mine)).statusId,
  });
  await drainWaiting();
  expect(await ownersOf([given, undone])).toStrictEqual([null, ana]);
});

test("of many at once nobody's is meant so too, and their undo leaves them waiting as they did", async () => {
  const { company, ids } = await house(2);
  const [ana = "", luis = ""] = ids;
  await setRules([ruleFor(company.id, [ana], { cap: 1 })]);
  const [mine = "", given = "", undone = ""] = await arrive(company.id, 3);
  const ctx = ctxOf(await makeUser("manager", [company.id]));
  const change = async (leadIds: string[], ownerId: string | null) => {
    const set = { kind: "owner" as const, ownerId, reason: "" };
    const { changeId } = await startBulk(ctx, { selection: { ids: leadIds }, set });
    while (await stepBulkChanges());
    return changeId;
  };
  await change([given], luis);
  await change([given], null);
  await undoBulk(ctx, { changeId: await change([undone], luis) });
  while (await stepBulkChanges());
  expect(await Promise.all([waitingNow([given]), waitingNow([undone])])).toStrictEqual([0, 1]);
  await assignLead(ctx, { leadId: mine, ownerId: luis, seenOwnerId: ana, reason: "" });
  await drainWaiting();
  expect(await ownersOf([given, undone])).toStrictEqual([null, ana]);
});

test("the rules are read by whoever assigns, with the names they know anyhow, and by nobody else", async () => {
  const { company, team } = await house(1);
  const mine = nth(team, 0);
  const elsewhere = await makeCompany("Elsewhere");
  const stranger = await makeUser("employee", [elsewhere.id]);
  const condition = { field: "company", op: "is", value: elsewhere.id } as const;
  const rules = [ruleFor(company.id, [mine.id, stranger.id]), ruleFor(company.id, [stranger.id], { condition })];
  await setRules(rules, { everybody: 9, people: { [mine.id]: 3, [stranger.id]: 4 } });
  const read = async (role: string) => {
    const ctx = ctxOf(await makeUser(role, [company.id]));
    const [{ caps, rules: shown }, choices] = await Promise.all([
      currentAssignment(ctx),
      assignmentChoices(ctx, { locale: "en" }),
    ]);
    const person = (id: string) => choices.people.find((one) => one.id === id)?.name;
    const place = (id: string) => choices.companies.find(({ value }) => value === id)?.label;
    return [shown.length, caps.people, person(mine.id), person(stranger.id), place(company.id), place(elsewhere.id)];
  };
  expect(await read("manager")).toStrictEqual([2, { [mine.id]: 3 }, mine.name, "", company.name, ""]);
  const all = { [mine.id]: 3, [stranger.id]: 4 };
  expect(await read("admin")).toStrictEqual([2, all, mine.name, stranger.name, company.name, "Elsewhere"]);
  for (const role of ["employee", "executive"]) await expect(read(role)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

describe("a version", () => {
  test("is saved over what one saw, keeps those before it, and is for whoever manages settings", async () => {
    const { company, ids } = await house(1);
    const rule = ruleFor(company.id, ids);
    const version = await setRules([rule]);
    const admin = await makeUser("admin");
    const save = (seen: number) =>
      saveAssignment(ctxOf(admin), {
        rules: [{ ...rule, name: "Otra" }],
        caps: { everybody: null, people: {} },
        seen,
        restoredFrom: null,
      });
    await expect(save(version - 1)).rejects.toMatchObject({ code: "CONFLICT" });
    await save(version);
    const [now, before] = await assignmentVersions(ctxOf(admin));
    expect([now?.rules[0]?.name, before?.rules[0]?.name]).toStrictEqual(["Otra", "Transporte"]);
    for (const role of ["employee", "manager", "executive"]) {
      const other = await makeUser(role, [company.id]);
      await expect(assignmentVersions(ctxOf(other))).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(
        saveAssignment(ctxOf(other), {
          rules: [],
          caps: { everybody: null, people: {} },
          seen: version,
          restoredFrom: null,
        }),
      ).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });

  test("that asks nobody, names who can't work leads, or can't be read is refused", async () => {
    const { company } = await house(1);
    const admin = await makeUser("admin");
    const executive = await makeUser("executive", [company.id]);
    const { version } = await readAssignment(database());
    const save = (rule: ReturnType<typeof ruleFor>) =>
      saveAssignment(ctxOf(admin), {
        rules: [rule],
        caps: { everybody: null, people: {} },
        seen: version,
        restoredFrom: null,
      });
    const unreadable = { field: "nothing", op: "is" as const, value: "x" };
    for (const rule of [
      ruleFor(company.id, []),
      ruleFor(company.id, [executive.id]),
      ruleFor(company.id, [newId()]),
      ruleFor(company.id, [admin.id], { condition: unreadable }),
      ruleFor(company.id, [admin.id], { remind: 30, takeBack: 30 }),
    ])
      await expect(save(rule)).rejects.toMatchObject({ code: "INVALID" });
    expect((await readAssignment(database())).version).toBe(version);
  });
});

describe("the best past result", () => {
  test("is counted of closed leads of that type, and the receipt has the numbers", async () => {
    const { company, ids } = await house(2);
    const [ana = "", luis = ""] = ids;
    await setRules([]);
    const past = await arrive(company.id, 8, { defaultOwnerId: luis });
    const others = await arrive(company.id, 4, { defaultOwnerId: ana });
    const [won, lost] = [await statusId("new-customer"), await statusId("did-not-advance")];
    await database().lead.updateMany({ where: { id: { in: past.slice(0, 6) } }, data: { statusId: won } });
    await database().lead.updateMany({
      where: { id: { in: [...past.slice(6), ...others] } },
      data: { statusId: lost },
    });
    await setRules([ruleFor(company.id, [ana, luis], { method: "bestResult" })]);
    const [lead = ""] = await arrive(company.id, 1);
    expect(await ownersOf([lead])).toStrictEqual([luis]);
    const { receipt } = await database().assignment.findFirstOrThrow({ where: { leadId: lead } });
    const { people } = receipt as { people: { id: string }[] };
    expect(people.find(({ id }) => id === luis)).toMatchObject({ won: 6, lost: 2, rate: 57.1 });
    expect(people.find(({ id }) => id === ana)).toMatchObject({ won: 0, lost: 4, rate: 41.7 });
  });
});
