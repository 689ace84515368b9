import { z } from "zod";

/** A day as `2026-12-25`, if there is such a day, of a year that every clock and table can hold. */
export const dayInput = z.string().refine(isDay, "notValid");

/** When something was, by the clock on the wall of who says it, as `2026-11-23T14:05`; empty for now. */
export const happenedInput = z.union([z.literal(""), z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "notValid")]);

export function isDay(text: string): boolean {
  const moment = /^[12]\d{3}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text);
}
