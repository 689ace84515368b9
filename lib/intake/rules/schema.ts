import { z } from "zod";
import { conditionSchema } from "@/lib/core/condition/schema";
import { PRIORITIES } from "@/lib/leads/schema";

const MAX_RULES = 200;
const name = z.string().trim().min(1, "required").max(120);
const key = z.string().min(1).max(60);

/** What a rule says of a lead that matches it. Keys, so that a rule reads the same on every installation. */
export const ruleEffect = z
  .strictObject({
    statusKey: key,
    leadTypeKey: key,
    companyKey: key,
    priority: z.enum(PRIORITIES),
    tags: z.array(z.string().trim().min(1).max(60)).max(20),
    /** Who looks at it first; it stays pending. */
    ownerId: z.uuid(),
    /** Added to the score, or taken from it. */
    points: z.int("number").min(-100, "notValid").max(100, "notValid"),
  })
  .partial();
export type RuleEffect = z.infer<typeof ruleEffect>;

/** `stop`: no rule after this one is asked. */
export const rule = z.object({ id: z.uuid(), name, condition: conditionSchema, effect: ruleEffect, stop: z.boolean() });
export type Rule = z.infer<typeof rule>;

export const ruleList = z.array(rule).max(MAX_RULES);

/** `version` is 0 where nobody saved rules yet. */
export type RuleList = { version: number; rules: Rule[]; otherwise: RuleEffect };

const draft = {
  /** Null: the list for every source. */
  sourceId: z.uuid().nullable(),
  rules: z.array(rule.extend({ id: z.uuid().optional(), stop: z.boolean().default(false) })).max(MAX_RULES),
  otherwise: ruleEffect.default({}),
};

export const saveRulesInput = z.object({
  ...draft,
  /** The version the person saw. */
  seen: z.int().min(0),
  /** The version these rules were taken from, where an older one is brought back. */
  restoredFrom: z.int().min(1).nullable().default(null),
});
export type SaveRulesInput = z.output<typeof saveRulesInput>;

export const previewRulesInput = z.object({
  ...draft,
  /** Where the last answer ended. */
  after: z.object({ id: z.uuid(), receivedAt: z.iso.datetime() }).nullable().default(null),
});
export type PreviewRulesInput = z.output<typeof previewRulesInput>;

export type ChangedField = "status" | "leadType" | "company" | "priority" | "owner" | "tags" | "score";
/** Keys; for an owner the user's id; empty where there is none. */
export type PreviewChange = { field: ChangedField; from: string; to: string };
export type PreviewExample = {
  deliveryId: string;
  /** Null where the lead is gone. */
  lead: { number: number; label: string } | null;
  who: string;
  source: string;
  receivedAt: string;
  changes: PreviewChange[];
};
/** One step through the deliveries; `next` is null at the end. */
export type PreviewStep = {
  looked: number;
  changed: number;
  counts: (PreviewChange & { count: number })[];
  examples: PreviewExample[];
  next: { id: string; receivedAt: string } | null;
};

export const rulesInput = z.object({ sourceId: z.uuid().nullable() });

export type RuleVersionView = RuleList & { savedAt: Date; savedBy: string; restoredFrom: number | null };
