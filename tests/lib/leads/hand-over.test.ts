import { revokeKey } from "@/lib/auth/keys/commands";
import { actorOfSession } from "@/lib/auth/queries";
import { assignmentChoices } from "@/lib/assignment/rules/queries";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { bulkOwners } from "@/lib/leads/bulk/changing/queries";
import { changeStatus } from "@/lib/leads/status/commands";
import { deactivateAndHandOver } from "@/lib/leads/hand-over/commands";
import { handOverOf } from "@/lib/leads/hand-over/queries";
import { possibleOwners } from "@/lib/leads/ownership/queries";
import { makeKey } from "@/tests/support/api";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";

async function house() {
  const company = await makeCompany();
  const [manager, leaving, taker] = [
    await makeUser("manager", [company.id]),
    await makeUser("employee", [company.id]),
    await makeUser("employee", [company.id], { firstName: "Tomás" }),
  ];
  const stranger = await makeUser("employee", [(await makeCompany()).id]);
  const executive = await makeUser("executive", [company.id]);
  const own = () => makeLead(company.id, { defaultOwnerId: leaving.id });
  const [open, other, closed] = [await own(), await own(), await own()];
  await changeStatus(ctxOf(manager), {
    leadId: closed.id,
    statusId: await statusId("negative"),
    seenStatusId: closed.statusId,
  });
  return { company, manager, leaving, taker, stranger, executive, open, other, closed };
}

test("every open lead goes to one person, each with its assignment, span and one event; closed ones stay", async () => {
  const { manager, leaving, taker, open, other, closed } = await house();
  expect(await handOverOf(ctxOf(manager), leaving.id)).toMatchObject({ openLeads: 2 });
  const before = await eventsOf(open.id);
  const result = await deactivateAndHandOver(ctxOf(manager), { userId: leaving.id, toUserIds: [taker.id] });
  expect(result).toStrictEqual({ leads: 2, tasks: 0 });
  expect(await actorOfSession(leaving.sessionId)).toBeUndefined();

  const owners = await database().lead.findMany({
    where: { id: { in: [open.id, other.id] } },
    select: { ownerId: true },
  });
  expect(owners).toStrictEqual([{ ownerId: taker.id }, { ownerId: taker.id }]);
  expect(await database().lead.findUnique({ where: { id: closed.id } })).toMatchObject({ ownerId: leaving.id });
  expect((await eventsOf(open.id)).slice(before.length)).toMatchObject([
    { name: "lead.assigned", ownerIds: expect.arrayContaining([leaving.id, taker.id]) as string[] },
  ]);
  expect(await database().assignment.findMany({ where: { leadId: open.id, method: "hand-over" } })).toMatchObject([
    { ownerId: taker.id, actorId: manager.id },
  ]);
  const spans = await database().leadSpan.findMany({
    where: { leadId: open.id, kind: "owner" },
    orderBy: { from: "asc" },
  });
  expect(spans.map(({ value, to }) => ({ value, open: to === null }))).toStrictEqual([
    { value: leaving.id, open: false },
    { value: taker.id, open: true },
  ]);
});

const withTaker = ({ taker, stranger, executive, leaving }: Awaited<ReturnType<typeof house>>) => ({
  stranger: [taker.id, stranger.id],
  executive: [taker.id, executive.id],
  leaving: [leaving.id],
});

test.each(["nobody", "stranger", "executive", "leaving"] as const)(
  "to %s: refused, and then nothing has happened at all",
  async (who) => {
    const all = await house();
    const toUserIds = { nobody: [], ...withTaker(all) }[who];
    const act = deactivateAndHandOver(ctxOf(all.manager), { userId: all.leaving.id, toUserIds });
    await expect(act).rejects.toMatchObject({ code: expect.stringMatching(/INVALID|PRECONDITION/) as string });
    expect(await actorOfSession(all.leaving.sessionId)).toBeDefined();
    expect(await database().lead.findUnique({ where: { id: all.open.id } })).toMatchObject({ ownerId: all.leaving.id });
  },
);

