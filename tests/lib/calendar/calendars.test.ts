import { addCalendar, giveCalendar, removeCalendar, updateCalendar } from "@/lib/calendar/commands";
import { addHoliday, addNationalHolidays, importHolidays, removeHoliday } from "@/lib/calendar/holidays/commands";
import { addLeave, removeLeave, setHours } from "@/lib/calendar/people/commands";
import { personHours } from "@/lib/calendar/people/queries";
import { calendarList, calendarsOfCompanies, calendarsOfPeople, organisationCalendar } from "@/lib/calendar/queries";
import { addLeaveInput, weekInput } from "@/lib/calendar/schema";
import { isDayOff } from "@/lib/calendar/working-time/schema";
import { database } from "@/lib/core/db";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import { announced, toldUnder } from "@/tests/support/people";
import type { WorkingCalendar } from "@/lib/calendar/working-time/schema";
import type { Ctx } from "@/lib/core/ctx";

const MORNINGS: [number, number][][] = [[[480, 720]], [[480, 720]], [], [], [], [], []];

async function house() {
  const company = await makeCompany();
  const admin = ctxOf(await makeUser("admin"));
  const [standard] = await calendarList(admin);
  if (!standard) throw new Error("there is no calendar");
  return { company, admin, standard };
}

let made = 0;
async function another() {
  const { company, admin, standard } = await house();
  const { id } = await addCalendar(admin, { name: `Calendar ${++made}`, copyOf: standard.id });
  const read = async () => (await calendarList(admin)).find((one) => one.id === id);
  return { company, admin, standard, id, read };
}

const daysOff = (calendar: WorkingCalendar | undefined) => (day: string) =>
  calendar === undefined ? undefined : isDayOff(calendar, day);

test("an installation begins with one calendar, Monday to Friday, in the organisation's zone", async () => {
  const { standard, admin } = await house();
  expect(standard).toMatchObject({ isDefault: true, timeZone: "", holidays: [] });
  expect(standard.week.map((spans) => spans.length)).toStrictEqual([1, 1, 1, 1, 1, 0, 0]);
  expect(await organisationCalendar(admin)).toMatchObject({ timeZone: "America/Argentina/Buenos_Aires", leave: [] });
});

/** The holidays of a calendar; removing one takes it away. */
async function holidaysOf(admin: Ctx, calendarId: string) {
  const { holidays = [] } = (await calendarList(admin)).find((one) => one.id === calendarId) ?? {};
  return {
    names: holidays.map(({ name }) => name),
    removeAll: async () => {
      for (const { id } of holidays) await removeHoliday(admin, { calendarId, holidayId: id });
    },
  };
}

test("a calendar begins as a copy with its holidays, and changes by itself", async () => {
  const { admin, standard } = await house();
  await addHoliday(admin, { calendarId: standard.id, day: "2031-05-04", yearly: false, name: "Copied" });
  const { id } = await addCalendar(admin, { name: "Copy", copyOf: standard.id });
  const copy = await holidaysOf(admin, id);
  expect(copy.names).toStrictEqual(["Copied"]);
  await copy.removeAll();
  const model = await holidaysOf(admin, standard.id);
  expect(model.names).toStrictEqual(["Copied"]);
  await model.removeAll();
  await expect(addCalendar(admin, { name: "COPY", copyOf: standard.id })).rejects.toMatchObject({
    fields: { name: "taken" },
  });
});

test("hours and name are changed with one event; whoever saw other hours is refused", async () => {
  const { admin, id, read } = await another();
  const week = (await read())?.week;
  const change = () => updateCalendar(admin, { calendarId: id, set: { week: MORNINGS }, seen: { week } });
  expect(await announced(id, change)).toStrictEqual(["calendar.updated"]);
  expect((await read())?.week).toStrictEqual(MORNINGS);
  const other: typeof MORNINGS = [[], [], [], [], [], [[0, 60]], []];
  const stale = updateCalendar(admin, { calendarId: id, set: { week: other }, seen: { week } });
  await expect(stale).rejects.toMatchObject({ code: "CONFLICT", details: { field: "week" } });
  await expect(change()).rejects.toMatchObject({ details: { reason: "unchanged" } });
});

test.each([
  ["backward", [[[600, 540]]], "spanBackward"],
  [
    "two at once",
    [
      [
        [540, 700],
        [660, 800],
      ],
    ],
    "spansOverlap",
  ],
  [
    "in the wrong order",
    [
      [
        [840, 900],
        [540, 600],
      ],
    ],
    "spansOverlap",
  ],
])("hours that are %s are refused", (_, [day], message) => {
  const parsed = weekInput.safeParse([day, [], [], [], [], [], []]);
  expect(parsed.error?.issues.map((issue) => issue.message)).toContain(message);
});

