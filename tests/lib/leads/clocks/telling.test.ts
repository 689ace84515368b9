import { addHoliday } from "@/lib/calendar/holidays/commands";
import { updateCalendar } from "@/lib/calendar/commands";
import { database } from "@/lib/core/db";
import { clockKeeper } from "@/lib/leads/clocks/handlers";
import { stepSweep } from "@/lib/leads/clocks/keeping/commands";
import { addTarget, orderTargets, removeTarget, updateTarget } from "@/lib/leads/clocks/targets/commands";
import { targets } from "@/lib/leads/clocks/targets/queries";
import { tellDues } from "@/lib/leads/clocks/telling/commands";
import { logContact } from "@/lib/leads/contact/commands";
import { assignLead } from "@/lib/leads/ownership/commands";
import { changeStatus } from "@/lib/leads/status/commands";
import { updateStatus } from "@/lib/leads/vocabulary/commands";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { readAll } from "@/tests/support/log";
import type { AddTargetInput } from "@/lib/leads/clocks/schema";

jest.setTimeout(60_000);

const MINUTE = 60_000;
const ALWAYS: [number, number][][] = Array.from({ length: 7 }, () => [[0, 1440]]);
const EVERY = { all: [] };

/** Everything the log has by now, and every working out anew that it asked for. */
async function kept(): Promise<void> {
  await readAll(clockKeeper);
  while (await stepSweep());
}

const dueOf = async (leadId: string) => database().leadDue.findUnique({ where: { leadId } });
const toldOf = async (leadId: string) =>
  (
    await database().event.findMany({
      where: { subjectId: leadId, name: { in: ["lead.dueSoon", "lead.overdue", "lead.rotting"] } },
      orderBy: { seq: "asc" },
    })
  ).map(({ name, payload }) => [name, (payload as { clock?: string }).clock ?? ""].join(" ").trim());

const momentOf = (moment: Date | null | undefined) => moment?.getTime() ?? Number.NaN;

async function house() {
  const company = await makeCompany();
  const admin = ctxOf(await makeUser("admin", [company.id]));
  const manager = await makeUser("manager", [company.id]);
  return { company, admin, manager };
}

const target = (companyId: string, more: Partial<AddTargetInput> = {}): AddTargetInput => ({
  name: `Target ${companyId}`,
  condition: { field: "company", op: "is", value: companyId },
  assignMinutes: null,
  respondMinutes: 60,
  working: false,
  warnPercent: 50,
  ...more,
});

beforeEach(async () => {
  await database().responseTarget.deleteMany();
  await database().dueSweep.deleteMany();
});

test("near its end and at its end each is told once, by whoever looks, also long after", async () => {
  const { company, admin } = await house();
  await addTarget(admin, target(company.id, { assignMinutes: 30 }));
  const at = new Date();
  const lead = await makeLead(company.id, { at });
  await kept();
  expect(await dueOf(lead.id)).toMatchObject({
    assignDueAt: new Date(at.getTime() + 30 * MINUTE),
    respondDueAt: new Date(at.getTime() + 60 * MINUTE),
    dueAt: new Date(at.getTime() + 30 * MINUTE),
    tellAt: new Date(at.getTime() + 15 * MINUTE),
  });
  const look = (minutes: number) => tellDues(new Date(at.getTime() + minutes * MINUTE));
  await look(14);
  expect(await toldOf(lead.id)).toStrictEqual([]);
  await Promise.all([look(16), look(16)]);
  expect(await toldOf(lead.id)).toStrictEqual(["lead.dueSoon assign"]);
  await look(16);
  // Nobody ran for two hours: what is late needn't be said to become so.
  await look(180);
  await look(181);
  expect(await toldOf(lead.id)).toStrictEqual(["lead.dueSoon assign", "lead.overdue assign", "lead.overdue respond"]);
  const [late] = await database().event.findMany({ where: { subjectId: lead.id, name: "lead.overdue" } });
  expect(late).toMatchObject({ occurredAt: new Date(at.getTime() + 30 * MINUTE), actorType: "system" });
  expect(late?.companyIds).toStrictEqual([company.id]);
});

