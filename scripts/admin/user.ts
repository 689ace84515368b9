import { hashNewPassword } from "@/lib/auth/commands";
import { systemCtx } from "@/lib/core/ctx";
import { parseInput } from "@/lib/core/define-action";
import { database } from "@/lib/core/db";
import { normaliseEmail } from "@/lib/core/email";
import { mutate } from "@/lib/core/mutate";
import { invalid } from "@/lib/core/errors";
import { fromShell } from "@/lib/core/from-where";
import { fold } from "@/lib/core/text";
import { companies, organisation } from "@/lib/settings/queries";
import { DEFAULT_ORGANISATION } from "@/lib/settings/schema";
import { addUser, resetSecondFactor, resetUser } from "@/lib/users/commands";
import { roles } from "@/lib/users/queries";
import { ADMIN_ROLE, createUserInput } from "@/lib/users/schema";
import { completeSetUpByOperator } from "@/lib/users/set-up/commands";
import { setUpInput } from "@/lib/users/set-up/schema";
import { reached } from "./reached.ts";
import type { Verb } from "../admin.ts";

const ctx = systemCtx("operator", { from: fromShell() });

type Given = Parameters<Verb["run"]>[0];
type Answer = Awaited<ReturnType<Verb["run"]>>;

export const verbs: Record<string, Verb> = {
  create: {
    usage:
      "--email ana@example.com --name 'Ana Pérez' --role admin --company 'Company' [--company …] [--user-name ana] --password-stdin",
    options: {
      email: { type: "string" },
      name: { type: "string" },
      role: { type: "string" },
      company: { type: "string", multiple: true },
      "user-name": { type: "string" },
      "password-stdin": { type: "boolean" },
    },
    run: create,
  },
  reset: {
    usage: "ana@example.com [--second-factor]",
    options: { "second-factor": { type: "boolean" } },
    run: reset,
  },
};

/** Makes a user who can sign in at once; the first one completes the first run with defaults. */
async function create(given: Given): Promise<Answer> {
  const [firstName = "", ...rest] = requiredText(given, "name").split(/\s+/);
  const email = requiredText(given, "email");
  const roleKey = requiredText(given, "role").toLowerCase();
  const companyNames = given.lists["company"] ?? [];
  if (given.values["password-stdin"] !== true) throw usageError("--password-stdin is missing: pipe the password in.");
  const userName = textOf(given, "user-name") ?? (await freeUserName(email));
  const person = { firstName, lastName: rest.join(" "), email, userName, password: await standardInput() };
  const { isSetUp } = await organisation();
  const made = isSetUp ? await later(person, roleKey, companyNames) : await first(person, roleKey, companyNames);
  const { userName: signsInAs } = await database().user.findUniqueOrThrow({ where: { id: made } });
  return {
    text: `Made ${email}, who signs in with it or as ${signsInAs}.`,
    json: { id: made, email: normaliseEmail(email), userName: signsInAs, role: roleKey, firstRun: !isSetUp },
  };
}

type Person = { firstName: string; lastName: string; email: string; userName: string; password: string };

async function first(person: Person, roleKey: string, companyNames: string[]): Promise<string> {
  if (roleKey !== ADMIN_ROLE) throw invalid({ role: "firstIsAdmin" });
  const name = companyNames[0];
  if (name === undefined) throw invalid({ company: "required" });
  const { timeZone, defaultCountry, locale } = DEFAULT_ORGANISATION;
  const input = parseInput(setUpInput, {
    token: "",
    person,
    organisation: { name, timeZone, defaultCountry, locale },
    companies: companyNames.map((company) => ({ name: company })),
  });
  return (await completeSetUpByOperator(ctx, input)).userId;
}

async function later({ password, ...person }: Person, roleKey: string, companyNames: string[]): Promise<string> {
  const known = await roles({});
  const role = known.find(({ key }) => key === roleKey);
  if (!role) throw invalid({ role: "unknown" }, { known: known.map(({ key }) => key).join(", ") });
  const { locale, timeZone } = await organisation();
  const input = parseInput(createUserInput, {
    ...person,
    phone: "",
    whatsapp: "",
    jobTitle: "",
    locale,
    timeZone,
    roleId: role.id,
    companyIds: await companyIdsOf(companyNames),
  });
  const passwordHash = await hashNewPassword(password, input);
  return mutate(ctx, (tx, emit) => addUser(ctx, tx, emit, { ...input, passwordHash }));
}

async function companyIdsOf(names: string[]): Promise<string[]> {
  const known = await companies({});
  return names.map((name) => {
    const found = known.find((company) => company.key === name || fold(company.name) === fold(name));
    if (found) return found.id;
    throw invalid({ company: "unknown" }, { known: known.map((company) => company.name).join(", ") });
  });
}

/** Before the @, as far as a user name may look so. */
async function freeUserName(email: string): Promise<string> {
  const base =
    fold(email.split("@")[0] ?? "")
      .replace(/[^a-z0-9._-]+/g, "")
      .slice(0, 32) || "user";
  const start = /^[a-z0-9]/.test(base) && base.length > 1 ? base : `u${base}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? start : `${start}${number}`;
    if ((await database().user.count({ where: { userName: name } })) === 0) return name;
  }
}

/**
 * Takes the password back, ends all sessions, and prints a link to set a new one. A second factor stays, since who lost a
 * password still has their phone, unless it is said to go too.
 */
async function reset({ words, values }: Given): Promise<Answer> {
  const [email, ...more] = words;
  if (email === undefined || more.length > 0) throw invalid({ email: "required" });
  const found = await database().user.findUnique({
    where: { email: normaliseEmail(email) ?? email },
    select: { id: true, secondFactor: { select: { userId: true } } },
  });
  if (!found) throw invalid({ email: "nobodys" });
  const had = found.secondFactor !== null;
  const taken = had && values["second-factor"] === true;
  const { linkToken } = await mutate(ctx, async (tx) => {
    const joined = { ...ctx, tx };
    if (taken) await resetSecondFactor(joined, { userId: found.id });
    return resetUser(joined, { userId: found.id });
  });
  const path = `/welcome/${linkToken}`;
  const { url: link, assumed, remark } = reached(path);
  const lines = [`Works once, for seven days: ${link}`, ...remark, ...(had ? [factorText(taken)] : [])];
  const text = lines.join("\n");
  const json = { id: found.id, link, path, assumed, secondFactor: had && !taken };
  return { text, json };
}

function factorText(taken: boolean): string {
  return taken
    ? "Their second factor was taken away too."
    : "They are still asked for the code of their app, or a recovery code; with --second-factor they aren't.";
}

function textOf({ values }: Given, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function requiredText(given: Given, name: string): string {
  const text = textOf(given, name);
  if (text !== undefined) return text;
  throw invalid({ [name]: "required" });
}

/** Something is missing from what was typed: the dispatcher ends with 2. */
function usageError(message: string): Error {
  return Object.assign(new Error(message), { code: "ERR_PARSE_ARGS_MISSING" });
}

/** What is piped in, without the line's end. */
async function standardInput(): Promise<string> {
  let text = "";
  for await (const part of process.stdin) text += String(part);
  return text.replace(/\r?\n$/, "");
}
