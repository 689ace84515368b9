import { z } from "zod";
import { passwordInput } from "@/lib/auth/schema";
import { saysDigits } from "@/lib/core/phone-text";
import { inOneCase, visible } from "@/lib/core/text";
import { NO_NAME_SIGN } from "@/lib/users/naming/schema";
import { localeInput, nameInput, timeZoneInput } from "@/lib/settings/schema";
import { normaliseEmail } from "@/lib/core/email";
import type { FromElsewhere } from "@/lib/users/identities/schema";
import type { NotManaged } from "@/lib/users/policy";
import type { RoleRights } from "@/lib/users/roles/schema";

export const ADMIN_ROLE = "admin";
export const EMPLOYEE_ROLE = "employee";
export const USERS_PER_PAGE = 50;

/** Without an @, so that it is never somebody's mail address. */
export const userNameInput = z
  .string()
  .trim()
  .overwrite(inOneCase)
  .min(1, "required")
  .superRefine((name, ctx) => {
    const message = userNameFault(name);
    if (message) ctx.addIssue({ code: "custom", message });
  });

/** What is wrong with it: a key of the `errors` messages. */
function userNameFault(name: string): string | undefined {
  if (name === "") return undefined;
  if (NO_NAME_SIGN.test(name)) return /\s/.test(name) ? "userNameSpace" : "userNameSigns";
  if (/^[._\p{M}-]/u.test(name)) return "userNameBegins";
  return /^.{2,40}$/u.test(name) ? undefined : "userNameLength";
}

export const emailInput = z
  .string()
  .trim()
  .min(1, "required")
  .transform((text, ctx) => {
    const email = normaliseEmail(text);
    if (email !== null) return email;
    ctx.addIssue({ code: "custom", message: "notEmail" });
    return z.NEVER;
  });

const lineInput = z.string().trim().max(120, "tooLong");

// Mail programs make a link of what looks like one; a dot after an initial or a short form doesn't.
const LINKS = /[/\\@<>]|[\p{L}\p{N}-]{4,}\.\p{L}{2,}|\.\p{Ll}{2,}|[\p{Cc}\u2028\u2029]/u;

/** A person's name goes into letters to mailboxes that anybody may type: it carries no link, no line end, nothing unseen. */
const plain = (text: string): string => visible(text).trim();
export const firstNameInput = nameInput
  .transform(plain)
  .pipe(z.string().min(1, "required"))
  .refine((name) => !LINKS.test(name), "nameHasLink");
export const lastNameInput = lineInput.transform(plain).refine((name) => !LINKS.test(name), "nameHasLink");

export const phoneInput = lineInput.max(60, "tooLong").refine(saysDigits, "noDigits");

/** What people may change of themselves. */
const personShape = {
  userName: userNameInput,
  firstName: firstNameInput,
  lastName: lastNameInput,
  email: emailInput,
  phone: phoneInput,
  /** Kept as WhatsApp knows it: in E.164, or empty. */
  whatsapp: phoneInput,
  jobTitle: lineInput,
  locale: localeInput,
  timeZone: timeZoneInput,
};
const adminShape = {
  ...personShape,
  roleId: z.uuid("required"),
  companyIds: z.array(z.uuid()).max(100),
};

export const createUserInput = z.object(adminShape);
export type CreateUserInput = z.output<typeof createUserInput>;

/** What was shown for each field that is changed: another value in the meantime is a conflict. */
const seen = z.record(z.string(), z.unknown());

export const updateUserInput = z.object({ userId: z.uuid(), set: z.object(adminShape).partial(), seen });
export type UpdateUserInput = z.output<typeof updateUserInput>;

/** `password`: the present one, which another mail address takes unless it was typed a moment ago. */
export const updateProfileInput = z.object({
  set: z.object(personShape).partial(),
  seen,
  password: passwordInput.optional(),
});
export type UpdateProfileInput = z.output<typeof updateProfileInput>;

export const userIdInput = z.object({ userId: z.uuid() });

/** How many open links an edit ended: what they were made for has changed. */
export type Edited = { linksEnded: number };

/** How a link reaches who it is for: by mail, or to be handed over; then it is seen this once. */
export type Handed = { linkToken: string; mailedTo?: undefined } | { mailedTo: string; linkToken?: undefined };

export const USER_STATES = ["active", "invited", "out", "deactivated", "all"] as const;

/** From the address bar: what makes no sense falls back to no filter. */
export const userListInput = z.object({
  search: z.string().trim().max(120).catch(""),
  roleId: z.uuid().nullable().catch(null),
  companyId: z.uuid().nullable().catch(null),
  state: z.enum(USER_STATES).catch("active"),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type UserListInput = z.output<typeof userListInput>;

export type RoleView = RoleRights & {
  id: string;
  key: string;
  nameEn: string;
  nameEs: string;
  everyCompany: boolean;
};

export type UserView = {
  id: string;
  name: string;
  userName: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  /** E.164, or empty. */
  whatsapp: string;
  jobTitle: string;
  locale: string;
  timeZone: string;
  role: { id: string; key: string; nameEn: string; nameEs: string };
  companies: { id: string; name: string; tone: string }[];
  /** Not deactivated. */
  active: boolean;
  /** The directory put them out, and nobody has let them in anew. */
  out: boolean;
  /** What keeps them from acting at this moment, if anything does. */
  kept: "out" | "owes" | null;
  hasPassword: boolean;
  /** Until when the link they were given works, while they haven't chosen a password. */
  invitedUntil: string | null;
  hasSecondFactor: boolean;
  hasPasskeys: boolean;
  /** They sign in through the company's directory or its identity provider, which says what they are here. */
  directory: FromElsewhere | null;
  lastSignInAt: string | null;
  createdAt: string;
  isSelf: boolean;
  /** The one who looks may edit them. */
  editable: boolean;
  /** Why they aren't. */
  notManaged: NotManaged | null;
};

export function fullName(user: { firstName: string; lastName: string }): string {
  return `${user.firstName} ${user.lastName}`.trim();
}