test("whoever answers in time is never told to be late, however late that is worked out", async () => {
  const { company, admin, manager } = await house();
  await addTarget(admin, target(company.id));
  const at = new Date(Date.now() - 59 * MINUTE);
  const lead = await makeLead(company.id, { at });
  await kept();
  await logContact(ctxOf(manager), { leadId: lead.id, channel: "call", outcome: "reached", note: "" });
  // The log wasn't read since.
  await tellDues(new Date(at.getTime() + 90 * MINUTE));
  expect(await toldOf(lead.id)).toStrictEqual([]);
  expect(await dueOf(lead.id)).toMatchObject({
    dueAt: null,
    tellAt: null,
    respondMinutes: expect.any(Number) as number,
  });
});

test("a closed lead has no deadline, and has it again when it is opened", async () => {
  const { company, admin, manager } = await house();
  await addTarget(admin, target(company.id));
  const lead = await makeLead(company.id);
  await kept();
  const { id: reasonId } = await database().lostReason.findFirstOrThrow();
  const move = async (from: string, to: string, lostReasonId: string | null) =>
    changeStatus(ctxOf(manager), {
      leadId: lead.id,
      statusId: await statusId(to),
      seenStatusId: await statusId(from),
      lostReasonId,
      amountCents: null,
    });
  await move("pending", "not-viable", reasonId);
  await kept();
  expect(await dueOf(lead.id)).toMatchObject({ dueAt: null, tellAt: null });
  await move("not-viable", "interested", null);
  await kept();
  expect((await dueOf(lead.id))?.dueAt).not.toBeNull();
});

test("history never breaches", async () => {
  const { company, admin } = await house();
  await addTarget(admin, target(company.id));
  const at = new Date("2024-03-01T12:00:00Z");
  const lead = await makeLead(company.id, { at, history: true });
  await kept();
  await tellDues();
  expect(await dueOf(lead.id)).toBeNull();
  expect(await toldOf(lead.id)).toStrictEqual([]);
});

test("a new target is worked out for open leads; what it makes late already is shown and not told", async () => {
  const { company, admin } = await house();
  const old = await makeLead(company.id, { at: new Date(Date.now() - 300 * MINUTE) });
  const fresh = await makeLead(company.id);
  await kept();
  await addTarget(admin, target(company.id));
  await kept();
  await tellDues();
  expect((await dueOf(old.id))?.dueAt?.getTime()).toBeLessThan(Date.now());
  expect(await toldOf(old.id)).toStrictEqual([]);
  await tellDues(new Date(Date.now() + 61 * MINUTE));
  expect(await toldOf(fresh.id)).toStrictEqual(["lead.overdue respond"]);
});

test("a calendar that changes moves the deadlines of open leads; what was told is told again only if it is due later", async () => {
  const { company, admin } = await house();
  const standard = await database().workingCalendar.findFirstOrThrow({ where: { isDefault: true } });
  const usual = standard.week;
  const set = (week: unknown, seen: unknown) =>
    updateCalendar(admin, { calendarId: standard.id, set: { week: week as typeof ALWAYS }, seen: { week: seen } });
  await set(ALWAYS, usual);
  await addTarget(admin, target(company.id, { working: true }));
  const at = new Date();
  const lead = await makeLead(company.id, { at });
  await kept();
  expect((await dueOf(lead.id))?.dueAt).toStrictEqual(new Date(at.getTime() + 60 * MINUTE));
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "America/Argentina/Buenos_Aires" });
  await tellDues(new Date(at.getTime() + 61 * MINUTE));
  const days = [0, 1].map((offset) => day.format(at.getTime() + offset * 1440 * MINUTE));
  for (const [index, one] of days.entries())
    await addHoliday(admin, { calendarId: standard.id, day: one, yearly: false, name: `x${index}` });
  await kept();
  const moved = await dueOf(lead.id);
  expect(moved?.dueAt?.getTime()).toBeGreaterThan(at.getTime() + 1440 * MINUTE);
  expect(moved).toMatchObject({ respondBreachedAt: null });
  await tellDues(new Date(momentOf(moved?.dueAt) + MINUTE));
  expect(await toldOf(lead.id)).toStrictEqual(["lead.overdue respond", "lead.overdue respond"]);
  await database().holiday.deleteMany();
  await set(usual, ALWAYS);
});

