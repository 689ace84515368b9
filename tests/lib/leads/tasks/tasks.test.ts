import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { deactivateAndHandOver } from "@/lib/leads/hand-over/commands";
import { mergeLeads } from "@/lib/leads/merging/commands";
import { unmergeLeads } from "@/lib/leads/merging/undoing/commands";
import { assignLead } from "@/lib/leads/ownership/commands";
import { listView, viewPage } from "@/lib/leads/list/view/queries";
import { addTask, completeTask, removeTask, reopenTask, updateTask } from "@/lib/leads/tasks/commands";
import { endFeed, makeFeed } from "@/lib/leads/tasks/feed/commands";
import { calendarAt } from "@/lib/leads/tasks/feed/queries";
import { leadPage } from "@/lib/leads/page/queries";
import { myDay } from "@/lib/leads/tasks/queries";
import { remindDue } from "@/lib/leads/tasks/reminding/commands";
import { addTaskInput } from "@/lib/leads/tasks/schema";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { announced } from "@/tests/support/people";
import type { UserActor } from "@/lib/core/ctx";
import type { AddTaskInput } from "@/lib/leads/tasks/schema";

jest.setTimeout(60_000);

const NOW = new Date("2026-11-27T15:00:00Z");
const at = (actor: UserActor, now = NOW) => ctxOf(actor, { now: () => now });

async function house() {
  const company = await makeCompany();
  const employee = await makeUser("employee", [company.id], { firstName: "Emilia" });
  const manager = await makeUser("manager", [company.id]);
  const lead = await makeLead(company.id, { defaultOwnerId: employee.id });
  return { company, employee, manager, lead };
}

const input = (leadId: string | null, more: Partial<AddTaskInput> = {}): AddTaskInput => ({
  ...{ leadId, title: "Llamar", notes: "", due: { day: "2026-11-27", time: "16:00" } },
  ...{ remind: null, repeat: "", assigneeId: null },
  ...more,
});
const dueOf = (leadId: string) => database().leadDue.findUnique({ where: { leadId } });
const taskOf = (id: string) => database().task.findUniqueOrThrow({ where: { id } });

test("a task is its maker's unless somebody else is named, is told of its lead, and is the lead's next action", async () => {
  const { employee, lead } = await house();
  const ctx = at(employee);
  const later = await addTask(ctx, input(lead.id, { title: "Visitar", due: { day: "2026-12-02", time: null } }));
  let first = "";
  const events = await announced(lead.id, async () => {
    first = (await addTask(ctx, input(lead.id))).id;
  });
  expect(events).toStrictEqual(["lead.taskAdded"]);
  expect(await taskOf(first)).toMatchObject({ assigneeId: employee.id, dueAt: new Date("2026-11-27T19:00:00Z") });
  expect(await dueOf(lead.id)).toMatchObject({ nextTaskId: first, nextTaskAt: new Date("2026-11-27T19:00:00Z") });
  const { tasks } = await leadPage(ctx, { number: lead.number, locale: "en" });
  expect(tasks).toMatchObject([
    { title: "Llamar", dueAt: "2026-11-27T19:00:00.000Z", due: { day: "2026-11-27" }, doneAt: null },
    { title: "Visitar", due: { day: "2026-12-02", time: null } },
  ]);
  await completeTask(ctx, { taskId: first });
  expect(await dueOf(lead.id)).toMatchObject({ nextTaskId: later.id });
  await removeTask(ctx, { taskId: later.id });
  expect(await dueOf(lead.id)).toMatchObject({ nextTaskId: null, nextTaskAt: null });
});

test("it is done once, by the first of two, and open again by an undo", async () => {
  const { employee, manager, lead } = await house();
  const { id } = await addTask(at(employee), input(lead.id));
  const both = await Promise.allSettled([employee, manager].map((actor) => completeTask(at(actor), { taskId: id })));
  expect(both.map(({ status }) => status).sort()).toStrictEqual(["fulfilled", "rejected"]);
  await reopenTask(at(employee), { taskId: id });
  expect(await taskOf(id)).toMatchObject({ doneAt: null, doneById: null });
  expect(await dueOf(lead.id)).toMatchObject({ nextTaskId: id });
});

test("one that repeats begins anew on its next day, at its time, with its reminder; an undo takes that back", async () => {
  const { employee, lead } = await house();
  const ctx = at(employee);
  const { id } = await addTask(ctx, input(lead.id, { repeat: "FREQ=WEEKLY", remind: 60 }));
  const { nextTaskId } = await completeTask(ctx, { taskId: id });
  expect(await taskOf(String(nextTaskId))).toMatchObject({
    dueAt: new Date("2026-12-04T19:00:00Z"),
    remindAt: new Date("2026-12-04T18:00:00Z"),
    repeat: "FREQ=WEEKLY",
  });
  await reopenTask(ctx, { taskId: id });
  expect(await database().task.count({ where: { leadId: lead.id } })).toBe(1);
});

