import { z } from "zod";
import { ASK_LEVELS, PARTS } from "@/lib/leads/status/schema";
import type { Asked, AskLevel, StatusPart } from "@/lib/leads/status/schema";

/** The lists of words that leads are described by. */
export const TERM_KINDS = ["status", "leadType", "lostReason"] as const;
export type TermKind = (typeof TERM_KINDS)[number];

/** What leads are moved away from when it is retired. A lost reason stays where it was said. */
export const MOVED_KINDS = ["status", "leadType"] as const;
export type MovedKind = (typeof MOVED_KINDS)[number];

/** Where a lead in a status stands: still open, cold or active, or closed, and how. */
export const STANDINGS = {
  cold: { phase: "cold", outcome: "open" },
  active: { phase: "active", outcome: "open" },
  won: { phase: "closed", outcome: "won" },
  lost: { phase: "closed", outcome: "lost" },
  disqualified: { phase: "closed", outcome: "disqualified" },
} as const;
export type Standing = keyof typeof STANDINGS;
const standings = Object.keys(STANDINGS) as [Standing, ...Standing[]];

export function standingOf({ phase, outcome }: { phase: string; outcome: string }): Standing {
  return standings.find((one) => STANDINGS[one].phase === phase && STANDINGS[one].outcome === outcome) ?? "cold";
}

export const TONES = [
  ...["gray", "blue", "cyan", "teal", "green", "lime", "amber", "orange", "red", "pink", "violet"],
] as [string, ...string[]];

const label = z.string().trim().min(1, "required").max(60, "tooLong");
const labels = { labelEn: label, labelEs: label };
const seen = z.record(z.string(), z.unknown());

const statusFields = {
  ...labels,
  groupId: z.uuid("required"),
  standing: z.enum(standings, "notValid"),
  tone: z.enum(TONES, "notValid"),
  asksReason: z.enum(ASK_LEVELS),
  asksDate: z.enum(ASK_LEVELS),
  asksAmount: z.enum(ASK_LEVELS),
  /** A lead lies too long after so many working hours without anything; null: never. */
  rotsAfterHours: z.int("notValid").min(1, "tooSmall").max(5000, "tooBig").nullable().optional(),
};

export const addStatusInput = z.object(statusFields);
export type AddStatusInput = z.infer<typeof addStatusInput>;
export const updateStatusInput = z.object({ statusId: z.uuid(), set: z.object(statusFields).partial(), seen });
export type UpdateStatusInput = z.infer<typeof updateStatusInput>;

export const addTermInput = z.object({ kind: z.enum(["leadType", "lostReason"]), ...labels });
export type AddTermInput = z.infer<typeof addTermInput>;
export const updateTermInput = z.object({
  kind: z.enum(["leadType", "lostReason"]),
  id: z.uuid(),
  set: z.object({ ...labels, active: z.boolean() }).partial(),
  seen,
});
export type UpdateTermInput = z.infer<typeof updateTermInput>;

export const orderTermsInput = z.object({
  kind: z.enum(TERM_KINDS),
  /** Those in use, in their new order; and in the one that was seen. */
  ids: z.array(z.uuid()).min(1).max(500),
  seen: z.array(z.uuid()).max(500),
});
export type OrderTermsInput = z.infer<typeof orderTermsInput>;

export const givePartInput = z.object({ part: z.enum(PARTS), statusId: z.uuid(), seenStatusId: z.uuid().nullable() });
export type GivePartInput = z.infer<typeof givePartInput>;

export const allowMoveInput = z.object({ fromId: z.uuid(), toId: z.uuid(), allowed: z.boolean() });
export type AllowMoveInput = z.infer<typeof allowMoveInput>;

export const retireInput = z.object({ kind: z.enum(MOVED_KINDS), id: z.uuid(), successorId: z.uuid("required") });
export type RetireInput = z.infer<typeof retireInput>;

export const reviveInput = z.object({ kind: z.enum(MOVED_KINDS), id: z.uuid() });
export type ReviveInput = z.infer<typeof reviveInput>;

/** Of a retired one: what took its place, and how many of its leads are still to move. */
export type Retired = { successorId: string | null; at: string; by: string; toMove: number; left: number };

export type TermView = {
  id: string;
  key: string;
  labelEn: string;
  labelEs: string;
  active: boolean;
  /** How many leads have it. */
  leads: number;
  retired: Retired | null;
};

export type StatusTerm = TermView & {
  groupId: string;
  phase: string;
  outcome: string;
  tone: string;
  part: StatusPart | null;
  asks: Asked;
  asksReason: AskLevel;
  asksDate: AskLevel;
  asksAmount: AskLevel;
  rotsAfterHours: number | null;
  /** Keys of the statuses that can't be gone to from here. */
  barred: string[];
};

export type GroupTerm = { id: string; key: string; labelEn: string; labelEs: string };
