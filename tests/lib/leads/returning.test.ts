import { closeDatabase, database } from "@/lib/core/db";
import { systemCtx } from "@/lib/core/ctx";
import { addTouchpoint } from "@/lib/leads/commands";
import { logContact } from "@/lib/leads/contact/commands";
import { changeLeads } from "@/lib/leads/bulk/commands";
import { lockLeads } from "@/lib/leads/bulk/queries";
import { listView, viewPage } from "@/lib/leads/list/view/queries";
import { mergeLeads } from "@/lib/leads/merging/commands";
import { addNote } from "@/lib/leads/notes/commands";
import { changeStatus } from "@/lib/leads/status/commands";
import { homeView } from "@/lib/analytics/home/queries";
import { dueCounts } from "@/lib/analytics/to-do/queries";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { announced } from "@/tests/support/people";
import type { Ctx, UserActor } from "@/lib/core/ctx";

jest.setTimeout(60_000);
afterAll(closeDatabase);

const NOW = new Date("2026-11-27T15:00:00Z");
const arrival = {
  ...{ sourceId: null, deliveryId: null, submittedAt: NOW, receivedAt: NOW, message: "¿Siguen ahí?", service: "" },
  ...{ pageUrl: "", referrer: "", utm: { source: "", medium: "", campaign: "", term: "", content: "" }, values: {} },
};
const touch = (leadId: string, history = false) =>
  addTouchpoint(systemCtx("test", { now: () => NOW, history }), leadId, arrival);
const waitsSince = async (leadId: string) =>
  (await database().leadDue.findUnique({ where: { leadId } }))?.wroteAgainAt ?? null;
const tasksOf = (leadId: string) => database().task.findMany({ where: { leadId } });

async function house(status = "did-not-advance") {
  const company = await makeCompany();
  const employee = await makeUser("employee", [company.id]);
  const manager = await makeUser("manager", [company.id]);
  const lead = await makeLead(company.id, { defaultOwnerId: employee.id });
  await database().lead.update({ where: { id: lead.id }, data: { statusId: await statusId(status) } });
  return { company, employee, manager, lead };
}

/** The numbers of the leads that the list shows as unanswered. */
async function unanswered(actor: UserActor): Promise<number[]> {
  const ctx = ctxOf(actor, { now: () => NOW });
  const { rows } = await viewPage(ctx, await listView(ctx, { due: "wroteAgain" }, "es"));
  return rows.map(({ number }) => number);
}

test("who writes again on a closed lead waits, for its owner and for managers, and the owner gets one task", async () => {
  const { employee, manager, lead } = await house();
  const other = await makeUser("employee", [lead.companyId]);
  expect(await announced(lead.id, () => touch(lead.id))).toStrictEqual(["lead.touched", "lead.taskAdded"]);
  await touch(lead.id);
  expect(await waitsSince(lead.id)).toStrictEqual(NOW);
  expect(await tasksOf(lead.id)).toMatchObject([
    { assigneeId: employee.id, createdById: null, title: "Volvió a escribir: responderle", doneAt: null },
  ]);
  expect(await unanswered(employee)).toStrictEqual([lead.number]);
  expect(await unanswered(manager)).toStrictEqual([lead.number]);
  expect(await unanswered(other)).toStrictEqual([]);
  const { view } = await homeView(ctxOf(manager, { now: () => NOW }), { params: {}, locale: "es" });
  expect(view.toDo.dues).toContainEqual({ key: "wroteAgain", counted: { count: 1, href: "/leads?due=wroteAgain" } });
});

type Doing = (ctx: Ctx, leadId: string) => Promise<unknown>;
const DOINGS: [string, Doing][] = [
  ["a contact", (ctx, leadId) => logContact(ctx, { leadId, channel: "call", outcome: "reached", note: "" })],
  ["a note", (ctx, leadId) => addNote(ctx, { leadId, body: "Ya le escribí" })],
  [
    "a status",
    async (ctx, leadId) => {
      const seenStatusId = await statusId("did-not-advance");
      return changeStatus(ctx, { leadId, statusId: await statusId("contacted"), seenStatusId });
    },
  ],
  [
    "a status of many",
    async (ctx, leadId) => {
      const status = await statusId("contacted");
      const found = await database().$transaction((tx) => lockLeads(tx, [leadId]));
      return changeLeads(ctx, new Map(found.map((lead) => [lead.id, lead])), [{ leadId, set: { status } }]);
    },
  ],
];

test.each(DOINGS)("%s ends the waiting, and the next word begins it anew", async (_, act) => {
  const { employee, lead } = await house();
  await touch(lead.id);
  await act(ctxOf(employee, { now: () => NOW }), lead.id);
  expect(await waitsSince(lead.id)).toBeNull();
  await database().lead.update({ where: { id: lead.id }, data: { firstResponseAt: NOW } });
  await touch(lead.id);
  expect(await waitsSince(lead.id)).toStrictEqual(NOW);
});

test("on an answered open lead it waits without a task, and nobody who left gets one", async () => {
  const open = await house("contacted");
  await database().lead.update({ where: { id: open.lead.id }, data: { firstResponseAt: NOW } });
  await touch(open.lead.id);
  expect(await waitsSince(open.lead.id)).toStrictEqual(NOW);
  expect(await tasksOf(open.lead.id)).toStrictEqual([]);
  const left = await house();
  await database().user.update({ where: { id: left.employee.id }, data: { deactivatedAt: NOW } });
  await touch(left.lead.id);
  expect(await waitsSince(left.lead.id)).toStrictEqual(NOW);
  expect(await tasksOf(left.lead.id)).toStrictEqual([]);
});

test("it goes on waiting on the lead that the other was merged into", async () => {
  const { company, manager, lead } = await house();
  const survivor = await makeLead(company.id);
  await touch(lead.id);
  const merging = { survivorId: survivor.id, otherId: lead.id, take: [], seen: { survivor: {}, other: {} } };
  await mergeLeads(ctxOf(manager), merging);
  expect(await waitsSince(survivor.id)).toStrictEqual(NOW);
});

test("history waits for nobody at home, and is neither uncontacted nor without an owner there", async () => {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id]);
  const yesterday = new Date(NOW.getTime() - 86_400_000);
  await makeLead(company.id, { at: yesterday, history: true });
  const toDo = async () => (await homeView(ctxOf(manager, { now: () => NOW }), { params: {}, locale: "es" })).view.toDo;
  const counts = async () => {
    const { uncontacted, waiting, unowned } = await toDo();
    return [uncontacted.count, waiting.count, unowned?.count];
  };
  expect(await counts()).toStrictEqual([0, 0, 0]);
  await makeLead(company.id, { at: yesterday });
  expect(await counts()).toStrictEqual([1, 1, 1]);
  expect(await dueCounts(ctxOf(manager, { now: () => NOW }), { all: [] }, "UTC")).toMatchObject({ again: 0 });
});
