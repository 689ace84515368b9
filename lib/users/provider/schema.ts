import { z } from "zod";
import { isSafe } from "@/lib/auth/provider/schema";
import type { ProviderFacts, ProviderProblem, ProviderValues } from "@/lib/auth/provider/schema";
import type { GroupRuleView, WayInLight } from "@/lib/users/identities/schema";

const line = z.string().trim().max(500, "tooLong");
/** A claim's name, or the way to it. */
const claim = line.min(1, "required").regex(/^[^\s"\\]+$/, "notClaim");

const fields = z
  .object({
    issuer: line
      .min(1, "required")
      .refine((text) => isIssuer(text), "notIssuer")
      .refine((text) => !isIssuer(text) || isSafe(new URL(text)), "notHttps"),
    clientId: line.min(1, "required").regex(/^[\x21-\x7e]+$/, "notValid"),
    secret: z.string().trim().max(1_000, "tooLong"),
    ca: z.string().trim().max(60_000, "tooLong"),
    scopes: line
      .transform((text) => text.replace(/\s+/g, " "))
      .refine((text) => text.split(" ").includes("openid"), "needsOpenid"),
    groupsClaim: claim,
    accountClaim: claim,
    trustsMail: z.boolean(),
    label: z.string().trim().max(60, "tooLong"),
    againDays: z.coerce.number("notValid").int("notValid").min(1, "tooSmall").max(30, "tooBig"),
  })
  .partial();

/** An address and nothing else: no name, no password, no question and no part of a page. */
function isIssuer(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { username, password, search, hash } = new URL(text);
  return username === "" && password === "" && search === "" && hash === "";
}

export const updateProviderInput = z.object({ set: fields, seen: z.record(z.string(), z.unknown()) });
export type UpdateProviderInput = z.output<typeof updateProviderInput>;

export const switchProviderInput = z.object({ on: z.boolean() });

export type ProviderRoom = {
  values: ProviderValues;
  hasSecret: boolean;
  on: boolean;
  light: WayInLight;
  problem: ProviderProblem | "";
  detail: string;
  answeredAt: string | null;
  rules: GroupRuleView[];
  version: string;
  people: { linked: number; out: number };
};

/** What asking the provider about itself found. Nothing was changed by it. */
export type ProviderTrial =
  { is: "fine"; facts: ProviderFacts } | { is: "trouble"; problem: ProviderProblem; detail: string };
