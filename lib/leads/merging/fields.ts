import { same } from "@/lib/leads/merging/accrued";
import { dayOf } from "@/lib/leads/status/answers";
import type { Lead } from "@/lib/core/prisma/client";
import type { MergeField } from "@/lib/leads/merging/schema";
import type { ChangeAnswers } from "@/lib/leads/status/schema";

/** Written by verbs of their own, with span and assignment. */
export type MovedField = "statusId" | "ownerId";
type CopiedField = Exclude<MergeField, MovedField>;

/** The columns that go together with a field. */
const COLUMNS = {
  contactName: ["contactName", "contactNameKey"],
  firm: ["firm", "firmKey"],
  email: ["email", "emailKey"],
  phone: ["phone", "phoneE164", "phoneKey"],
  service: ["service", "serviceKey"],
  message: ["message"],
  managementMessage: ["managementMessage"],
  priority: ["priority"],
  amountCents: ["amountCents", "currency"],
  leadTypeId: ["leadTypeId"],
  statusId: ["statusId", "lostReasonId", "holdUntil"],
  ownerId: ["ownerId"],
} as const satisfies Record<MergeField, readonly (keyof Lead)[]>;

type Columns = Record<string, string | null>;
/** What a merge changed of a survivor's field: its columns before and after. */
export type FieldChange = { from: Columns; to: Columns };
export type FieldChanges = Partial<Record<MergeField, FieldChange>>;

export function columnsOf(lead: Record<string, unknown>, field: MergeField): Columns {
  return Object.fromEntries(COLUMNS[field].map((column) => [column, textOf(lead[column])]));
}

/** A field's value as a merge keeps and compares it. */
export const saidIn = (lead: Lead, field: MergeField): string | null => textOf(lead[field]);

export const saysNothing = (lead: Lead, field: MergeField): boolean => (saidIn(lead, field) ?? "") === "";

/** A day is kept as its text, and an amount. */
function textOf(value: unknown): string | null {
  if (value instanceof Date) return dayOf(value);
  return typeof value === "bigint" ? String(value) : (value as string | null);
}

/** Columns as the lead's row has them. */
export function rowOf(columns: readonly Columns[]): Partial<Lead> {
  const { amountCents, ...texts } = Object.assign({}, ...columns) as Columns;
  const amount = typeof amountCents === "string" ? BigInt(amountCents) : amountCents;
  return { ...texts, ...(amount !== undefined && { amountCents: amount }) };
}

/** What was answered when the status was given, which goes with it. */
export function answersIn(columns: Columns): ChangeAnswers {
  return { lostReasonId: columns["lostReasonId"] ?? null, holdUntil: columns["holdUntil"] ?? null };
}

export function isCopied(field: MergeField): field is CopiedField {
  return field !== "statusId" && field !== "ownerId";
}

/** What taking these fields changes. */
export function changesOf(survivor: Lead, other: Lead, take: readonly MergeField[]): FieldChanges {
  const differing = take.filter((field) => survivor[field] !== other[field]);
  return Object.fromEntries(
    differing.map((field) => [field, { from: columnsOf(survivor, field), to: columnsOf(other, field) }]),
  );
}

/** Which changes still stand and can be taken back; the others somebody has overwritten. */
export function standing(lead: Lead, changes: FieldChanges): { back: FieldChanges; kept: MergeField[] } {
  const entries = Object.entries(changes) as [MergeField, FieldChange][];
  const stands = ([field, { to }]: [MergeField, FieldChange]) => saidIn(lead, field) === to[field];
  return {
    back: Object.fromEntries(entries.filter(stands)),
    kept: entries.filter((entry) => !stands(entry)).map(([field]) => field),
  };
}

/**
 * A later merge that began where this one ended now begins where this one began: taken back in any order, the fields
 * come to what they were. Answers undefined where there is nothing to relink.
 */
export function relinked(later: FieldChanges, undone: FieldChanges): FieldChanges | undefined {
  const relink = Object.entries(undone).filter(([field, { to }]) => same(later[field as MergeField]?.from, to));
  if (relink.length === 0) return undefined;
  return {
    ...later,
    ...Object.fromEntries(
      relink.map(([field, { from }]) => [field, { from, to: later[field as MergeField]?.to ?? from }]),
    ),
  };
}
