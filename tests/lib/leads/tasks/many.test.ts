import { database } from "@/lib/core/db";
import { startBulk, undoBulk } from "@/lib/leads/bulk/changing/commands";
import { bulkProgress, previewBulk } from "@/lib/leads/bulk/changing/queries";
import { stepBulkChanges } from "@/lib/leads/bulk/changing/stepping/commands";
import { bulkInput } from "@/lib/leads/bulk/changing/schema";
import { completeTask, updateTask } from "@/lib/leads/tasks/commands";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";

async function run(): Promise<void> {
  while (await stepBulkChanges());
}

test("many leads get a task at once, each for its owner; an undo takes back those that nobody did", async () => {
  const company = await makeCompany();
  const boss = await makeUser("manager", [company.id]);
  const manager = ctxOf(boss);
  const employee = await makeUser("employee", [company.id]);
  const owned = await makeLead(company.id, { defaultOwnerId: employee.id });
  const free = await makeLead(company.id);
  const elsewhere = await makeLead((await makeCompany()).id);
  const input = {
    selection: { ids: [owned.id, free.id, elsewhere.id] },
    set: { kind: "task", title: "Llamar esta semana", day: "2031-03-07" } as const,
  };
  expect(await previewBulk(manager, input)).toMatchObject({ change: 2, notAllowed: 0 });
  const { changeId } = await startBulk(manager, input);
  await run();
  const tasks = await database().task.findMany({ where: { leadId: { in: [owned.id, free.id, elsewhere.id] } } });
  expect(tasks.map(({ leadId, assigneeId }) => [leadId, assigneeId]).sort()).toStrictEqual(
    [
      [owned.id, employee.id],
      [free.id, boss.id],
    ].sort(),
  );
  expect((await eventsOf(owned.id)).at(-1)).toMatchObject({ name: "lead.taskAdded" });
  expect(await database().leadDue.findUnique({ where: { leadId: free.id } })).toMatchObject({
    nextTaskAt: new Date("2031-03-08T02:59:59.999Z"),
  });
  const { id: taskId } = await database().task.findFirstOrThrow({ where: { leadId: owned.id } });
  await completeTask(ctxOf(employee), { taskId });
  await undoBulk(manager, { changeId });
  await run();
  expect(await bulkProgress(manager, { changeId })).toMatchObject({ undone: 1, kept: 1 });
  expect(await database().task.count({ where: { leadId: free.id } })).toBe(0);
  expect(await database().task.count({ where: { leadId: owned.id } })).toBe(1);
});

test("an undo keeps a task that somebody changed, and takes those back that are as they were made", async () => {
  const company = await makeCompany();
  const manager = ctxOf(await makeUser("manager", [company.id]));
  const employee = await makeUser("employee", [company.id]);
  const leads = await Promise.all([1, 2, 3, 4].map(() => makeLead(company.id, { defaultOwnerId: employee.id })));
  const title = "Llamar esta semana";
  const day = "2031-03-07";
  const selection = { ids: leads.map(({ id }) => id) };
  const { changeId } = await startBulk(manager, { selection, set: { kind: "task", title, day } });
  await run();
  const edits = [
    { set: { notes: "Habló con Ana" }, seen: { notes: "" } },
    { set: { title: "Visitar" }, seen: { title } },
    { set: { due: { day: "2031-03-10", time: null } }, seen: { due: { day, time: null } } },
  ];
  for (const [index, edit] of edits.entries()) {
    const { id } = await database().task.findFirstOrThrow({ where: { leadId: String(leads[index]?.id) } });
    await updateTask(ctxOf(employee), { taskId: id, ...edit });
  }
  await undoBulk(manager, { changeId });
  await run();
  expect(await bulkProgress(manager, { changeId })).toMatchObject({ undone: 1, kept: 3 });
  const left = await database().task.findMany({ where: { leadId: { in: selection.ids } }, orderBy: { title: "asc" } });
  expect(left.map((task) => task.leadId)).not.toContain(leads[3]?.id);
  expect(left).toHaveLength(3);
});

test.each(["0001-01-01", "9999-12-31", "2031-02-30"])("%s is refused at its field before anything begins", (day) => {
  const set = { kind: "task", title: "Llamar", day };
  const parsed = bulkInput.safeParse({ selection: { query: "" }, set });
  expect(parsed.error?.issues.map(({ path, message }) => [path.join("."), message])).toStrictEqual([
    ["set.day", "notValid"],
  ]);
  expect(bulkInput.safeParse({ selection: { query: "" }, set: { ...set, day: "2031-02-28" } }).success).toBe(true);
});
