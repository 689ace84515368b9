import { database } from "@/lib/core/db";
import { systemCtx } from "@/lib/core/ctx";
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
import { addTaskInput, dayAddress } from "@/lib/leads/tasks/schema";
import { resetUser } from "@/lib/users/commands";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { owesSecondFactor } from "@/tests/support/owing";
import { announced } from "@/tests/support/people";
import type { UserActor } from "@/lib/core/ctx";
import type { AddTaskInput, UpdateTaskInput } from "@/lib/leads/tasks/schema";

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

test("one that repeats and was changed since, or done, stays where the one before is open again, and comes once", async () => {
  const { employee, lead } = await house();
  const ctx = at(employee);
  const { id } = await addTask(ctx, input(lead.id, { repeat: "FREQ=WEEKLY" }));
  const next = async (taskId: string) => String((await completeTask(ctx, { taskId })).nextTaskId);
  const reopen = (taskId: string) => reopenTask(ctx, { taskId });
  const second = await next(id);
  expect(await announced(lead.id, () => reopen(id))).toStrictEqual(["lead.taskReopened", "lead.taskRemoved"]);
  expect(await database().task.count({ where: { id: second } })).toBe(0);
  const other = await next(id);
  await updateTask(ctx, { taskId: other, set: { notes: "Con el contrato" }, seen: { notes: "" } });
  await reopen(id);
  expect(await taskOf(other)).toMatchObject({ notes: "Con el contrato", doneAt: null });
  expect(await next(id)).toBe(other);
  const third = await next(other);
  await reopen(id);
  await expect(completeTask(ctx, { taskId: id })).resolves.toStrictEqual({ nextTaskId: null });
  await removeTask(ctx, { taskId: other });
  await reopen(id);
  // What followed the one that was deleted follows the first, and goes as it was made.
  expect(await database().task.count({ where: { id: third } })).toBe(0);
  expect(await database().task.count({ where: { leadId: lead.id } })).toBe(1);
});

