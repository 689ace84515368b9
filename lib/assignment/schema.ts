import { z } from "zod";
import { conditionSchema } from "@/lib/core/condition/schema";

const MAX_RULES = 200;
const MAX_PEOPLE = 200;
const name = z.string().trim().min(1, "required").max(120);

/** How one of a rule's people is chosen. */
export const METHODS = ["roundRobin", "weighted", "leastOpen", "bestResult", "named"] as const;
export type Method = (typeof METHODS)[number];

/** Why somebody of a rule's people couldn't get a lead. */
export const SKIPS = [
  "deactivated",
  "notWorking",
  "otherCompany",
  "onLeave",
  "offHours",
  "overCap",
  "overRuleCap",
  "ahead",
  "takenBack",
] as const;
export type Skip = (typeof SKIPS)[number];

const cap = z.int("number").min(1, "notValid").max(100_000, "notValid");
const minutes = z.int("number").min(1, "notValid").max(100_000, "notValid");

/** Who may get what a rule speaks of: people, the people of companies, or those of the lead's own company. */
const pool = z.object({
  userIds: z.array(z.uuid()).max(MAX_PEOPLE),
  companyIds: z.array(z.uuid()).max(50),
  ownCompany: z.boolean(),
});

export const assignmentRule = z.object({
  id: z.uuid(),
  name,
  condition: conditionSchema,
  pool,
  method: z.enum(METHODS),
  /** Of how many leads each gets; 1 where nothing is said. */
  weights: z.record(z.uuid(), z.int("number").min(1, "notValid").max(100, "notValid")),
  /** Nobody gets a lead by this rule who has so many open ones. */
  cap: cap.nullable(),
  /** Working minutes without a first response until the owner is reminded, and until somebody else gets the lead. */
  remind: minutes.nullable(),
  takeBack: minutes.nullable(),
});
export type AssignmentRule = z.infer<typeof assignmentRule>;

/** How many open leads somebody may have before rules pass them over; nobody is kept from giving more by hand. */
export const caps = z.object({ everybody: cap.nullable(), people: z.record(z.uuid(), cap) });
export type Caps = z.infer<typeof caps>;

/** `version` is 0 where nobody saved rules yet. */
export type Assignment = { version: number; rules: AssignmentRule[]; caps: Caps };

export type AssignmentVersionView = Assignment & { savedAt: Date; savedBy: string; restoredFrom: number | null };

const draft = {
  rules: z.array(assignmentRule.extend({ id: z.uuid().optional() })).max(MAX_RULES),
  caps,
};

export const saveAssignmentInput = z.object({
  ...draft,
  /** The version the person saw. */
  seen: z.int().min(0),
  /** The version these rules were taken from, where an older one is brought back. */
  restoredFrom: z.int().min(1).nullable().default(null),
});
export type SaveAssignmentInput = z.output<typeof saveAssignmentInput>;

export const assignmentVersionsInput = z.object({});

/** What a receipt says of one of the rule's people. `why` is empty for a candidate. */
export type ReceiptPerson = {
  id: string;
  why?: Skip;
  /** Open leads before this one; not counted for whom it didn't matter. */
  open?: number;
  cap?: number;
  weight?: number;
  /** Leads owed, as the turn had it. */
  credit?: number;
  won?: number;
  lost?: number;
  /** As smoothed, in per cent. */
  rate?: number;
};

/** How an automatic assignment came about, as it was known then. */
export type Receipt = {
  rule: { id: string; name: string; place: number; version: number };
  method: Method;
  people: ReceiptPerson[];
  /** It was taken from them, since no first response was logged in so many working minutes. */
  takenFrom?: { id: string; minutes: number };
  /** It had waited since. */
  waited?: string;
  /** Nobody was asked: so many of the same kind waited before it. */
  behind?: number;
};

export type Option = { value: string; label: string };

/** Somebody a rule can name. */
export type PoolPerson = {
  id: string;
  name: string;
  active: boolean;
  invited: boolean;
  companyIds: string[];
  everywhere: boolean;
};