test("the first target that fits counts, in the order that was given them", async () => {
  const { company, admin } = await house();
  const quick = await addTarget(admin, target(company.id, { name: "Quick", respondMinutes: 10 }));
  const slow = await addTarget(admin, target(company.id, { name: "Slow", respondMinutes: 600, condition: EVERY }));
  const lead = await makeLead(company.id);
  await kept();
  const minutes = async () =>
    Math.round((momentOf((await dueOf(lead.id))?.dueAt) - lead.receivedAt.getTime()) / MINUTE);
  expect(await minutes()).toBe(10);
  await orderTargets(admin, { ids: [slow.id, quick.id], seen: [quick.id, slow.id] });
  await kept();
  expect(await minutes()).toBe(600);
  await updateTarget(admin, { targetId: slow.id, set: { active: false }, seen: { active: true } });
  await kept();
  expect(await minutes()).toBe(10);
  await removeTarget(admin, { targetId: quick.id });
  await kept();
  expect(await dueOf(lead.id)).toMatchObject({ dueAt: null });
});

test("a lead lies too long by its status, is told so once, and begins anew with what happens", async () => {
  const { company, admin, manager } = await house();
  const standard = await database().workingCalendar.findFirstOrThrow({ where: { isDefault: true } });
  await database().workingCalendar.update({ where: { id: standard.id }, data: { week: ALWAYS } });
  const pending = await statusId("pending");
  const rots = (to: number | null, from: number | null) =>
    updateStatus(admin, { statusId: pending, set: { rotsAfterHours: to }, seen: { rotsAfterHours: from } });
  const lead = await makeLead(company.id);
  await rots(2, null);
  await kept();
  const look = (minutes: number) => tellDues(new Date(lead.receivedAt.getTime() + minutes * MINUTE));
  await look(119);
  expect(await toldOf(lead.id)).toStrictEqual([]);
  await look(121);
  await look(122);
  expect(await toldOf(lead.id)).toStrictEqual(["lead.rotting"]);
  await logContact(ctxOf(manager), { leadId: lead.id, channel: "call", outcome: "no-answer", note: "" });
  await kept();
  const due = await dueOf(lead.id);
  expect(due).toMatchObject({ rottenAt: null });
  expect(due?.rotsAt?.getTime()).toBeGreaterThan(lead.receivedAt.getTime() + 120 * MINUTE);
  await rots(null, 2);
  await kept();
  expect(await dueOf(lead.id)).toMatchObject({ rotsAt: null, tellAt: null });
  await database().workingCalendar.update({
    where: { id: standard.id },
    data: { week: standard.week as typeof ALWAYS },
  });
});

test("what a clock took is kept in working minutes", async () => {
  const { company, manager } = await house();
  const lead = await makeLead(company.id, { at: new Date("2026-11-27T20:00:00Z") });
  const monday = ctxOf(manager, { now: () => new Date("2026-11-30T13:00:00Z") });
  const given = { leadId: lead.id, ownerId: manager.id, seenOwnerId: null, reason: "" };
  await assignLead(monday, given);
  await kept();
  // Friday from five to six, Monday from nine to ten.
  expect(await dueOf(lead.id)).toMatchObject({ assignMinutes: 120, respondMinutes: null });
});

test("targets are an admin's, and what makes no sense is refused", async () => {
  const { company, admin, manager } = await house();
  const theirs = ctxOf(manager);
  const input = target(company.id);
  const { id } = await addTarget(admin, input);
  const forbidden = [
    () => targets(theirs),
    () => addTarget(theirs, input),
    () => updateTarget(theirs, { targetId: id, set: { name: "x" }, seen: {} }),
    () => removeTarget(theirs, { targetId: id }),
    () => orderTargets(theirs, { ids: [id], seen: [id] }),
  ];
  for (const attempt of forbidden) await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
  const nothing = { ...input, name: "Other", respondMinutes: null };
  await expect(addTarget(admin, nothing)).rejects.toMatchObject({ fields: { respondMinutes: "required" } });
  await expect(addTarget(admin, input)).rejects.toMatchObject({ fields: { name: "taken" } });
  const odd = { ...input, name: "Odd", condition: { field: "dueAt", op: "isEmpty" } as const };
  await expect(addTarget(admin, odd)).rejects.toMatchObject({ fields: { condition: "notValid" } });
  const stale = updateTarget(admin, { targetId: id, set: { name: "New" }, seen: { name: "Older" } });
  await expect(stale).rejects.toMatchObject({ code: "CONFLICT" });
});
