import { normaliseEmail } from "@/lib/core/email";
import { visible } from "@/lib/core/text";
import type { DirectoryValues } from "@/lib/auth/directory/schema";
import type { Listed } from "@/lib/auth/identities/schema";

/** What an entry says, by the attributes' names in small letters. */
export type Said = { dn: string; values: ReadonlyMap<string, readonly (string | Buffer)[]> };

/** By what directories name an entry for ever, each in its own way. */
export const KEYS = ["objectGUID", "entryUUID", "nsUniqueId", "ipaUniqueID"] as const;
/** What an account is called, where nobody said which attribute it is. */
const ACCOUNTS = ["sAMAccountName", "uid", "userPrincipalName", "cn"];
/** By what they say that an account is closed. */
const CLOSED = ["userAccountControl", "accountExpires", "nsAccountLock", "pwdAccountLockedTime"];

type Attributes = Pick<
  DirectoryValues,
  | "userNameAttribute"
  | "firstNameAttribute"
  | "lastNameAttribute"
  | "emailAttribute"
  | "phoneAttribute"
  | "jobTitleAttribute"
>;

/** What is asked of a person; nothing else leaves the directory. */
export function askedOf(attributes: Attributes): string[] {
  const own = [
    attributes.userNameAttribute,
    attributes.firstNameAttribute,
    attributes.lastNameAttribute,
    attributes.emailAttribute,
    attributes.phoneAttribute,
    attributes.jobTitleAttribute,
  ];
  return [...new Set([...KEYS, ...ACCOUNTS, ...CLOSED, "memberOf", ...own])].filter((name) => name !== "");
}

/** The person an entry tells of; nobody where it has nothing that it is known again by. */
export function listed(said: Said, attributes: Attributes): Listed | undefined {
  const key = keyOf(said);
  if (key === undefined || said.dn === "") return undefined;
  const text = (name: string, most: number) => line(said, name).slice(0, most);
  return {
    key,
    dn: said.dn,
    account: accountOf(said, attributes),
    email: normaliseEmail(text(attributes.emailAttribute, 254)) ?? "",
    firstName: text(attributes.firstNameAttribute, 120),
    lastName: text(attributes.lastNameAttribute, 120),
    phone: text(attributes.phoneAttribute, 60),
    jobTitle: text(attributes.jobTitleAttribute, 120),
    groups: all(said, "memberOf"),
  };
}

function accountOf(said: Said, { userNameAttribute }: Attributes): string {
  const names = userNameAttribute === "" ? ACCOUNTS : [userNameAttribute];
  return names.map((name) => line(said, name).slice(0, 254)).find((name) => name !== "") ?? "";
}

/** The key with which attribute it is of, so that one of another directory is never taken for it. */
function keyOf(said: Said): string | undefined {
  for (const name of KEYS) {
    const value = said.values.get(name.toLowerCase())?.[0];
    if (value === undefined || value.length === 0) continue;
    return `${name}:${typeof value === "string" ? value.toLowerCase() : value.toString("hex")}`;
  }
  return undefined;
}

export type Key = { attribute: string; value: string | Buffer };

/** The same as what the directory is asked by. */
export function readKey(key: string): Key | undefined {
  const [attribute = "", value = ""] = key.split(":");
  if (value === "") return undefined;
  return { attribute, value: attribute === "objectGUID" ? Buffer.from(value, "hex") : value };
}

const DISABLED = 2;
/** Active Directory counts tenths of a microsecond from 1601. */
const FROM_1601_MS = 11_644_473_600_000;
const NEVER = new Set(["", "0", "9223372036854775807"]);

/** Whether the directory has closed the account. It lets such people in nowhere; that is asked of those who are in already. */
export function isClosed(said: Said, now: Date): boolean {
  const expires = line(said, "accountExpires");
  return (
    (Number(line(said, "userAccountControl")) & DISABLED) !== 0 ||
    (!NEVER.has(expires) && Number(expires) / 10_000 - FROM_1601_MS <= now.getTime()) ||
    line(said, "nsAccountLock").toLowerCase() === "true" ||
    line(said, "pwdAccountLockedTime") === "000001010000Z"
  );
}

function line(said: Said, name: string): string {
  return visible(all(said, name)[0] ?? "").trim();
}

/** Of an attribute with many values Active Directory tells the first ones, under a name that says which. */
function all({ values }: Said, name: string): string[] {
  if (name === "") return [];
  const own = name.toLowerCase();
  const found = [...values].filter(([key]) => key === own || key.startsWith(`${own};range=`));
  return found.flatMap(([, some]) => some.map((value) => (typeof value === "string" ? value : value.toString("utf8"))));
}