test("a leap day is one again after four years", async () => {
  const { employee } = await house();
  const ctx = at(employee, new Date("2028-01-01T00:00:00Z"));
  let { id } = await addTask(ctx, input(null, { due: { day: "2028-02-29", time: null }, repeat: "FREQ=YEARLY" }));
  const days: (string | undefined)[] = [];
  for (let year = 0; year < 4; year++) {
    id = String((await completeTask(ctx, { taskId: id })).nextTaskId);
    days.push((await taskOf(id)).dueDay?.toISOString().slice(0, 10));
  }
  expect(days).toStrictEqual(["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]);
});

test("put off it is due later, with its reminder; who saw another time is told who changed it, and to what", async () => {
  const { employee, manager, lead } = await house();
  const { id } = await addTask(at(employee), input(lead.id, { remind: 60 }));
  const due = { day: "2026-11-28", time: "16:00" };
  const tomorrow = { taskId: id, set: { due }, seen: { due: { day: "2026-11-27", time: "16:00" } } };
  expect(await announced(lead.id, () => updateTask(at(employee), tomorrow))).toStrictEqual(["lead.taskChanged"]);
  expect(await taskOf(id)).toMatchObject({
    dueAt: new Date("2026-11-28T19:00:00Z"),
    remindAt: new Date("2026-11-28T18:00:00Z"),
  });
  await expect(updateTask(at(manager), tomorrow)).rejects.toMatchObject({
    code: "CONFLICT",
    details: { field: "due", by: employee.name, to: "28 nov 2026, 16:00", seen: JSON.stringify(due) },
  });
  const same = { ...tomorrow, seen: { due } };
  await expect(updateTask(at(employee), same)).rejects.toMatchObject({ details: { reason: "unchanged" } });
});

test("two who change different fields both do; of one field, the second is told", async () => {
  const { company, employee, manager, lead } = await house();
  const colleague = await makeUser("employee", [company.id], { firstName: "Carla" });
  const { id } = await addTask(at(employee), input(lead.id));
  const due = { day: "2026-11-27", time: "16:00" };
  const seen = { title: "Llamar", notes: "", due, remind: null, repeat: "", assigneeId: employee.id };
  const change = (who: UserActor, set: UpdateTaskInput["set"]) => updateTask(at(who), { taskId: id, set, seen });
  await change(employee, { title: "Visitar" });
  await change(manager, { notes: "Piso 3" });
  await change(employee, { repeat: "FREQ=MONTHLY" });
  await change(manager, { assigneeId: colleague.id });
  await change(employee, { remind: 15 });
  await change(manager, { due: { day: "2026-11-30", time: "09:00" } });
  expect(await taskOf(id)).toMatchObject({
    ...{ title: "Visitar", notes: "Piso 3", repeat: "FREQ=MONTHLY;BYMONTHDAY=30", assigneeId: colleague.id },
    ...{ dueAt: new Date("2026-11-30T12:00:00Z"), remindAt: new Date("2026-11-30T11:45:00Z") },
  });
  const second = [
    [manager, { title: "Escribir" }, { by: employee.name, to: "Visitar" }],
    [employee, { notes: "Piso 4" }, { by: manager.name, to: "Piso 3" }],
    [manager, { repeat: "FREQ=DAILY" }, { by: employee.name, to: "Cada mes" }],
    [employee, { assigneeId: manager.id }, { by: manager.name, to: "Carla Tester" }],
    [manager, { remind: 60 as const }, { by: employee.name, to: "15 minutos antes" }],
  ] as const;
  for (const [who, set, details] of second) {
    const field = Object.keys(set)[0];
    await expect(change(who, set)).rejects.toMatchObject({ code: "CONFLICT", details: { field, ...details } });
  }
});

test("a time of day is by the clock of who types it, and stays where only the reminder changes", async () => {
  const { employee, manager, lead } = await house();
  await database().user.update({ where: { id: employee.id }, data: { timeZone: "Asia/Tokyo" } });
  const { id } = await addTask(at(manager), input(lead.id, { assigneeId: employee.id, remind: 15 }));
  const dueAt = new Date("2026-11-27T19:00:00Z");
  expect(await taskOf(id)).toMatchObject({ dueAt });
  const { tasks } = await leadPage(at(manager), { number: lead.number, locale: "en" });
  expect(tasks).toMatchObject([{ due: { day: "2026-11-27", time: "16:00" }, remind: 15 }]);
  await updateTask(at(manager), { taskId: id, set: { remind: 60 }, seen: { remind: 15 } });
  expect(await taskOf(id)).toMatchObject({ dueAt, remindAt: new Date("2026-11-27T18:00:00Z") });
  const due = { day: "2026-11-27", time: "17:00" };
  await updateTask(at(manager), { taskId: id, set: { due }, seen: { due: { day: "2026-11-27", time: "16:00" } } });
  expect(await taskOf(id)).toMatchObject({ dueAt: new Date("2026-11-27T20:00:00Z") });
});

test.each([
  ["no title", { title: "   " }, "title"],
  ["a day there isn't", { due: { day: "2026-02-30", time: null } }, "due.day"],
  ["a day no table holds", { due: { day: "0001-01-01", time: null } }, "due.day"],
  ["a day past all clocks", { due: { day: "9999-12-31", time: null } }, "due.day"],
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
    ...{ overdue: ["late"], today: ["today"], week: ["week"], later: [], day: "2026-11-27" },
    counts: { overdue: 1, today: 1, week: 1, later: 1 },
    done: [{ title: "done" }],
    waiting: [{ id: lead.id, until: "2026-11-26" }],
  });
});

