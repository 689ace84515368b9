import { closeDatabase, database } from "@/lib/core/db";
import { systemCtx } from "@/lib/core/ctx";
import { workOut } from "@/lib/leads/clocks/keeping/commands";
import { addTouchpoint } from "@/lib/leads/commands";
import { logContact, setContactOutcome } from "@/lib/leads/contact/commands";
import { takeBackContact } from "@/lib/leads/contact/taking-back/commands";
import { listView, viewPage } from "@/lib/leads/list/view/queries";
import { mergeLeads } from "@/lib/leads/merging/commands";
import { addNote } from "@/lib/leads/notes/commands";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";
import type { ContactOutcome } from "@/lib/leads/schema";

jest.setTimeout(60_000);
afterAll(closeDatabase);

const CAME = new Date("2026-11-24T12:00:00Z");
const minutesOn = (minutes: number) => new Date(CAME.getTime() + minutes * 60_000);

async function house() {
  const company = await makeCompany();
  const employee = await makeUser("employee", [company.id]);
  const manager = await makeUser("manager", [company.id]);
  const lead = await makeLead(company.id, { defaultOwnerId: employee.id, at: CAME });
  const log = async (minutes = 5, by: UserActor = employee) =>
    (await logContact(ctxOf(by, { now: () => minutesOn(minutes) }), { leadId: lead.id, channel: "call", ...PENDING }))
      .attemptId;
  const takeBack = (attemptId: string, by: UserActor = employee, seen: ContactOutcome = "pending") =>
    takeBackContact(ctxOf(by), { leadId: lead.id, attemptId, seen });
  const now = () => database().lead.findUniqueOrThrow({ where: { id: lead.id } });
  const waitsSince = async () =>
    (await database().leadDue.findUnique({ where: { leadId: lead.id } }))?.wroteAgainAt ?? null;
  return { company, employee, manager, lead, log, takeBack, now, waitsSince };
}
const PENDING = { outcome: "pending", note: "" } as const;

const arrival = {
  ...{ sourceId: null, deliveryId: null, submittedAt: CAME, receivedAt: CAME, message: "¿Siguen ahí?", service: "" },
  ...{ pageUrl: "", referrer: "", values: {}, utm: { source: "", medium: "", campaign: "", term: "", content: "" } },
};
const writeAgain = (leadId: string, minutes: number) =>
  addTouchpoint(systemCtx("test", { now: () => minutesOn(minutes) }), leadId, arrival);

const refusedFor = (reason: string) => ({ code: "PRECONDITION", details: { reason } });

test("a slip is taken back: the lead and its clocks have what they had, it waits for a contact, the log keeps both", async () => {
  const { employee, lead, log, takeBack, now } = await house();
  const clocks = async () => {
    await database().$transaction((tx) => workOut(tx, [lead.id], { now: minutesOn(6), quiet: false }));
    return database().leadDue.findUnique({ where: { leadId: lead.id } });
  };
  const uncontacted = async () => {
    const ctx = ctxOf(employee);
    const { rows } = await viewPage(ctx, await listView(ctx, { contacted: "no" }, "es"));
    return rows.map(({ id }) => id);
  };
  const spans = () => database().leadSpan.findMany({ where: { leadId: lead.id }, orderBy: { id: "asc" } });
  const [before, due, stood] = [await now(), await clocks(), await spans()];
  const attemptId = await log();
  expect(await uncontacted()).toStrictEqual([]);
  await clocks();
  expect(await takeBack(attemptId)).toStrictEqual({ firstResponseAt: null });
  const { updatedAt: _now, ...after } = await now();
  const { updatedAt: _then, ...was } = before;
  expect(after).toStrictEqual(was);
  expect(await clocks()).toStrictEqual(due);
  expect(await spans()).toStrictEqual(stood);
  expect(await uncontacted()).toStrictEqual([lead.id]);
  expect(await database().contactAttempt.count({ where: { leadId: lead.id } })).toBe(0);
  expect((await eventsOf(lead.id)).slice(-2)).toMatchObject([
    { name: "lead.contactLogged", payload: { attemptId } },
    { name: "lead.contactTakenBack", payload: { attemptId, channel: "call", first: true } },
  ]);
});

