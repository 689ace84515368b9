"use server";

import { defineAction } from "@/lib/auth/define-action";
import { addCalendar, giveCalendar, removeCalendar, updateCalendar } from "@/lib/calendar/commands";
import { addHoliday, addNationalHolidays, importHolidays, removeHoliday } from "@/lib/calendar/holidays/commands";
import { addLeave, removeLeave, setHours } from "@/lib/calendar/people/commands";
import {
  addCalendarInput,
  addHolidayInput,
  addLeaveInput,
  addNationalHolidaysInput,
  calendarIdInput,
  giveCalendarInput,
  importHolidaysInput,
  removeHolidayInput,
  removeLeaveInput,
  setHoursInput,
  updateCalendarInput,
} from "@/lib/calendar/schema";

export const addCalendarAction = defineAction({ input: addCalendarInput, run: addCalendar });
export const updateCalendarAction = defineAction({ input: updateCalendarInput, run: updateCalendar });
export const removeCalendarAction = defineAction({ input: calendarIdInput, run: removeCalendar });
export const giveCalendarAction = defineAction({ input: giveCalendarInput, run: giveCalendar });
export const addHolidayAction = defineAction({ input: addHolidayInput, run: addHoliday });
export const addNationalHolidaysAction = defineAction({ input: addNationalHolidaysInput, run: addNationalHolidays });
export const importHolidaysAction = defineAction({ input: importHolidaysInput, run: importHolidays });
export const removeHolidayAction = defineAction({ input: removeHolidayInput, run: removeHoliday });
export const setHoursAction = defineAction({ input: setHoursInput, run: setHours });
export const addLeaveAction = defineAction({ input: addLeaveInput, run: addLeave });
export const removeLeaveAction = defineAction({ input: removeLeaveInput, run: removeLeave });
