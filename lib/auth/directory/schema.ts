import type { Listed } from "@/lib/auth/identities/schema";

export const SECURITIES = ["tls", "starttls", "none"] as const;
export type DirectorySecurity = (typeof SECURITIES)[number];

/** How people are looked up: by an account of ours, or by each who signs in, with what they typed. */
export const READINGS = ["account", "direct"] as const;
export type Reading = (typeof READINGS)[number];

/** Where it is said who is in which group: at the person, at the group, or at groups of groups (Active Directory). */
export const GROUP_WAYS = ["memberOf", "nested", "search"] as const;
export type GroupWay = (typeof GROUP_WAYS)[number];

/** Everything but the secret of how the directory is asked. */
export type DirectoryValues = {
  host: string;
  port: number;
  security: DirectorySecurity;
  ca: string;
  reading: Reading;
  bindDn: string;
  bindTemplate: string;
  base: string;
  personFilter: string;
  userNameAttribute: string;
  firstNameAttribute: string;
  lastNameAttribute: string;
  emailAttribute: string;
  phoneAttribute: string;
  jobTitleAttribute: string;
  groupsBy: GroupWay;
  groupBase: string;
  groupFilter: string;
  checkMinutes: number;
};

/** Stands in filters and templates for what was typed at the sign-in. */
export const LOGIN = "{login}";
/** Stands in the filter of groups for the person's distinguished name. */
export const PERSON = "{dn}";

/** What an attribute is called that says nothing here. */
const NONE = "";

/** Fits Active Directory and OpenLDAP: what a directory doesn't know of it matches nobody there. */
export const NO_DIRECTORY: DirectoryValues = {
  host: "",
  port: 636,
  security: "tls",
  ca: "",
  reading: "account",
  bindDn: "",
  bindTemplate: "",
  base: "",
  personFilter: `(&(objectClass=person)(|(sAMAccountName=${LOGIN})(userPrincipalName=${LOGIN})(uid=${LOGIN})(mail=${LOGIN})))`,
  userNameAttribute: NONE,
  firstNameAttribute: "givenName",
  lastNameAttribute: "sn",
  emailAttribute: "mail",
  phoneAttribute: "telephoneNumber",
  jobTitleAttribute: "title",
  groupsBy: "memberOf",
  groupBase: "",
  groupFilter: `(|(member=${PERSON})(uniqueMember=${PERSON}))`,
  checkMinutes: 15,
};

/** Why the directory couldn't be asked. A code; the screens word it. */
export const DIRECTORY_PROBLEMS = [
  "unknown_host",
  "forbidden_address",
  "refused_connection",
  "no_answer",
  "closed",
  "not_ldap",
  "wrong_security",
  "no_starttls",
  "certificate",
  "account_refused",
  "needs_tls",
  "no_base",
  "not_allowed",
  "bad_filter",
  "busy",
  "referral",
  "nobody_found",
  "no_key",
  "too_many",
  "internal",
] as const;
export type DirectoryProblem = (typeof DIRECTORY_PROBLEMS)[number];

export type DirectoryAccess = DirectoryValues & { password: string };
export type Typed = { login: string; password: string };

/** What the directory makes of a name, and of a password where one was brought. */
export type Answer =
  | { is: "yes"; person: Listed }
  /** The person is there; the password isn't theirs, or the directory has closed the account. */
  | { is: "refused"; person?: Listed }
  | { is: "nobody" }
  | { is: "several" };

/** The directory couldn't be asked, or isn't there to be. */
export type Away = { is: "away"; problem: DirectoryProblem | ""; detail: string };