test("a company works by the calendar it was given, others by the organisation's", async () => {
  const { admin, company, id } = await another();
  const other = await makeCompany();
  await updateCalendar(admin, { calendarId: id, set: { timeZone: "Europe/Madrid" }, seen: { timeZone: "" } });
  const given = { companyId: company.id, calendarId: id, seenCalendarId: null };
  expect(await announced(company.id, () => giveCalendar(admin, given))).toStrictEqual(["company.calendarGiven"]);
  const calendars = await calendarsOfCompanies(admin, [company.id, other.id]);
  expect(calendars.get(company.id)?.timeZone).toBe("Europe/Madrid");
  expect(calendars.get(other.id)?.timeZone).toBe("America/Argentina/Buenos_Aires");
  await expect(giveCalendar(admin, { ...given, calendarId: null })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("a calendar that is used, and the organisation's, can't be removed; any other goes with its holidays", async () => {
  const { admin, company, standard, id } = await another();
  await addHoliday(admin, { calendarId: id, day: "2031-05-05", yearly: true, name: "Own" });
  await giveCalendar(admin, { companyId: company.id, calendarId: id, seenCalendarId: null });
  const remove = (calendarId: string) => removeCalendar(admin, { calendarId });
  await expect(remove(id)).rejects.toMatchObject({ details: { reason: "calendarInUse" } });
  await expect(remove(standard.id)).rejects.toMatchObject({ details: { reason: "calendarNeeded" } });
  await giveCalendar(admin, { companyId: company.id, calendarId: null, seenCalendarId: id });
  expect(await announced(id, () => remove(id))).toStrictEqual(["calendar.removed"]);
  expect(await database().holiday.count({ where: { calendarId: id } })).toBe(0);
});

test("the country's holidays are added once, and a day is only one holiday", async () => {
  const { admin, company, id } = await another();
  await giveCalendar(admin, { companyId: company.id, calendarId: id, seenCalendarId: null });
  await expect(addNationalHolidays(admin, { calendarId: id, year: 2027 })).resolves.toStrictEqual({
    added: 16,
    known: 0,
  });
  await expect(addNationalHolidays(admin, { calendarId: id, year: 2028 })).resolves.toStrictEqual({
    added: 7,
    known: 9,
  });
  const again = addNationalHolidays(admin, { calendarId: id, year: 2028 });
  await expect(again).rejects.toMatchObject({ details: { reason: "holidaysKnown" } });
  const christmas = addHoliday(admin, { calendarId: id, day: "2029-12-25", yearly: true, name: "Navidad" });
  await expect(christmas).rejects.toMatchObject({ fields: { day: "taken" } });
  const off = daysOff((await calendarsOfCompanies(admin, [company.id])).get(company.id));
  expect(["2035-05-25", "2027-03-26", "2035-03-26"].map(off)).toStrictEqual([true, true, false]);
});

test("two who add the same holidays at once add them once", async () => {
  const { admin, id, read } = await another();
  const both = await Promise.allSettled([1, 2].map(() => addNationalHolidays(admin, { calendarId: id, year: 2027 })));
  expect(both.map(({ status }) => status).sort()).toStrictEqual(["fulfilled", "rejected"]);
  expect((await read())?.holidays).toHaveLength(16);
});

test("a calendar file brings its days; one without any is refused", async () => {
  const { admin, id } = await another();
  const text =
    "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20270104\nSUMMARY:Local\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART;VALUE=DATE:00000101\nEND:VEVENT";
  const result = importHolidays(admin, { calendarId: id, text });
  await expect(result).resolves.toStrictEqual({ added: 1, known: 0, left: 1 });
  const none = importHolidays(admin, { calendarId: id, text: "mail;cliente" });
  await expect(none).rejects.toMatchObject({ fields: { text: "noHolidays" } });
});

describe("a person", () => {
  test("works as the first of their companies, by another calendar, or in hours of their own", async () => {
    const { admin, company, id } = await another();
    const user = await makeUser("employee", [company.id]);
    const theirs = async () => (await calendarsOfPeople(admin, [user.id])).get(user.id);
    const usual = (await organisationCalendar(admin)).week;
    expect((await theirs())?.week).toStrictEqual(usual);
    await updateCalendar(admin, { calendarId: id, set: { week: MORNINGS }, seen: { week: usual } });
    await giveCalendar(admin, { companyId: company.id, calendarId: id, seenCalendarId: null });
    expect((await theirs())?.week).toStrictEqual(MORNINGS);
    const own: typeof MORNINGS = [[], [], [], [], [], [[0, 60]], []];
    const set = { userId: user.id, calendarId: null, week: own, seen: { calendarId: null, week: null } };
    expect(await announced(user.id, () => setHours(ctxOf(user), set))).toStrictEqual(["user.hoursChanged"]);
    expect((await theirs())?.week).toStrictEqual(own);
    await expect(setHours(ctxOf(user), { ...set, week: MORNINGS })).rejects.toMatchObject({ code: "CONFLICT" });
    await setHours(ctxOf(user), { ...set, week: null, seen: { calendarId: null, week: own } });
    expect(await database().personCalendar.count({ where: { userId: user.id } })).toBe(0);
  });

  test("is away on the days of their leave, told without its reason to whom it doesn't concern", async () => {
    const { admin, company } = await house();
    const user = await makeUser("employee", [company.id]);
    const colleague = await makeUser("executive", [company.id]);
    const manager = await makeUser("manager", [company.id]);
    const now = () => new Date("2026-11-28T12:00:00Z");
    const days = { from: "2026-12-07", to: "2026-12-09", reason: "Mudanza secreta" };
    const { id } = await addLeave(ctxOf(user, { now }), { userId: user.id, ...days });
    const off = daysOff((await calendarsOfPeople(admin, [user.id])).get(user.id));
    expect(["2026-12-04", "2026-12-07", "2026-12-09"].map(off)).toStrictEqual([false, true, true]);
    const reasonFor = async (actor: typeof user) =>
      (await personHours(ctxOf(actor, { now }), user.id)).leave.map(({ reason }) => reason);
    expect(await reasonFor(user)).toStrictEqual(["Mudanza secreta"]);
    expect(await reasonFor(manager)).toStrictEqual(["Mudanza secreta"]);
    expect(await reasonFor(colleague)).toStrictEqual([null]);
    expect(await toldUnder("user.leaveAdded")).not.toContain("secreta");
    await expect(addLeave(ctxOf(user), { userId: user.id, ...days })).rejects.toMatchObject({
      fields: { from: "leaveKnown" },
    });
    await removeLeave(ctxOf(manager), { userId: user.id, leaveId: id });
    expect((await calendarsOfPeople(admin, [user.id])).get(user.id)?.leave).toStrictEqual([]);
  });

  test("can't be given leave that ends before it begins", () => {
    const input = { userId: "0199f000-0000-7000-8000-000000000000", from: "2026-12-09", to: "2026-12-07", reason: "" };
    expect(addLeaveInput.safeParse(input).error?.issues).toMatchObject([{ path: ["to"], message: "endsBefore" }]);
    expect(addLeaveInput.safeParse({ ...input, from: "2026-02-30" }).success).toBe(false);
  });
});

test("the calendars are an admin's; hours and leave are one's own and one's manager's", async () => {
  const { company, standard } = await house();
  const manager = ctxOf(await makeUser("manager", [company.id]));
  const user = await makeUser("employee", [company.id]);
  const colleague = ctxOf(await makeUser("employee", [company.id]));
  const elsewhere = ctxOf(await makeUser("manager", [(await makeCompany()).id]));
  const calendarId = standard.id;
  const forbidden = [
    () => calendarList(manager),
    () => addCalendar(manager, { name: "x", copyOf: calendarId }),
    () => updateCalendar(manager, { calendarId, set: { name: "x" }, seen: {} }),
    () => removeCalendar(manager, { calendarId }),
    () => giveCalendar(manager, { companyId: company.id, calendarId, seenCalendarId: null }),
    () => addHoliday(manager, { calendarId, day: "2030-01-01", yearly: false, name: "x" }),
    () => addNationalHolidays(manager, { calendarId, year: 2030 }),
    () => importHolidays(manager, { calendarId, text: "x" }),
    () => personHours(colleague, user.id),
  ];
  for (const attempt of forbidden) await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
  const leave = { userId: user.id, from: "2030-01-01", to: "2030-01-02", reason: "" };
  const hours = { userId: user.id, calendarId, week: null, seen: { calendarId: null, week: null } };
  for (const stranger of [colleague, elsewhere]) {
    await expect(addLeave(stranger, leave)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(setHours(stranger, hours)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  await expect(addLeave(manager, leave)).resolves.toBeDefined();
});
