import { z } from "zod";
import { DIRECTORY_PROBLEMS, GROUP_WAYS, LOGIN, PERSON, READINGS, SECURITIES } from "@/lib/auth/directory/schema";
import { passwordInput } from "@/lib/auth/schema";
import { accountInput } from "@/lib/users/identities/schema";
import type { DirectoryProblem, DirectoryValues } from "@/lib/auth/directory/schema";
import type { GroupRuleView, TriedAs, TriedRule, WayInLight } from "@/lib/users/identities/schema";

const line = z.string().trim().max(500, "tooLong");
const filter = z.string().trim().min(1, "required").max(2_000, "tooLong");
const attribute = line.regex(/^(?:[A-Za-z][A-Za-z0-9-]*)?$/, "notAttribute");

const fields = z
  .object({
    host: line.min(1, "required").regex(/^[^\s/@]+$/, "notValid"),
    port: z.coerce.number("notValid").int("notValid").min(1, "notValid").max(65_535, "notValid"),
    security: z.enum(SECURITIES, "notValid"),
    ca: z.string().trim().max(60_000, "tooLong"),
    reading: z.enum(READINGS, "notValid"),
    bindDn: line,
    password: z.string().max(500, "tooLong"),
    bindTemplate: line.refine((text) => text === "" || text.includes(LOGIN), "needsLogin"),
    base: line.min(1, "required"),
    personFilter: filter.refine((text) => text.includes(LOGIN), "needsLogin"),
    userNameAttribute: attribute,
    firstNameAttribute: attribute.min(1, "required"),
    lastNameAttribute: attribute,
    emailAttribute: attribute.min(1, "required"),
    phoneAttribute: attribute,
    jobTitleAttribute: attribute,
    groupsBy: z.enum(GROUP_WAYS, "notValid"),
    groupBase: line,
    groupFilter: filter.refine((text) => text.includes(PERSON) || text.includes(LOGIN), "needsPerson"),
    checkMinutes: z.coerce.number("notValid").int("notValid").min(5, "tooSmall").max(1_440, "tooBig"),
  })
  .partial();

export const updateDirectoryInput = z.object({ set: fields, seen: z.record(z.string(), z.unknown()) });
export type UpdateDirectoryInput = z.output<typeof updateDirectoryInput>;

export const switchDirectoryInput = z.object({ on: z.boolean() });

/** `password`: to try the sign-in as well. */
export const tryDirectoryInput = z.object({
  account: accountInput,
  password: passwordInput.or(z.literal("")).optional(),
});
export type TryDirectoryInput = z.output<typeof tryDirectoryInput>;

/** `count`: as it was shown. */
export const confirmOutInput = z.object({ count: z.int().min(1) });
export type ConfirmOutInput = z.output<typeof confirmOutInput>;

export type DirectoryRoom = {
  values: DirectoryValues;
  hasPassword: boolean;
  on: boolean;
  light: WayInLight;
  problem: DirectoryProblem | "";
  detail: string;
  triedAt: string | null;
  answeredAt: string | null;
  checkedAt: string | null;
  rules: GroupRuleView[];
  version: string;
  people: { linked: number; out: number };
  /** How many the last check would have put out at once, and didn't. */
  heldOut: number;
};

export const isDirectoryProblem = (text: string): text is DirectoryProblem =>
  (DIRECTORY_PROBLEMS as readonly string[]).includes(text);

/** What trying found, and what it would come to. Nothing was changed by it. */
export type DirectoryTrial =
  | { is: "away"; problem: DirectoryProblem | ""; detail: string }
  | { is: "nobody" | "several" | "refused" }
  | {
      is: "found";
      /** Whether the password was right; null where none was brought. */
      entered: boolean | null;
      closed: boolean;
      person: { dn: string; account: string; name: string; email: string; phone: string; jobTitle: string };
      groups: string[];
      /** The rule that counts, by its place in the list. */
      rule: TriedRule | null;
      as: TriedAs;
    };