test("several take equal shares in turn, with the tasks of the leads they take", async () => {
  const { company, manager, leaving, taker, open, other } = await house();
  const second = await makeUser("employee", [company.id]);
  const third = await makeLead(company.id, { defaultOwnerId: leaving.id });
  const about = { title: "Llamar", dueAt: new Date(), assigneeId: leaving.id, createdById: manager.id };
  const task = (leadId: string | null) => database().task.create({ data: { ...about, leadId } });
  const [ofLead, free] = [await task(other.id), await task(null)];
  const toUserIds = [taker.id, second.id, taker.id];
  const result = await deactivateAndHandOver(ctxOf(manager), { userId: leaving.id, toUserIds });
  expect(result).toStrictEqual({ leads: 3, tasks: 2 });
  const ownerOf = async (id: string) => (await database().lead.findUniqueOrThrow({ where: { id } })).ownerId;
  const owners = await Promise.all([open.id, other.id, third.id].map(ownerOf));
  expect(owners).toStrictEqual([taker.id, second.id, taker.id]);
  const assigneeOf = async (id: string) => (await database().task.findUniqueOrThrow({ where: { id } })).assigneeId;
  expect(await assigneeOf(ofLead.id)).toBe(second.id);
  expect([taker.id, second.id]).toContain(await assigneeOf(free.id));
});

test("each company's leads go to whoever can have them; where nobody chosen can, nothing happens", async () => {
  const { company, leaving, taker, open } = await house();
  const admin = ctxOf(await makeUser("admin"));
  const elsewhere = await makeCompany(newId());
  await database().userCompany.create({ data: { userId: leaving.id, companyId: elsewhere.id } });
  const there = await makeUser("employee", [elsewhere.id]);
  const foreign = await makeLead(elsewhere.id, { defaultOwnerId: leaving.id });
  const { candidates } = await handOverOf(admin, leaving.id);
  const partOf = ({ id }: { id: string }) => candidates.find((one) => one.id === id);
  expect([partOf(taker), partOf(there)]).toMatchObject([{ takes: 2, among: 3 }, { takes: 1 }]);
  const handOver = (...people: { id: string }[]) =>
    deactivateAndHandOver(admin, { userId: leaving.id, toUserIds: people.map(({ id }) => id) });
  await expect(handOver(taker)).rejects.toMatchObject({
    details: { reason: "notAllReached", companies: `${elsewhere.name} (1)`, named: "1", unnamed: "0" },
  });
  expect(await actorOfSession(leaving.sessionId)).toBeDefined();
  await handOver(there, taker);
  const owners = await database().lead.findMany({
    where: { id: { in: [open.id, foreign.id] } },
    orderBy: { id: "asc" },
  });
  expect(owners.map(({ ownerId, companyId }) => [companyId, ownerId])).toStrictEqual([
    [company.id, taker.id],
    [elsewhere.id, there.id],
  ]);
});

test("a company that whoever presses doesn't know isn't named where nobody chosen can have its leads", async () => {
  const { manager, leaving, taker } = await house();
  const hidden = await makeCompany(newId());
  await makeLead(hidden.id, { defaultOwnerId: leaving.id });
  const act = deactivateAndHandOver(ctxOf(manager), { userId: leaving.id, toUserIds: [taker.id] });
  await expect(act).rejects.toMatchObject({
    details: { reason: "notAllReached", companies: "", named: "0", unnamed: "1" },
  });
});

