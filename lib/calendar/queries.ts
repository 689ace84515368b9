import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { organisation } from "@/lib/settings/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { CalendarOption, CalendarView } from "@/lib/calendar/schema";
import type { Week, WorkingCalendar } from "@/lib/calendar/working-time/schema";

export const dayName = (date: Date) => date.toISOString().slice(0, 10);

/** Stored as it was checked when it came. */
export const weekOf = (json: unknown) => json as Week;

type Reading = Pick<Ctx, "tx">;

/** Every calendar, the organisation's first, with who works by it: for who sets them up. */
export async function calendarList(ctx: Ctx): Promise<CalendarView[]> {
  authorize(ctx, "settings.manage");
  const rows = await reader(ctx).workingCalendar.findMany({
    orderBy: [{ isDefault: "desc" }, { createdAt: "asc" }],
    include: {
      holidays: { orderBy: { day: "asc" } },
      companies: { select: { id: true, name: true }, orderBy: { position: "asc" } },
      _count: { select: { people: true } },
    },
  });
  return rows.map(({ id, name, timeZone, isDefault, week, holidays, companies, _count }) => ({
    ...{ id, name, timeZone, isDefault, companies },
    week: weekOf(week),
    holidays: holidays.map((one) => ({ id: one.id, day: dayName(one.day), yearly: one.yearly, name: one.name })),
    people: _count.people,
  }));
}

/** What can be chosen; hours and names are no secret inside the group. */
export async function calendarOptions(ctx: Reading): Promise<CalendarOption[]> {
  const [rows, { timeZone }] = await Promise.all([
    reader(ctx).workingCalendar.findMany({ orderBy: [{ isDefault: "desc" }, { name: "asc" }] }),
    organisation(),
  ]);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    week: weekOf(row.week),
    timeZone: row.timeZone || timeZone,
  }));
}

/** The organisation's: for what belongs to no company. */
export async function organisationCalendar(ctx: Reading): Promise<WorkingCalendar> {
  return (await shelf(ctx)).standard;
}

/** By which calendar each company works, by its id. */
export async function calendarsOfCompanies(
  ctx: Reading,
  companyIds: readonly string[],
): Promise<Map<string, WorkingCalendar>> {
  const [{ find }, rows] = await Promise.all([
    shelf(ctx),
    reader(ctx).company.findMany({ where: { id: { in: [...companyIds] } }, select: { id: true, calendarId: true } }),
  ]);
  return new Map(rows.map(({ id, calendarId }) => [id, find(calendarId)]));
}

/**
 * By which calendar each person works, by their id: their own, else that of the first of their companies, with hours of
 * their own on their own clock where they have some, and without the days of their leave. People who have the same share
 * one object.
 */
export async function calendarsOfPeople(
  ctx: Reading,
  userIds: readonly string[],
): Promise<Map<string, WorkingCalendar>> {
  // One after the other: a transaction has one connection.
  const { find } = await shelf(ctx);
  const people = await reader(ctx).user.findMany({
    where: { id: { in: [...userIds] } },
    select: {
      id: true,
      timeZone: true,
      calendar: { select: { calendarId: true, week: true } },
      leave: { select: { from: true, to: true } },
      companies: {
        where: { company: { active: true } },
        orderBy: { company: { position: "asc" } },
        take: 1,
        select: { company: { select: { calendarId: true } } },
      },
    },
  });
  return new Map(
    people.map(({ id, timeZone, calendar, leave, companies }) => {
      const base = find(calendar?.calendarId ?? companies[0]?.company.calendarId ?? null);
      const own = calendar?.week == null ? {} : { week: weekOf(calendar.week), timeZone };
      const away = leave.map(({ from, to }) => ({ from: dayName(from), to: dayName(to) }));
      const isOwn = "week" in own || away.length > 0;
      return [id, isOwn ? { ...base, ...own, leave: away } : base];
    }),
  );
}

type Shelf = { standard: WorkingCalendar; find: (calendarId: string | null) => WorkingCalendar };

/** All calendars there are: few, and read together. */
async function shelf(ctx: Reading): Promise<Shelf> {
  const [rows, { timeZone }] = await Promise.all([
    reader(ctx).workingCalendar.findMany({ include: { holidays: { select: { day: true, yearly: true } } } }),
    organisation(),
  ]);
  const made = new Map<string, WorkingCalendar>(
    rows.map((row) => [
      row.id,
      {
        timeZone: row.timeZone || timeZone,
        week: weekOf(row.week),
        holidays: row.holidays.map(({ day, yearly }) => ({ day: dayName(day), yearly })),
        leave: [],
      },
    ]),
  );
  const standard = made.get(rows.find(({ isDefault }) => isDefault)?.id ?? "");
  if (!standard) throw new Error("there is no calendar of the organisation");
  return { standard, find: (calendarId) => made.get(calendarId ?? "") ?? standard };
}
