import { z } from "zod";

/** What stands where a personal value was. */
export const ERASED = "[erased]";

/** What a verification found wrong. Numbers are texts: they are larger than JSON's. */
export const findingSchema = z.discriminatedUnion("kind", [
  /** A row that isn't what it was when it was written. */
  z.object({
    kind: z.literal("changed"),
    seal: z.string(),
    seq: z.string(),
    name: z.string(),
    subject: z.string(),
    at: z.string(),
  }),
  /** A row that was sealed and isn't there any more. */
  z.object({ kind: z.literal("missing"), seal: z.string(), seq: z.string() }),
  /** A row that stands where everything was sealed already. */
  z.object({
    kind: z.literal("added"),
    seal: z.string(),
    seq: z.string(),
    name: z.string(),
    subject: z.string(),
    at: z.string(),
  }),
  /** A row that says it was recorded long before it was written, or in the future. */
  z.object({
    kind: z.literal("misdated"),
    seal: z.string(),
    seq: z.string(),
    name: z.string(),
    subject: z.string(),
    at: z.string(),
  }),
  /** A row of a transaction that there wasn't yet: it would never be sealed. */
  z.object({ kind: z.literal("beyond"), seq: z.string(), name: z.string(), subject: z.string(), at: z.string() }),
  /** A seal that isn't what it was. */
  z.object({ kind: z.literal("sealChanged"), seal: z.string() }),
  /** One, or several as `3-7`. */
  z.object({ kind: z.literal("sealMissing"), seal: z.string() }),
  /** A seal that isn't signed with this installation's key. */
  z.object({ kind: z.literal("sealForeign"), seal: z.string() }),
  /** What stands for an address and a program isn't what it was. */
  z.object({ kind: z.literal("originChanged"), origin: z.string() }),
  /** An event names one that isn't there. */
  z.object({ kind: z.literal("originMissing"), origin: z.string() }),
  /** The database numbers its transactions lower than the last seal: nothing can be sealed behind it. */
  z.object({ kind: z.literal("renumbered"), seal: z.string() }),
  /** The last seal that was noted outside the database isn't in it. */
  z.object({ kind: z.literal("headLost"), seal: z.string() }),
  z.object({ kind: z.literal("headDamaged") }),
  /** A verification that was noted outside the database isn't in it, or isn't this installation's. */
  z.object({ kind: z.literal("checkMissing"), check: z.string() }),
  z.object({ kind: z.literal("checkForeign"), check: z.string() }),
  /** What keeps the log append-only isn't what was shipped. */
  z.object({ kind: z.literal("guardChanged"), guard: z.string() }),
]);
export type Finding = z.output<typeof findingSchema>;

/** Told one by one; beyond it there is only how many. */
export const MOST_FINDINGS = 200;

export const CHECK_KINDS = ["new", "whole"] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

export type CheckResult = {
  kind: CheckKind;
  /** The seals that were looked at. */
  from: string;
  to: string;
  /** The last seal's hash, in hexadecimal: whoever keeps it elsewhere can tell later that nothing before it was made anew. */
  head: string;
  events: number;
  /** Rows whose personal values were erased, and rows that went with what isn't kept any longer: both as it should be. */
  erased: number;
  dropped: number;
  findings: Finding[];
  findingCount: number;
  /** Events that no seal covers yet. */
  unsealed: number;
};