describe("a task about a closed lead, which stays whose it was", () => {
  async function withClosed() {
    const all = await house();
    const other = await makeUser("manager", [all.company.id]);
    const about = { title: "Facturar", dueAt: new Date(), assigneeId: all.leaving.id, createdById: all.leaving.id };
    const ofClosed = await database().task.create({ data: { ...about, leadId: all.closed.id } });
    const ofOpen = await database().task.create({ data: { ...about, leadId: all.open.id } });
    const assigneeOf = async ({ id }: { id: string }) =>
      (await database().task.findUniqueOrThrow({ where: { id } })).assigneeId;
    return { ...all, other, ofClosed, ofOpen, assigneeOf };
  }

  test("goes to nobody who doesn't see the lead, and that is known beforehand", async () => {
    const { manager, leaving, taker, other, closed, ofClosed, ofOpen, assigneeOf } = await withClosed();
    const { apart } = await handOverOf(ctxOf(manager), leaving.id);
    expect(apart).toStrictEqual([{ count: 1, seenBy: expect.arrayContaining([other.id, manager.id]) as string[] }]);
    expect(apart[0]?.seenBy).not.toContain(taker.id);
    await deactivateAndHandOver(ctxOf(manager), { userId: leaving.id, toUserIds: [taker.id] });
    expect([await assigneeOf(ofClosed), await assigneeOf(ofOpen)]).toStrictEqual([manager.id, taker.id]);
    expect(await database().lead.findUnique({ where: { id: closed.id } })).toMatchObject({ ownerId: leaving.id });
  });

  test("goes to whom of those chosen sees it, though it isn't their turn", async () => {
    const { manager, leaving, taker, other, ofClosed, ofOpen, assigneeOf } = await withClosed();
    await deactivateAndHandOver(ctxOf(manager), { userId: leaving.id, toUserIds: [taker.id, other.id] });
    expect(await assigneeOf(ofClosed)).toBe(other.id);
    expect([taker.id, other.id]).toContain(await assigneeOf(ofOpen));
  });
});

test("is refused to an employee, and offers nobody who couldn't work the leads", async () => {
  const { manager, leaving, taker, executive } = await house();
  const act = deactivateAndHandOver(ctxOf(taker), { userId: leaving.id, toUserIds: [taker.id] });
  await expect(act).rejects.toMatchObject({ code: "NOT_FOUND" });
  const { candidates } = await handOverOf(ctxOf(manager), leaving.id);
  const offered = candidates.map(({ id }) => id);
  expect(offered).toContain(taker.id);
  expect(offered).not.toContain(executive.id);
  expect(offered).not.toContain(leaving.id);
});

test("who deactivates somebody is told how many programs stop with them", async () => {
  const { manager, leaving } = await house();
  const admin = ctxOf(await makeUser("admin"));
  const maker = await makeUser("admin");
  const keys = async (userId: string) => (await handOverOf(admin, userId)).keys;
  await expect(keys(maker.id)).resolves.toBe(0);
  const [first] = [await makeKey({ maker }), await makeKey({ maker }), await makeKey()];
  await expect(keys(maker.id)).resolves.toBe(2);
  await revokeKey(admin, { keyId: first.id });
  await expect(keys(maker.id)).resolves.toBe(1);
  expect((await handOverOf(ctxOf(manager), leaving.id)).keys).toBe(0);
});

