import { z } from "zod";
import { happenedInput } from "@/lib/core/day";
import { saysDigits } from "@/lib/core/phone-text";
import { visible } from "@/lib/core/text";
import { changeAnswers } from "@/lib/leads/status/schema";

export const CONTACT_CHANNELS = ["call", "whatsapp", "mail", "meeting"] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

/** `pending`: the attempt was made by one click and the person hasn't said yet how it went. */
export const CONTACT_OUTCOMES = ["pending", "reached", "no-answer", "left-message", "wrong-number"] as const;
export type ContactOutcome = (typeof CONTACT_OUTCOMES)[number];

/** One rule that matched: what it decided (an earlier one may have), and the points it gave. */
export type SpokenRule = { id: string; name: string; version: number; decided: string[]; points: number };

export const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
export type Priority = (typeof PRIORITIES)[number];

const leadId = z.uuid();
const seen = z.record(z.string(), z.string());

// PostgreSQL has no NUL in texts.
export const text = (most: number) =>
  z
    .string()
    .transform((typed) => visible(typed.replaceAll("\0", "")).trim())
    .pipe(z.string().max(most, "tooLong"));

export const changeStatusInput = z.object({
  leadId,
  statusId: z.uuid(),
  /** The status the person saw when they chose. */
  seenStatusId: z.uuid(),
  ...changeAnswers,
});
export type ChangeStatusInput = z.infer<typeof changeStatusInput>;

export const assignLeadInput = z.object({
  leadId,
  ownerId: z.uuid().nullable(),
  seenOwnerId: z.uuid().nullable(),
  reason: text(500).default(""),
});
export type AssignLeadInput = z.output<typeof assignLeadInput>;

/** What people may edit by hand. Each is optional: only what is present changes. */
export const leadFields = z
  .object({
    contactName: text(300),
    firm: text(300),
    email: z.union([z.literal(""), z.email({ error: "email" })]),
    phone: text(60).refine(saysDigits, "noDigits"),
    message: text(100_000),
    service: text(300),
    managementMessage: text(5000),
    priority: z.enum(PRIORITIES),
    leadTypeId: z.uuid(),
    companyId: z.uuid(),
  })
  .partial();
export type LeadFields = z.infer<typeof leadFields>;

export const updateLeadInput = z.object({
  leadId,
  set: leadFields,
  /** The value the person saw, for each field in `set`. */
  seen,
});
export type UpdateLeadInput = z.infer<typeof updateLeadInput>;

export const logContactInput = z.object({
  leadId,
  channel: z.enum(CONTACT_CHANNELS),
  outcome: z.enum(CONTACT_OUTCOMES).default("pending"),
  note: text(5000).default(""),
  /** When it was, where that isn't now. */
  happenedAt: happenedInput.optional(),
});
export type LogContactInput = z.output<typeof logContactInput>;

export const takeBackContactInput = z.object({
  leadId,
  attemptId: z.uuid(),
  /** How it had gone when the person decided so. */
  seen: z.enum(CONTACT_OUTCOMES).default("pending"),
});
export type TakeBackContactInput = z.output<typeof takeBackContactInput>;

export const setContactOutcomeInput = z.object({
  attemptId: z.uuid(),
  outcome: z.enum(CONTACT_OUTCOMES).exclude(["pending"]),
  /** Without one, what was noted stays. */
  note: text(5000).optional(),
});
export type SetContactOutcomeInput = z.output<typeof setContactOutcomeInput>;

export const keepEmailInput = z.object({ leadId, email: z.string().max(320) });
export type KeepEmailInput = z.infer<typeof keepEmailInput>;

/** How people say a lead's number. */
export function leadLabel(number: number): string {
  return `L-${number}`;
}
