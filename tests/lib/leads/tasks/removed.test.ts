import { database } from "@/lib/core/db";
import { assignLead } from "@/lib/leads/ownership/commands";
import { addTask, completeTask, removeTask, restoreTask } from "@/lib/leads/tasks/commands";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { announced } from "@/tests/support/people";
import type { UserActor } from "@/lib/core/ctx";
import type { AddTaskInput } from "@/lib/leads/tasks/schema";

jest.setTimeout(60_000);

const NOW = new Date("2026-11-27T15:00:00Z");
const at = (actor: UserActor, now = NOW) => ctxOf(actor, { now: () => now });
const taskOf = (id: string) => database().task.findUniqueOrThrow({ where: { id } });
const nextOf = async (leadId: string) => (await database().leadDue.findUnique({ where: { leadId } }))?.nextTaskId;
const input = (leadId: string, more: Partial<AddTaskInput> = {}): AddTaskInput => ({
  ...{ leadId, title: "Llamar", notes: "", due: { day: "2026-11-27", time: "16:00" } },
  ...{ remind: null, repeat: "", assigneeId: null, ...more },
});

async function house() {
  const company = await makeCompany();
  const employee = await makeUser("employee", [company.id]);
  const manager = await makeUser("manager", [company.id]);
  const lead = await makeLead(company.id, { defaultOwnerId: employee.id });
  return { company, employee, manager, lead };
}

test("one that was deleted comes back as it was, in its place of its series; once, and only for who deleted it", async () => {
  const { employee, manager, lead } = await house();
  const ctx = at(employee);
  const { id } = await addTask(ctx, input(lead.id, { notes: "Piso 3", repeat: "FREQ=WEEKLY", remind: 60 }));
  const second = String((await completeTask(ctx, { taskId: id })).nextTaskId);
  const third = String((await completeTask(ctx, { taskId: second })).nextTaskId);
  const was = await taskOf(second);
  const { removed } = await removeTask(ctx, { taskId: second });
  expect(await taskOf(third)).toMatchObject({ previousId: id });
  await expect(restoreTask(at(manager), { taskId: second, removed })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(restoreTask(ctx, { taskId: second, removed: removed.slice(0, -9) })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const late = at(employee, new Date(NOW.getTime() + 3_600_000));
  await expect(restoreTask(late, { taskId: second, removed })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await announced(lead.id, () => restoreTask(ctx, { taskId: second, removed }))).toStrictEqual([
    "lead.taskAdded",
  ]);
  expect(await taskOf(second)).toStrictEqual(was);
  expect(await taskOf(third)).toMatchObject({ previousId: second });
  await expect(restoreTask(ctx, { taskId: second, removed })).rejects.toMatchObject({
    details: { reason: "unchanged" },
  });
  const open = await removeTask(ctx, { taskId: third });
  expect(await nextOf(lead.id)).toBeNull();
  await restoreTask(ctx, { taskId: third, ...open });
  expect(await nextOf(lead.id)).toBe(third);
});

test("one that was deleted doesn't come back for who may not work its lead any more", async () => {
  const { company, employee, manager, lead } = await house();
  const colleague = await makeUser("employee", [company.id]);
  const { id } = await addTask(at(manager), input(lead.id));
  const { removed } = await removeTask(at(employee), { taskId: id });
  const given = { leadId: lead.id, ownerId: colleague.id, seenOwnerId: employee.id, reason: "" };
  await assignLead(ctxOf(manager), given);
  await expect(restoreTask(at(employee), { taskId: id, removed })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