test("my day counts what it doesn't show, shows of each part as many as are asked for, and nobody else's", async () => {
  const { employee, manager } = await house();
  const due = (assigneeId: string, day: string, count: number) =>
    database().task.createMany({
      data: Array.from({ length: count }, (_, n) => ({
        ...{ title: `${day} ${n}`, assigneeId },
        ...{ dueAt: new Date(`${day}T23:00:00Z`), dueDay: new Date(day) },
      })),
    });
  await due(employee.id, "2026-11-20", 301);
  await due(employee.id, "2026-11-27", 237);
  await due(employee.id, "2026-12-20", 2);
  await due(manager.id, "2026-11-27", 1);
  const lengths = async (address: Record<string, string>) => {
    const { overdue, today, week, later, counts } = await myDay(at(employee), dayAddress.parse(address));
    return { shown: [overdue, today, week, later].map(({ length }) => length), counts };
  };
  const counts = { overdue: 301, today: 237, week: 0, later: 2 };
  expect(await lengths({})).toStrictEqual({ shown: [200, 200, 0, 0], counts });
  expect(await lengths({ shown: "400", later: "1" })).toStrictEqual({ shown: [301, 237, 0, 2], counts });
  expect(await lengths({ shown: "-1", later: "x" })).toStrictEqual({ shown: [200, 200, 0, 0], counts });
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

test("a reminder tells nothing of a lead that its reader doesn't see, or not any more", async () => {
  const { company, employee, manager, lead } = await house();
  const colleague = await makeUser("employee", [company.id]);
  const readers = [employee.id, colleague.id];
  await database().user.updateMany({ where: { id: { in: readers } }, data: { passwordHash: "x", locale: "es" } });
  await addTask(at(employee), input(lead.id, { remind: 0 }));
  await addTask(at(employee), input(lead.id, { remind: 0, assigneeId: colleague.id }));
  const mailTo = async ({ email }: UserActor) =>
    JSON.stringify(await database().mail.findMany({ where: { to: email }, orderBy: { createdAt: "asc" } }));
  await remindDue(new Date("2026-11-27T19:00:00Z"));
  expect(await mailTo(employee)).toContain("Ana Pérez");
  const unseen = await mailTo(colleague);
  expect(unseen).toContain("Llamar");
  expect(unseen).not.toMatch(new RegExp(`Ana Pérez|L-${lead.number}|/leads/`));
  await addTask(
    at(employee),
    input(lead.id, { title: "Visitar", remind: 0, due: { day: "2026-11-28", time: "10:00" } }),
  );
  await assignLead(ctxOf(manager), {
    ...{ leadId: lead.id, ownerId: colleague.id, seenOwnerId: employee.id, reason: "" },
  });
  await database().mail.deleteMany({ where: { to: employee.email } });
  await remindDue(new Date("2026-11-28T13:00:00Z"));
  const after = await mailTo(employee);
  expect(after).toContain("Visitar");
  expect(after).not.toMatch(new RegExp(`Ana Pérez|L-${lead.number}|/leads/`));
});

test("whoever leaves hands their tasks over", async () => {
  const { company, employee, lead } = await house();
  const admin = await makeUser("admin");
  const taker = await makeUser("employee", [company.id]);
  const { id } = await addTask(at(employee), input(lead.id));
  await deactivateAndHandOver(ctxOf(admin), { userId: employee.id, toUserIds: [taker.id] });
  expect(await taskOf(id)).toMatchObject({ assigneeId: taker.id, doneAt: null });
});

test("what none of the takers can have goes to whoever's lead it is, who made them, or who lets their owner go", async () => {
  const { company, manager, lead } = await house();
  const leaver = await makeUser("employee", [company.id]);
  const gone = await makeUser("employee", [company.id]);
  const admin = await makeUser("admin");
  const taker = await makeUser("employee", [(await makeCompany()).id]);
  const free = await makeLead(company.id);
  const own = await addTask(at(leaver), input(null));
  const given = await addTask(at(manager), input(free.id, { assigneeId: leaver.id }));
  const owned = await addTask(at(manager), input(lead.id, { assigneeId: leaver.id }));
  const orphan = await addTask(at(manager), input(free.id, { assigneeId: leaver.id }));
  await database().task.update({ where: { id: orphan.id }, data: { createdById: gone.id } });
  await database().user.update({ where: { id: gone.id }, data: { deactivatedAt: new Date() } });
  await deactivateAndHandOver(ctxOf(admin), { userId: leaver.id, toUserIds: [taker.id] });
  const whose = async ({ id }: { id: string }) => (await taskOf(id)).assigneeId;
  expect(await Promise.all([own, given, owned, orphan].map(whose))).toStrictEqual([
    taker.id,
    manager.id,
    lead.ownerId,
    admin.id,
  ]);
  expect(await database().task.count({ where: { assigneeId: leaver.id, doneAt: null } })).toBe(0);
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
  test("is nobody's while its owner owes a second factor, and after a reset", async () => {
    const { employee } = await house();
    const { token } = await makeFeed(ctxOf(employee));
    expect(await read(token)).not.toBeNull();
    await owesSecondFactor(employee);
    expect(await read(token)).toBeNull();
    const role = { role: { connect: { key: "employee" } } };
    await database().user.update({ where: { id: employee.id }, data: role });
    expect(await read(token)).not.toBeNull();
    await resetUser(systemCtx("operator"), { userId: employee.id });
    expect(await read(token)).toBeNull();
  });

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

  test("rings when the mail would remind, and not where no reminder was asked for", async () => {
    const { employee } = await house();
    const day = { day: "2026-12-01", time: null };
    const alarmOf = async (more: Partial<AddTaskInput>) => {
      const { id } = await addTask(at(employee), input(null, { title: "Llamar; ya", ...more }));
      const { token } = await makeFeed(ctxOf(employee));
      const lines = (await readText(token)).split("\r\n");
      await removeTask(at(employee), { taskId: id });
      return lines.filter((line) => /^(?:(?:BEGIN|END):VALARM|ACTION|DESCRIPTION|TRIGGER)/.test(line));
    };
    const alarm = (trigger: string) => [
      ...["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Llamar\\; ya", `TRIGGER:${trigger}`, "END:VALARM"],
    ];
    expect(await alarmOf({ remind: 15 })).toStrictEqual(alarm("-PT15M"));
    expect(await alarmOf({ remind: 0 })).toStrictEqual(alarm("PT0M"));
    expect(await alarmOf({ remind: 0, due: day })).toStrictEqual(alarm("PT540M"));
    expect(await alarmOf({ remind: 1440, due: day })).toStrictEqual(alarm("-PT900M"));
    expect(await alarmOf({})).toStrictEqual([]);
  });

  test("says in words that a task repeats, and promises no day on which there is none", async () => {
    const { employee } = await house();
    await addTask(at(employee), input(null, { notes: "Con la lista", repeat: "FREQ=WEEKLY" }));
    const { token } = await makeFeed(ctxOf(employee));
    const calendar = (await readText(token)).replaceAll("\r\n ", "");
    expect(calendar).toContain(
      "DESCRIPTION:Con la lista\\n\\nSe repite: Cada semana. La próxima aparece cuando esta esté hecha.",
    );
    expect(calendar).not.toContain("RRULE");
    expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  });

  test("keeps every line end and control character of a text within its line", async () => {
    const { employee } = await house();
    const notes = "uno\rBEGIN:VALARM\r\ndos\ntres\u000bcuatro";
    await addTask(at(employee), input(null, { notes }));
    const { token } = await makeFeed(ctxOf(employee));
    const calendar = await readText(token);
    expect(calendar).toContain("DESCRIPTION:uno\\nBEGIN:VALARM\\ndos\\ntres cuatro\r\n");
    expect(calendar.replaceAll("\r\n", "")).not.toMatch(/\p{Cc}/u);
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