test("only one's own, only as one saw it, and once", async () => {
  const { employee, manager, lead, log, takeBack, now } = await house();
  const attemptId = await log();
  await expect(takeBack(attemptId, manager)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const twice = await Promise.allSettled([takeBack(attemptId), takeBack(attemptId)]);
  expect(twice.map(({ status }) => status).toSorted()).toStrictEqual(["fulfilled", "rejected"]);
  await expect(takeBack(attemptId)).rejects.toMatchObject(refusedFor("attemptGone"));
  expect((await eventsOf(lead.id)).filter(({ name }) => name === "lead.contactTakenBack")).toHaveLength(1);

  const said = await log(8);
  await setContactOutcome(ctxOf(employee), { attemptId: said, outcome: "no-answer", note: "" });
  await expect(takeBack(said)).rejects.toMatchObject(refusedFor("outcomeSaid"));
  expect((await now()).firstResponseAt).toStrictEqual(minutesOn(8));
});

test("one that was said already is taken back as it is seen, and the status chosen with it stays", async () => {
  const { employee, lead, log, takeBack, now } = await house();
  const attemptId = await log();
  await setContactOutcome(ctxOf(employee), { attemptId, outcome: "reached", note: "Quiere precio" });
  await setContactOutcome(ctxOf(employee), { attemptId, outcome: "no-answer" });
  const said = await database().contactAttempt.findUniqueOrThrow({ where: { id: attemptId } });
  expect(said).toMatchObject({ outcome: "no-answer", note: "Quiere precio" });
  await setContactOutcome(ctxOf(employee), { attemptId, outcome: "no-answer", note: "" });
  expect(await database().contactAttempt.findUniqueOrThrow({ where: { id: attemptId } })).toMatchObject({ note: "" });
  const { statusId } = await now();
  await expect(takeBack(attemptId, employee, "reached")).rejects.toMatchObject(refusedFor("outcomeSaid"));
  const tomorrow = ctxOf(employee, { now: () => new Date(Date.now() + 25 * 3_600_000) });
  await expect(takeBackContact(tomorrow, { leadId: lead.id, attemptId, seen: "no-answer" })).rejects.toMatchObject(
    refusedFor("attemptOld"),
  );
  expect(await takeBack(attemptId, employee, "no-answer")).toStrictEqual({ firstResponseAt: null });
  expect(await now()).toMatchObject({ statusId, firstResponseAt: null });
  expect((await eventsOf(lead.id)).slice(-4).map(({ name, changes }) => [name, changes])).toMatchObject([
    ["lead.contactOutcome", { outcome: { from: "pending", to: "reached" } }],
    ["lead.contactOutcome", { outcome: { from: "reached", to: "no-answer" } }],
    ["lead.contactOutcome", {}],
    ["lead.contactTakenBack", {}],
  ]);
});

test("said and taken back at once: one holds, and the other is told", async () => {
  const { employee, log, takeBack, now } = await house();
  const attemptId = await log();
  const [said, taken] = await Promise.allSettled([
    setContactOutcome(ctxOf(employee), { attemptId, outcome: "reached", note: "" }),
    takeBack(attemptId),
  ]);
  expect([said.status, taken.status].toSorted()).toStrictEqual(["fulfilled", "rejected"]);
  const left = await database().contactAttempt.findMany({ where: { id: attemptId } });
  const outcomes = { fulfilled: ["reached"], rejected: [] }[said.status];
  expect(left.map(({ outcome }) => outcome)).toStrictEqual(outcomes);
  expect((await now()).firstResponseAt === null).toBe(taken.status === "fulfilled");
});

test("what others did stays: an earlier attempt is the first response, a later note the last activity", async () => {
  const { manager, lead, log, takeBack, now } = await house();
  const [slip, second] = [await log(5), await log(7, manager)];
  await addNote(ctxOf(manager, { now: () => minutesOn(9) }), { leadId: lead.id, body: "Llamar el lunes" });
  await takeBack(slip);
  expect(await now()).toMatchObject({ firstResponseAt: minutesOn(7), lastActivityAt: minutesOn(9) });
  await takeBack(second, manager);
  expect(await now()).toMatchObject({ firstResponseAt: null, lastActivityAt: minutesOn(9) });
});

test.each([
  { order: "the first first", turned: (ids: string[]) => ids },
  { order: "the last first", turned: (ids: string[]) => ids.toReversed() },
])("two slips taken back, $order, leave nothing of either", async ({ turned }) => {
  const { lead, log, takeBack, now } = await house();
  const before = await now();
  for (const slip of turned([await log(5), await log(7)])) await takeBack(slip);
  expect(await now()).toMatchObject({ firstResponseAt: null, lastActivityAt: before.lastActivityAt });
  expect(await database().contactAttempt.count({ where: { leadId: lead.id } })).toBe(0);
});

describe("who had written again", () => {
  async function written() {
    const all = await house();
    const first = await all.log(5);
    await setContactOutcome(ctxOf(all.employee), { attemptId: first, outcome: "reached", note: "" });
    await writeAgain(all.lead.id, 20);
    return all;
  }

  test("waits again since then", async () => {
    const { log, takeBack, waitsSince } = await written();
    const slip = await log(25);
    expect(await waitsSince()).toBeNull();
    await takeBack(slip);
    expect(await waitsSince()).toStrictEqual(minutesOn(20));
  });

  test("doesn't where somebody answered otherwise since; and does once that was a slip as well", async () => {
    const { log, takeBack, waitsSince } = await written();
    const [slip, other] = [await log(25), await log(26)];
    await takeBack(slip);
    expect(await waitsSince()).toBeNull();
    await takeBack(other);
    expect(await waitsSince()).toStrictEqual(minutesOn(20));
  });

  test("doesn't after a note", async () => {
    const { manager, lead, log, takeBack, waitsSince } = await written();
    const slip = await log(25);
    await addNote(ctxOf(manager, { now: () => minutesOn(30) }), { leadId: lead.id, body: "Ya le contesté" });
    await takeBack(slip);
    expect(await waitsSince()).toBeNull();
  });
});

test("after another lead was merged into it, an attempt from before is refused", async () => {
  const { company, manager, lead, log, takeBack } = await house();
  const slip = await log();
  const other = await makeLead(company.id, { at: CAME });
  await mergeLeads(ctxOf(manager), {
    ...{ survivorId: lead.id, otherId: other.id, take: [] },
    seen: { survivor: {}, other: {} },
  });
  await expect(takeBack(slip)).rejects.toMatchObject(refusedFor("mergedSinceAttempt"));
});
