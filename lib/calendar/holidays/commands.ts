import { authorize } from "@/lib/core/ctx";
import { invalid, notFound, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { lockCalendars, requireCalendar } from "@/lib/calendar/commands";
import { calendarHolidayRemoved, calendarHolidaysAdded } from "@/lib/calendar/events";
import { argentineHolidays } from "@/lib/calendar/holidays/argentina";
import { holidaysIn } from "@/lib/calendar/holidays/ics";
import { dayName } from "@/lib/calendar/queries";
import { EVERY_YEAR } from "@/lib/calendar/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type {
  AddHolidayInput,
  AddNationalHolidaysInput,
  HolidaysAdded,
  HolidaysImported,
  ImportHolidaysInput,
  NewHoliday,
  RemoveHolidayInput,
} from "@/lib/calendar/schema";

const MOST_HOLIDAYS = 2000;
/** More are counted, and not named one by one, in the event. */
const MOST_NAMED = 60;

export async function addHoliday(ctx: Ctx, { calendarId, ...holiday }: AddHolidayInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const { added } = await add(tx, emit, calendarId, [holiday]);
    if (added === 0) throw invalid({ day: "taken" });
  });
}

/** Argentina's by its law. Days that are holidays already keep their name. */
export async function addNationalHolidays(ctx: Ctx, input: AddNationalHolidaysInput): Promise<HolidaysAdded> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, (tx, emit) => addOrRefuse(tx, emit, input.calendarId, argentineHolidays(input.year)));
}

/** The whole days of a calendar file. */
export async function importHolidays(ctx: Ctx, { calendarId, text }: ImportHolidaysInput): Promise<HolidaysImported> {
  authorize(ctx, "settings.manage");
  const { holidays, left } = holidaysIn(text);
  if (holidays.length === 0) throw invalid({ text: "noHolidays" });
  if (holidays.length > MOST_HOLIDAYS) throw invalid({ text: "tooLong" });
  return mutate(ctx, async (tx, emit) => ({ ...(await addOrRefuse(tx, emit, calendarId, holidays)), left }));
}

export async function removeHoliday(ctx: Ctx, { calendarId, holidayId }: RemoveHolidayInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const calendar = requireCalendar(await lockCalendars(tx), calendarId);
    const holiday = await tx.holiday.findFirst({ where: { id: holidayId, calendarId } });
    if (!holiday) throw notFound();
    await tx.holiday.delete({ where: { id: holidayId } });
    const payload = { day: dayName(holiday.day), name: holiday.name };
    emit(calendarHolidayRemoved, { subjectId: calendarId, subjectLabel: calendar.name, payload });
  });
}

async function addOrRefuse(tx: Tx, emit: Emit, calendarId: string, holidays: NewHoliday[]): Promise<HolidaysAdded> {
  const result = await add(tx, emit, calendarId, holidays);
  if (result.added === 0) throw precondition("holidaysKnown");
  return result;
}

async function add(tx: Tx, emit: Emit, calendarId: string, holidays: NewHoliday[]): Promise<HolidaysAdded> {
  const calendar = requireCalendar(await lockCalendars(tx), calendarId);
  const known = new Set((await tx.holiday.findMany({ where: { calendarId } })).map(({ day }) => dayName(day)));
  if (known.size + holidays.length > MOST_HOLIDAYS) throw precondition("tooManyHolidays");
  const fresh: NewHoliday[] = [];
  for (const holiday of holidays.map(standing)) {
    if (known.has(holiday.day)) continue;
    known.add(holiday.day);
    fresh.push(holiday);
  }
  await tx.holiday.createMany({
    data: fresh.map(({ day, yearly, name }) => ({ id: newId(), calendarId, day: new Date(day), yearly, name })),
  });
  if (fresh.length > 0) {
    const payload = {
      count: fresh.length,
      holidays: fresh.slice(0, MOST_NAMED).map(({ day, name }) => ({ day, name })),
    };
    emit(calendarHolidaysAdded, { subjectId: calendarId, subjectLabel: calendar.name, payload });
  }
  return { added: fresh.length, known: holidays.length - fresh.length };
}

/** Yearly ones all stand in one leap year, so that none is there twice. */
function standing(holiday: NewHoliday): NewHoliday {
  return holiday.yearly ? { ...holiday, day: `${EVERY_YEAR}${holiday.day.slice(4)}` } : holiday;
}
