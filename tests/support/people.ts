import { hashPassword } from "@/lib/auth/password";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { fold } from "@/lib/core/text";
import { issueSetUpToken } from "@/lib/settings/commands";
import { makeUser } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";
import type { CreateUserInput } from "@/lib/users/schema";

export const PASSWORD = "tres camiones azules";
export const AT_HOME = { address: "203.0.113.9", userAgent: "Test" };
export const ELSEWHERE = { address: "198.51.100.7", userAgent: "Test" };

/** A user who can sign in with PASSWORD. */
export async function makePerson(roleKey: string, companyIds: string[] = []): Promise<UserActor> {
  const actor = await makeUser(roleKey, companyIds);
  await database().user.update({ where: { id: actor.id }, data: { passwordHash: await hashPassword(PASSWORD) } });
  return actor;
}

export async function roleId(key: string): Promise<string> {
  return (await database().role.findUniqueOrThrow({ where: { key } })).id;
}

/** What a form for a new user holds. */
export async function newUser(roleKey: string, companyIds: string[], more: Partial<CreateUserInput> = {}) {
  const id = fold(newId());
  const input: CreateUserInput = {
    userName: `u-${id}`,
    firstName: "Nadia",
    lastName: "Nueva",
    email: `${id}@example.test`,
    phone: "",
    whatsapp: "",
    jobTitle: "",
    locale: "es",
    timeZone: "America/Argentina/Buenos_Aires",
    roleId: await roleId(roleKey),
    companyIds,
    ...more,
  };
  return input;
}

export async function sessionsOf(userId: string): Promise<number> {
  return database().session.count({ where: { userId } });
}

/** The names of what was announced about a subject while something was done. */
export async function announced(subjectId: string, act: () => Promise<unknown>): Promise<string[]> {
  const where = { subjectId };
  const before = await database().event.count({ where });
  await act();
  const events = await database().event.findMany({ where, orderBy: { seq: "asc" }, skip: before });
  return events.map((event) => event.name);
}

/** Everything that was ever announced under a name, as text to look for something in. */
export async function toldUnder(name: string): Promise<string> {
  const events = await database().event.findMany({ where: { name } });
  return JSON.stringify(events.map(({ subjectLabel, payload, changes }) => ({ subjectLabel, payload, changes })));
}

export async function freshSetUpToken(): Promise<string> {
  const token = await issueSetUpToken();
  if (token === undefined) throw new Error("the first run is done");
  return token;
}
