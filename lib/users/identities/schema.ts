import { z } from "zod";
import type { Via } from "@/lib/auth/identities/schema";

const MOST_RULES = 100;

const ruleInput = z.object({
  group: z.string().trim().min(1, "required").max(500, "tooLong"),
  roleId: z.uuid("required"),
  companyIds: z.array(z.uuid()).max(100),
});

/** `seen`: the version of the rules that were changed. */
export const saveRulesInput = z.object({
  rules: z.array(ruleInput).max(MOST_RULES, "tooBig"),
  seen: z.string().max(200_000),
});
export type SaveRulesInput = z.output<typeof saveRulesInput>;

export const accountInput = z.string().trim().min(1, "required").max(254, "tooLong");

export const linkUserInput = z.object({ userId: z.uuid(), account: accountInput });
export type LinkUserInput = z.output<typeof linkUserInput>;

/** What a group makes of its people. */
export type GroupRuleView = { group: string; roleId: string; companyIds: string[] };

/** The rule that counts for somebody who is tried, by its place in the list. */
export type TriedRule = { place: number; group: string; roleEn: string; roleEs: string; companies: string[] };

/** What somebody is here who is tried. */
export type TriedAs = "new" | "known" | "taken" | "deactivated" | "noMail";

/**
 * Why somebody isn't let in any more who was. `unseen`: they have to prove it again; `absent`: they haven't for so long that
 * nothing is given to them any more.
 */
export const OUT_REASONS = ["gone", "closed", "noGroup", "unseen", "absent"] as const;
export type OutReason = (typeof OUT_REASONS)[number];

/** Where somebody's role and companies come from: `group` is empty until they have come that way once. */
export type FromElsewhere = { via: Via; group: string; account: string; outReason: OutReason | "" };

/** How directory or provider fares: not set up, set up and off, not tried yet, lets people in, or doesn't. */
export type WayInLight = "unset" | "off" | "untried" | "fine" | "failing";
