import type { FieldKind } from "@/lib/core/condition/fields";

/** A lead has one such row, or none. */
const ROWS = `"LeadDue" k where k."leadId" = l.id`;
const moment = (column: string): FieldKind => ({ type: "date", sql: `k."${column}"`, rows: ROWS });

/** What a list may ask of when something of a lead is due. `l` is the lead in raw SQL. */
export const dueFields = {
  dueAt: moment("dueAt"),
  warnAt: moment("warnAt"),
  /** When it was late for the first time, answered since or not. */
  missedAt: { type: "date", sql: `least(k."assignBreachedAt", k."respondBreachedAt")`, rows: ROWS },
  rotsAt: moment("rotsAt"),
  nextTaskAt: moment("nextTaskAt"),
  wroteAgainAt: moment("wroteAgainAt"),
  respondMinutes: { type: "number", column: "integer", sql: `k."respondMinutes"`, rows: ROWS },
} as const satisfies Record<string, FieldKind>;