test("put off it is due later; who saw another time is refused", async () => {
  const { employee, manager, lead } = await house();
  const { id } = await addTask(at(employee), input(lead.id));
  const seen = { title: "Llamar", dueAt: "2026-11-27T19:00:00.000Z" };
  const tomorrow = { taskId: id, set: { due: { day: "2026-11-28", time: "16:00" } }, seen };
  expect(await announced(lead.id, () => updateTask(at(employee), tomorrow))).toStrictEqual(["lead.taskChanged"]);
  await expect(updateTask(at(manager), tomorrow)).rejects.toMatchObject({ code: "CONFLICT" });
  const same = { ...tomorrow, seen: { ...seen, dueAt: "2026-11-28T19:00:00.000Z" } };
  await expect(updateTask(at(employee), same)).rejects.toMatchObject({ details: { reason: "unchanged" } });
});

test.each([
  ["no title", { title: "   " }, "title"],
  ["a day there isn't", { due: { day: "2026-02-30", time: null } }, "due.day"],
  ["an hour there isn't", { due: { day: "2026-02-03", time: "25:00" } }, "due.time"],
  ["a rule nobody understands", { repeat: "FREQ=SECONDLY" }, "repeat"],
])("%s is refused", (_, more, field) => {
  const parsed = addTaskInput.safeParse({ ...input(null), ...more });
  expect(parsed.error?.issues.map(({ path }) => path.join("."))).toContain(field);
});

test("my day is what is late, today, in a week, and leads whose day has come", async () => {
  const { employee, lead } = await house();
  const ctx = at(employee);
  const due = (day: string, time: string | null, title: string) =>
    addTask(ctx, input(null, { title, due: { day, time } }));
  await due("2026-11-27", "09:00", "late");
  await due("2026-11-27", null, "today");
  await due("2026-11-29", null, "week");
  await due("2026-12-20", null, "later");
  const done = await due("2026-11-27", null, "done");
  await completeTask(ctx, { taskId: done.id });
  await database().lead.update({
    where: { id: lead.id },
    data: { holdUntil: new Date("2026-11-26"), statusId: await statusId("on-hold") },
  });
  const day = await myDay(ctx);
  const titles = (tasks: { title: string }[]) => tasks.map(({ title }) => title);
  expect({ ...day, overdue: titles(day.overdue), today: titles(day.today), week: titles(day.week) }).toMatchObject({
    ...{ overdue: ["late"], today: ["today"], week: ["week"], later: 1, day: "2026-11-27" },
    done: [{ title: "done" }],
    waiting: [{ id: lead.id, until: "2026-11-26" }],
  });
});

test("the list knows the next action: overdue, none, and in its order", async () => {
  const { employee, manager, lead, company } = await house();
  const other = await makeLead(company.id, { defaultOwnerId: employee.id });
  const third = await makeLead(company.id, { defaultOwnerId: employee.id });
  const past = { day: "2020-01-01", time: null };
  await addTask(at(employee), input(lead.id, { due: past }));
  await addTask(at(employee), input(other.id, { due: { day: "2100-01-01", time: null } }));
  const ids = async (params: Record<string, string>) =>
    (await viewPage(ctxOf(manager), await listView(ctxOf(manager), params, "en"))).rows.map(({ id }) => id);
  expect(await ids({ next: "overdue" })).toStrictEqual([lead.id]);
  expect(await ids({ next: "none" })).toStrictEqual([third.id]);
  expect(await ids({ sort: "nextAction" })).toStrictEqual([lead.id, other.id, third.id]);
  expect(await ids({ sort: "nextAction", dir: "desc" })).toStrictEqual([other.id, lead.id, third.id]);
});

