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
  /** A seal that isn't what it was. */
  z.object({ kind: z.literal("sealChanged"), seal: z.string() }),
  z.object({ kind: z.literal("sealMissing"), seal: z.string() }),
  /** A seal that isn't signed with this installation's key. */
  z.object({ kind: z.literal("sealForeign"), seal: z.string() }),
  /** What stands for an address and a program isn't what it was. */
  z.object({ kind: z.literal("originChanged"), origin: z.string() }),
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
