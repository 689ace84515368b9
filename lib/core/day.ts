import { z } from "zod";

/** A day as `2026-12-25`, if there is such a day, of a year that every clock and table can hold. */
export const dayInput = z.string().refine(isDay, "notValid");

export function isDay(text: string): boolean {
  const moment = /^[12]\d{3}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text);
}