test("whose it is may do it even where the lead went to somebody else; a stranger doesn't know of it", async () => {
  const { company, employee, manager, lead } = await house();
  const colleague = await makeUser("employee", [company.id]);
  const { id } = await addTask(at(employee), input(lead.id));
  const given = { leadId: lead.id, ownerId: colleague.id, seenOwnerId: employee.id, reason: "" };
  await assignLead(ctxOf(manager), given);
  const stranger = await makeUser("employee", [company.id]);
  await expect(completeTask(at(stranger), { taskId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(addTask(at(stranger), input(lead.id))).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(completeTask(at(employee), { taskId: id })).resolves.toBeDefined();
  const executive = await makeUser("executive");
  const open = await addTask(at(colleague), input(lead.id));
  await expect(completeTask(at(executive), { taskId: open.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  const own = await addTask(at(employee), input(null));
  await expect(completeTask(at(manager), { taskId: own.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("it is given only to who can work the lead", async () => {
  const { company, manager, lead } = await house();
  const colleague = await makeUser("employee", [company.id]);
  const outsider = await makeUser("employee", [(await makeCompany()).id]);
  const give = (assigneeId: string) => addTask(at(manager), input(lead.id, { assigneeId }));
  await expect(give(colleague.id)).resolves.toBeDefined();
  await expect(give(outsider.id)).rejects.toMatchObject({ fields: { assigneeId: "notValid" } });
  const alone = addTask(at(manager), input(null, { assigneeId: colleague.id }));
  await expect(alone).rejects.toMatchObject({ fields: { assigneeId: "notValid" } });
});

test("a reminder is written once, in the reader's words, and not for what is done or much too old", async () => {
  const { employee, lead } = await house();
  await database().user.update({ where: { id: employee.id }, data: { passwordHash: "x", locale: "es" } });
  const ctx = at(employee);
  const { id } = await addTask(ctx, input(lead.id, { remind: 60 }));
  const done = await addTask(ctx, input(lead.id, { title: "Hecha", remind: 60 }));
  await completeTask(ctx, { taskId: done.id });
  const mails = () => database().mail.findMany({ where: { to: employee.email } });
  await remindDue(new Date("2026-11-27T17:59:00Z"));
  expect(await mails()).toHaveLength(0);
  await Promise.all([1, 2].map(() => remindDue(new Date("2026-11-27T18:00:00Z"))));
  expect(await mails()).toMatchObject([{ subject: "Para hacer: Llamar" }]);
  expect(await taskOf(id)).toMatchObject({ remindedAt: new Date("2026-11-27T18:00:00Z") });
  await addTask(ctx, input(lead.id, { title: "Vieja", remind: 0, due: { day: "2026-11-20", time: "09:00" } }));
  await remindDue(new Date("2026-11-27T18:01:00Z"));
  expect(await mails()).toHaveLength(1);
});

test("whoever leaves hands their tasks over", async () => {
  const { company, employee, lead } = await house();
  const admin = await makeUser("admin");
  const taker = await makeUser("employee", [company.id]);
  const { id } = await addTask(at(employee), input(lead.id));
  await deactivateAndHandOver(ctxOf(admin), { userId: employee.id, toUserId: taker.id });
  expect(await taskOf(id)).toMatchObject({ assigneeId: taker.id, doneAt: null });
});

test("tasks go with a lead that is merged, and come back with it", async () => {
  const { employee, manager, lead, company } = await house();
  const other = await makeLead(company.id, { defaultOwnerId: employee.id });
  const { id } = await addTask(at(employee), input(other.id));
  const merged = await mergeLeads(ctxOf(manager), {
    ...{ survivorId: lead.id, otherId: other.id, take: [], seen: { survivor: {}, other: {} } },
  });
  expect(await taskOf(id)).toMatchObject({ leadId: lead.id });
  expect(await dueOf(lead.id)).toMatchObject({ nextTaskId: id });
  await unmergeLeads(ctxOf(manager), { mergeId: merged.mergeId, touchpointIds: [] });
  expect(await taskOf(id)).toMatchObject({ leadId: other.id });
  expect(await dueOf(lead.id)).toMatchObject({ nextTaskId: null });
});

describe("the calendar address", () => {
  const read = (token: string) => calendarAt(token, "http://here.test", NOW);
  const readText = async (token: string) => String(await read(token));

  test("shows its owner's open tasks, and no lead that they don't see any more", async () => {
    const { company, employee, manager, lead } = await house();
    await addTask(at(employee), input(lead.id, { title: "Llamar; ya, sí" }));
    await addTask(at(employee), input(null, { title: "Todo el día", due: { day: "2026-12-01", time: null } }));
    const { token } = await makeFeed(ctxOf(employee));
    const calendar = await readText(token);
    expect(calendar.replaceAll("\r\n ", "")).toContain(`SUMMARY:Llamar\\; ya\\, sí · L-${lead.number} Ana Pérez`);
    expect(calendar).toContain("DTSTART:20261127T190000Z");
    expect(calendar).toContain("DTSTART;VALUE=DATE:20261201");
    expect(calendar.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const colleague = await makeUser("employee", [company.id]);
    await assignLead(ctxOf(manager), {
      ...{ leadId: lead.id, ownerId: colleague.id, seenOwnerId: employee.id, reason: "" },
    });
    const after = await readText(token);
    expect(after).toContain("SUMMARY:Llamar");
    expect(after).not.toContain("Ana");
    expect(after).not.toContain(`/leads/${lead.number}`);
  });

  test("is kept as a hash alone, ends by hand, by another one, and with its owner", async () => {
    const { company, employee } = await house();
    const first = await makeFeed(ctxOf(employee));
    const row = await database().taskFeed.findUniqueOrThrow({ where: { userId: employee.id } });
    expect(JSON.stringify(row)).not.toContain(first.token);
    const second = await makeFeed(ctxOf(employee));
    expect([await read(first.token), await read(newId())]).toStrictEqual([null, null]);
    expect(await read(second.token)).not.toBeNull();
    await endFeed(ctxOf(employee));
    expect(await read(second.token)).toBeNull();
    const leaver = await makeUser("employee", [company.id]);
    const { token } = await makeFeed(ctxOf(leaver));
    await database().user.update({ where: { id: leaver.id }, data: { deactivatedAt: new Date() } });
    expect(await read(token)).toBeNull();
  });
});
