import { database } from "@/lib/core/db";
import { addTask, completeTask, updateTask } from "@/lib/leads/tasks/commands";
import { dueOf } from "@/lib/leads/tasks/moments";
import { ctxOf, makeUser } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";
import type { UpdateTaskInput } from "@/lib/leads/tasks/schema";

jest.setTimeout(60_000);

const NOW = new Date("2026-11-27T15:00:00Z");
const at = (actor: UserActor, now = NOW) => ctxOf(actor, { now: () => now });
const taskOf = (id: string) => database().task.findUniqueOrThrow({ where: { id } });

type Due = { day: string; time: string | null };
const input = (due: Due, repeat = "") => ({
  ...{ leadId: null, title: "Llamar", notes: "", due, remind: null, repeat, assigneeId: null },
});

describe("a series", () => {
  const task = async (repeat: string, day: string, time: string | null = null) => {
    const employee = await makeUser("employee");
    let { id } = await addTask(at(employee), input({ day, time }, repeat));
    let due: Due = { day, time };
    const set = async (to: Due, more: Partial<UpdateTaskInput>) => {
      await updateTask(at(employee), { taskId: id, set: { due: to }, seen: { due }, ...more });
      due = to;
    };
    return {
      putOff: (to: string, at: string | null = time) => set({ day: to, time: at }, { putOff: true }),
      edit: (to: string, at: string | null = time) => set({ day: to, time: at }, {}),
      next: async (now: string) => {
        const { nextTaskId } = await completeTask(at(employee, new Date(now)), { taskId: id });
        id = String(nextTaskId);
        due = dueOf(await taskOf(id), "America/Argentina/Buenos_Aires");
        return due.time === null ? due.day : `${due.day} ${due.time}`;
      },
    };
  };

  test("stays where it is when one of it is put off, also twice", async () => {
    const weekly = await task("FREQ=WEEKLY", "2026-11-29");
    await weekly.putOff("2026-11-30");
    await weekly.putOff("2026-12-01");
    expect(await weekly.next("2026-12-01T15:00:00Z")).toBe("2026-12-06");
    expect(await weekly.next("2026-12-06T15:00:00Z")).toBe("2026-12-13");
    const fortnightly = await task("FREQ=WEEKLY;INTERVAL=2", "2026-11-29");
    await fortnightly.putOff("2026-11-30");
    expect(await fortnightly.next("2026-11-30T15:00:00Z")).toBe("2026-12-13");
    const monthly = await task("FREQ=MONTHLY", "2026-11-30");
    await monthly.putOff("2026-12-02");
    expect(await monthly.next("2026-12-02T15:00:00Z")).toBe("2026-12-30");
    const timed = await task("FREQ=DAILY", "2026-11-29", "09:00");
    await timed.putOff("2026-11-29", "17:05");
    expect(await timed.next("2026-11-29T21:00:00Z")).toBe("2026-11-30 09:00");
  });

  test("moves with a day that is edited, and with a time of day for all that follow", async () => {
    const monthly = await task("FREQ=MONTHLY", "2026-11-30");
    await monthly.edit("2026-12-10");
    expect(await monthly.next("2026-12-10T15:00:00Z")).toBe("2027-01-10");
    const weekly = await task("FREQ=WEEKLY", "2026-11-29", "09:00");
    await weekly.putOff("2026-11-30");
    await weekly.edit("2026-11-30", "10:00");
    expect(await weekly.next("2026-11-30T15:00:00Z")).toBe("2026-12-06 10:00");
    await weekly.putOff("2026-12-07");
    await weekly.edit("2026-12-08");
    expect(await weekly.next("2026-12-08T15:00:00Z")).toBe("2026-12-15 09:00");
  });

  test("of the 31st stays one after a short month whose task got another time of day", async () => {
    const monthly = await task("FREQ=MONTHLY", "2027-01-31", "09:00");
    expect(await monthly.next("2027-01-31T15:00:00Z")).toBe("2027-02-28 09:00");
    await monthly.edit("2027-02-28", "10:00");
    expect(await monthly.next("2027-02-28T15:00:00Z")).toBe("2027-03-31 10:00");
  });

  test("has none for a task that doesn't repeat", async () => {
    const employee = await makeUser("employee");
    const { id } = await addTask(at(employee), input({ day: "2026-11-27", time: "16:00" }));
    const due = { day: "2026-11-28", time: "16:00" };
    const seen = { due: { day: "2026-11-27", time: "16:00" } };
    await updateTask(at(employee), { taskId: id, set: { due }, seen, putOff: true });
    expect(await taskOf(id)).toMatchObject({ plannedAt: null, plannedDay: null });
  });
});