describe("where somebody leaves tasks and no leads", () => {
  async function leaver() {
    const company = await makeCompany();
    const elsewhere = await makeCompany();
    const manager = await makeUser("manager", [company.id]);
    const leaving = await makeUser("employee", [company.id]);
    const [taker, second] = [await makeUser("employee", [company.id]), await makeUser("employee", [company.id])];
    const about = { title: "Llamar", dueAt: new Date(), assigneeId: leaving.id, createdById: manager.id };
    const task = (leadId: string | null) => database().task.create({ data: { ...about, leadId } });
    const seen = await makeLead(company.id, { defaultOwnerId: taker.id });
    const tasks = [await task(null), await task(null), await task(seen.id)];
    const far = await task((await makeLead(elsewhere.id)).id);
    await database().task.create({ data: { ...about, doneAt: new Date() } });
    const whose = async (ids: { id: string }[]) => {
      const found = await database().task.findMany({ where: { id: { in: ids.map(({ id }) => id) } } });
      return found.map(({ assigneeId }) => assigneeId).toSorted();
    };
    return { company, manager, leaving, taker, second, tasks, far, whose };
  }

  test("they are counted, and go to those chosen in turn; what none of them can have to who made it", async () => {
    const { manager, leaving, taker, second, tasks, far, whose } = await leaver();
    const left = await handOverOf(ctxOf(manager), leaving.id);
    expect(left).toMatchObject({ openLeads: 0, openTasks: 4 });
    expect(left.candidates.find(({ id }) => id === taker.id)).toMatchObject({ takes: 3, among: 4 });
    const toUserIds = [taker.id, second.id];
    const result = await deactivateAndHandOver(ctxOf(manager), { userId: leaving.id, toUserIds });
    expect(result).toStrictEqual({ leads: 0, tasks: 4 });
    expect(await whose(tasks)).toStrictEqual([taker.id, taker.id, second.id].toSorted());
    expect(await whose([far])).toStrictEqual([manager.id]);
  });

  test("nobody gets them unasked, not even whoever presses: nothing happens until somebody is chosen", async () => {
    const { manager, leaving, tasks, whose } = await leaver();
    const act = deactivateAndHandOver(ctxOf(manager), { userId: leaving.id, toUserIds: [] });
    await expect(act).rejects.toMatchObject({ details: { reason: "tasksLeft" } });
    expect(await whose(tasks)).toStrictEqual([leaving.id, leaving.id, leaving.id]);
    expect(await actorOfSession(leaving.sessionId)).toBeDefined();
  });

  test("they aren't given to somebody who works no leads", async () => {
    const { company, manager, leaving, tasks, whose } = await leaver();
    const executive = await makeUser("executive", [company.id]);
    const act = deactivateAndHandOver(ctxOf(manager), { userId: leaving.id, toUserIds: [executive.id] });
    await expect(act).rejects.toMatchObject({ fields: { toUserIds: "outOfReach" } });
    expect(await whose(tasks)).toStrictEqual([leaving.id, leaving.id, leaving.id]);
  });
});

test("who never accepted their invitation is marked so and stands last, here and wherever a lead is given by hand", async () => {
  const { manager, leaving, taker, open } = await house();
  await database().user.update({ where: { id: taker.id }, data: { passwordHash: null, firstName: "Aaron" } });
  const other = await makeUser("employee", [open.companyId]);
  await database().user.update({ where: { id: other.id }, data: { passwordHash: "x", firstName: "Zoe" } });
  const ctx = ctxOf(manager);
  const { candidates } = await handOverOf(ctx, leaving.id);
  const chosen = await bulkOwners(ctx, { ids: [open.id] });
  const owners = await possibleOwners(ctx, { leadId: open.id });
  const { people } = await assignmentChoices(ctxOf(await makeUser("admin")), { locale: "en" });
  for (const offered of [candidates, chosen, owners, people]) {
    const invited = (id: string) => offered.find((one) => one.id === id)?.invited;
    expect([invited(taker.id), invited(other.id)]).toStrictEqual([true, false]);
  }
  const placeOf = (id: string) => candidates.findIndex((one) => one.id === id);
  expect(placeOf(taker.id)).toBeGreaterThan(placeOf(other.id));
});

test("somebody the directory let in has no password and isn't merely invited", async () => {
  const { leaving, taker, manager } = await house();
  await database().user.update({ where: { id: taker.id }, data: { passwordHash: null } });
  await database().directoryPerson.create({
    data: { userId: taker.id, key: `entryUUID:${taker.id}`, account: "ana", linkedAt: new Date() },
  });
  const { candidates } = await handOverOf(ctxOf(manager), leaving.id);
  expect(candidates.find(({ id }) => id === taker.id)).toMatchObject({ invited: false });
});
