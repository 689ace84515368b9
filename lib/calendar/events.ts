import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

export const calendarCreated = defineEvent("calendar.created", z.object({ copyOf: z.string() }));
export const calendarUpdated = defineEvent("calendar.updated", z.object({}));
export const calendarRemoved = defineEvent("calendar.removed", z.object({}));
/** `holidays`: the days with their names, as far as there are few enough to be read. */
export const calendarHolidaysAdded = defineEvent(
  "calendar.holidaysAdded",
  z.object({ count: z.number(), holidays: z.array(z.object({ day: z.string(), name: z.string() })) }),
);
export const calendarHolidayRemoved = defineEvent(
  "calendar.holidayRemoved",
  z.object({ day: z.string(), name: z.string() }),
);
/** A company works by another calendar; null: the organisation's. */
export const companyCalendarGiven = defineEvent(
  "company.calendarGiven",
  z.object({ calendarId: z.string().nullable() }),
);

export const userHoursChanged = defineEvent("user.hoursChanged", z.object({ calendarId: z.string().nullable() }));
/** Without its reason, which isn't everybody's who may read events. */
export const userLeaveAdded = defineEvent("user.leaveAdded", z.object({ from: z.string(), to: z.string() }));
export const userLeaveRemoved = defineEvent("user.leaveRemoved", z.object({ from: z.string(), to: z.string() }));
