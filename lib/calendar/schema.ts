import { z } from "zod";
import { dayInput } from "@/lib/core/day";
import { nameInput, timeZoneInput } from "@/lib/settings/schema";
import type { Week, WorkSpan } from "@/lib/calendar/working-time/schema";

export const DAY_MINUTES = 1440;
const MOST_SPANS = 6;
/** Longer leave is entered again. */
const LONGEST_LEAVE_DAYS = 731;
const DAY_MS = 86_400_000;

const spanInput = z
  .tuple([z.int().min(0).max(DAY_MINUTES), z.int().min(0).max(DAY_MINUTES)])
  .refine(([from, to]) => from < to, "spanBackward");

const hoursInput = z
  .array(spanInput)
  .max(MOST_SPANS, "tooBig")
  .refine((spans) => spans.every(([from], index) => from >= (spans[index - 1]?.[1] ?? 0)), "spansOverlap");

/** Seven days, Monday first. */
export const weekInput = z.array(hoursInput).length(7);

/** Empty: the organisation's zone. */
const ownZoneInput = z.union([z.literal(""), timeZoneInput]);

export const addCalendarInput = z.object({ name: nameInput, copyOf: z.uuid() });
export type AddCalendarInput = z.output<typeof addCalendarInput>;

export const updateCalendarInput = z.object({
  calendarId: z.uuid(),
  set: z.object({ name: nameInput, timeZone: ownZoneInput, week: weekInput }).partial(),
  seen: z.record(z.string(), z.unknown()),
});
export type UpdateCalendarInput = z.output<typeof updateCalendarInput>;

export const calendarIdInput = z.object({ calendarId: z.uuid() });

/** null: the organisation's. */
export const giveCalendarInput = z.object({
  companyId: z.uuid(),
  calendarId: z.uuid().nullable(),
  seenCalendarId: z.uuid().nullable(),
});
export type GiveCalendarInput = z.output<typeof giveCalendarInput>;

const holidayInput = z.object({ day: dayInput, yearly: z.boolean(), name: nameInput });
export type NewHoliday = z.output<typeof holidayInput>;

export const addHolidayInput = holidayInput.extend({ calendarId: z.uuid() });
export type AddHolidayInput = z.output<typeof addHolidayInput>;

export const removeHolidayInput = z.object({ calendarId: z.uuid(), holidayId: z.uuid() });
export type RemoveHolidayInput = z.output<typeof removeHolidayInput>;

/** Argentina's national holidays: the fixed ones of every year, and those of a year that move. */
export const addNationalHolidaysInput = z.object({ calendarId: z.uuid(), year: z.int().min(2018).max(2100) });
export type AddNationalHolidaysInput = z.output<typeof addNationalHolidaysInput>;

export const importHolidaysInput = z.object({
  calendarId: z.uuid(),
  text: z.string().min(1, "required").max(500_000, "tooLong"),
});
export type ImportHolidaysInput = z.output<typeof importHolidaysInput>;

export type HolidaysAdded = { added: number; known: number };
/** `left`: entries that are no whole day with a name. */
export type HolidaysImported = HolidaysAdded & { left: number };

export const setHoursInput = z.object({
  userId: z.uuid(),
  calendarId: z.uuid().nullable(),
  week: weekInput.nullable(),
  seen: z.object({ calendarId: z.uuid().nullable(), week: weekInput.nullable() }),
});
export type SetHoursInput = z.output<typeof setHoursInput>;

export const addLeaveInput = z
  .object({ userId: z.uuid(), from: dayInput, to: dayInput, reason: z.string().trim().max(200, "tooLong") })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "endsBefore" })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < LONGEST_LEAVE_DAYS * DAY_MS, {
    path: ["to"],
    message: "tooBig",
  });
export type AddLeaveInput = z.output<typeof addLeaveInput>;

export const removeLeaveInput = z.object({ userId: z.uuid(), leaveId: z.uuid() });
export type RemoveLeaveInput = z.output<typeof removeLeaveInput>;

/** Yearly ones stand in this leap year. */
export const EVERY_YEAR = 2000;

export type HolidayView = { id: string; day: string; yearly: boolean; name: string };

export type CalendarView = {
  id: string;
  name: string;
  /** Empty: the organisation's. */
  timeZone: string;
  isDefault: boolean;
  week: Week;
  holidays: HolidayView[];
  companies: { id: string; name: string }[];
  /** So many people were given it themselves. */
  people: number;
};

export type CalendarOption = { id: string; name: string; week: Week; timeZone: string };

/** `reason` is null for whom it doesn't concern. */
export type LeaveView = { id: string; from: string; to: string; reason: string | null };

export type PersonHours = {
  /** Given to this person; null: their company's. */
  calendarId: string | null;
  week: Week | null;
  /** What counts where nothing else is said. */
  usual: CalendarOption;
  /** On whose clock hours of their own are. */
  timeZone: string;
  /** The day it is there, as `2026-11-28`. */
  today: string;
  leave: LeaveView[];
  editable: boolean;
};

/** 09:30, and 24:00 for a day's end. */
export function clockOf(minute: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** 09:00–13:00, 14:00–18:00 */
export function hoursOf(spans: readonly WorkSpan[]): string {
  return spans.map(([from, to]) => `${clockOf(from)}–${clockOf(to)}`).join(", ");
}
