import { z } from "zod";
import { FIELD_KINDS } from "@/lib/leads/custom-fields/field/schema";
import type { FieldDefinition } from "@/lib/leads/custom-fields/field/schema";

export const MOST_FIELDS = 300;
export const MOST_OPTIONS = 200;

const label = z.string().trim().min(1, "required").max(60, "tooLong");
const help = z.string().trim().max(300, "tooLong");

/** An option; a new one has no key yet. */
const option = z.object({
  key: z.string().max(80).default(""),
  labelEn: label,
  labelEs: label,
  active: z.boolean().default(true),
});
export type OptionInput = z.output<typeof option>;

const fields = {
  kind: z.enum(FIELD_KINDS, "notValid"),
  labelEn: label,
  labelEs: label,
  helpEn: help,
  helpEs: help,
  typeIds: z.array(z.uuid()).max(200),
  takes: z.array(z.string().trim().min(1, "required").max(300, "tooLong")).max(50),
  options: z.array(option).max(MOST_OPTIONS),
};

export const addFieldInput = z.object({
  ...fields,
  helpEn: help.default(""),
  helpEs: help.default(""),
  typeIds: fields.typeIds.default([]),
  takes: fields.takes.default([]),
  options: fields.options.default([]),
});
export type AddFieldInput = z.output<typeof addFieldInput>;

export const updateFieldInput = z.object({
  fieldId: z.uuid(),
  set: z.object({ ...fields, active: z.boolean() }).partial(),
  /** What was seen of each of these. */
  seen: z.record(z.string(), z.unknown()),
});
export type UpdateFieldInput = z.output<typeof updateFieldInput>;

export const orderFieldsInput = z.object({
  ids: z.array(z.uuid()).min(1).max(MOST_FIELDS),
  seen: z.array(z.uuid()).max(MOST_FIELDS),
});
export type OrderFieldsInput = z.output<typeof orderFieldsInput>;

/** A field as its settings have it. */
export type FieldTerm = FieldDefinition & {
  /** How many leads say something in it. */
  leads: number;
};
