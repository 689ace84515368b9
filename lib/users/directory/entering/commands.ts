import { endSessionsOf } from "@/lib/auth/sessions/commands";
import { UNSEEN } from "@/lib/auth/standing";
import { Outcome } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { defaultLocale, isLocale } from "@/lib/i18n/locale";
import { organisation } from "@/lib/settings/queries";
import { addUser, freeUserName, holdNames, keepAnAdmin, lockRow, subjectOf } from "@/lib/users/commands";
import { userPutOut } from "@/lib/users/directory/events";
import { directoryRules } from "@/lib/users/directory/queries";
import { ruleFor } from "@/lib/users/directory/rules";
import { edit } from "@/lib/users/editing/commands";
import { suggestUserName } from "@/lib/users/naming/schema";
import { firstNameInput, lastNameInput, phoneInput, userNameInput } from "@/lib/users/schema";
import type { Welcome } from "@/lib/auth/commands";
import type { Listed } from "@/lib/auth/directory/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Reader, Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { LockedUser } from "@/lib/users/commands";
import type { DirectoryRuleView, OutReason } from "@/lib/users/directory/schema";

/** What the directory says of people is told as its doing. */
export const asDirectory = (ctx: Ctx): Ctx => ({ ...ctx, actor: { type: "system", name: "directory" } });

type Came = { person: Listed; login: string };
type Guest = Awaited<ReturnType<Welcome>>;

/**
 * Whom the directory let in: made here at the first time, and brought in line with it at each. An account of the house
 * that has the same address is never taken over by that: somebody who may links the two.
 */
export const welcome: Welcome = async (ctx, tx, came) =>
  mutate({ ...asDirectory(ctx), tx }, async (_tx, emit) => receive(asDirectory(ctx), tx, emit, came));

async function receive(ctx: Ctx, tx: Tx, emit: Emit, { person, login }: Came): Promise<Guest> {
  // Of two first sign-ins at once, one finds what the other made.
  await holdNames(tx);
  const userId = await knownAs(tx, { person, login });
  const user = userId === undefined ? undefined : await lockRow(tx, userId);
  if (user?.deactivatedAt) return { refused: "deactivated", userId: user.id };
  const rule = ruleFor(await directoryRules(tx), person.groups);
  if (!rule) {
    // They don't come in; but while that so many have lost their groups is doubted, nothing of theirs ends by it.
    if (user && !(await isDoubted(tx))) await putOut(tx, emit, user, { reason: "noGroup", now: ctx.now() });
    return { refused: "directoryNoGroup", ...(user && { userId: user.id }) };
  }
  if (!user) return makeOne(ctx, tx, emit, { person, login }, rule);
  await follow(ctx, tx, emit, user, { person, login }, rule);
  return { userId: user.id };
}

/** By what the directory never changes of them; or linked, and here for the first time since. */
export async function knownAs(
  read: Pick<Reader, "directoryPerson">,
  { person, login }: Came,
): Promise<string | undefined> {
  const known = await read.directoryPerson.findUnique({ where: { key: person.key }, select: { userId: true } });
  if (known) return known.userId;
  const waiting = await read.directoryPerson.findMany({
    where: { key: null },
    select: { userId: true, account: true },
  });
  // Whoever linked them wrote the account as they know it: with its domain or without, or as it is typed at the sign-in.
  const isMeant = (account: string) =>
    bare(account) === bare(person.account) || account.toLowerCase() === login.toLowerCase();
  const [one, ...others] = waiting.filter(({ account }) => isMeant(account));
  // Of two who could be meant neither is let in by a guess.
  return others.length === 0 ? one?.userId : undefined;
}

async function isDoubted(tx: Tx): Promise<boolean> {
  return (await tx.directory.count({ where: { id: 1, heldOut: { gt: 0 } } })) > 0;
}

async function makeOne(ctx: Ctx, tx: Tx, emit: Emit, { person, login }: Came, rule: DirectoryRuleView): Promise<Guest> {
  if (person.email === "") return { refused: "directoryNoMail" };
  const taken = await tx.user.findUnique({ where: { email: person.email }, select: { id: true } });
  if (taken) return { refused: "directoryTaken", userId: taken.id };
  const { locale, timeZone } = await organisation();
  const names = namesOf(person);
  const userName = await freeUserName(tx, wantedName(person, names));
  const { roleId, companyIds, group } = rule;
  const userId = await addUser(ctx, tx, emit, {
    ...{ ...names, email: person.email, userName, phone: phoneOf(person), jobTitle: person.jobTitle },
    ...{ locale: isLocale(locale) ? locale : defaultLocale, timeZone, roleId, companyIds, group },
  });
  const { key, dn } = person;
  const now = ctx.now();
  await tx.directoryPerson.create({
    data: { userId, key, dn, account: login, group, seenAt: now, linkedAt: now },
  });
  return { userId };
}

/** Brings somebody's names, address, role and companies in line with the directory, and says so where they weren't. */
export async function follow(
  ctx: Ctx,
  tx: Tx,
  emit: Emit,
  user: LockedUser,
  { person, login }: { person: Listed; login?: string },
  rule: DirectoryRuleView,
): Promise<void> {
  const { id } = user;
  const set = differing(user, { ...(await wantedOf(tx, user, person)), ...(await dueTo(tx, user, rule)) });
  if (Object.keys(set).length > 0) {
    const seen = Object.fromEntries(Object.keys(set).map((field) => [field, user[field as keyof typeof set]]));
    await edit(ctx, tx, emit, user, { set, seen }, { group: rule.group });
  }
  const { key, dn } = person;
  const here = { key, dn, group: rule.group, seenAt: ctx.now(), outReason: "" };
  if (user.outAt) await tx.user.update({ where: { id }, data: { outAt: null } });
  await tx.directoryPerson.update({
    where: { userId: id },
    data: { ...here, ...(login !== undefined && { account: login }) },
  });
}

type Wanted = Partial<Pick<LockedUser, "firstName" | "lastName" | "email" | "phone" | "jobTitle" | "roleId">> & {
  companyIds?: string[];
};

/** What the directory doesn't say stays as it is here; an address that is somebody else's here as well. */
async function wantedOf(tx: Tx, user: LockedUser, person: Listed): Promise<Wanted> {
  const { email, jobTitle } = person;
  const others = email === "" ? 1 : await tx.user.count({ where: { email, id: { not: user.id } } });
  const phone = phoneOf(person);
  return {
    ...(person.firstName !== "" && namesOf(person)),
    ...(others === 0 && { email }),
    ...(phone !== "" && { phone }),
    ...(jobTitle !== "" && { jobTitle }),
  };
}

/** The last admin stays one, whatever the rules say. */
async function dueTo(tx: Tx, user: LockedUser, { roleId, companyIds }: DirectoryRuleView): Promise<Wanted> {
  if (roleId === user.roleId) return { companyIds };
  try {
    await keepAnAdmin(tx, user);
    return { roleId, companyIds };
  } catch (error) {
    if (error instanceof Outcome && error.code === "PRECONDITION") return {};
    throw error;
  }
}

function differing(user: LockedUser, wanted: Wanted): Wanted {
  const { companyIds, ...lines } = wanted;
  const changed = Object.entries(lines).filter(([field, value]) => user[field as keyof typeof lines] !== value);
  const sorted = (ids: readonly string[]) => [...ids].sort().join();
  const isElsewhere = companyIds !== undefined && sorted(companyIds) !== sorted(user.companyIds);
  return { ...Object.fromEntries(changed), ...(isElsewhere && { companyIds }) };
}

type Out = { reason: OutReason; now: Date };

/** The directory doesn't let them in any more: they are out at once, and so is what acts in their name. */
export async function putOut(tx: Tx, emit: Emit, user: LockedUser, { reason, now }: Out): Promise<void> {
  const sessionsEnded = await endSessionsOf(tx, user.id);
  const before = await tx.directoryPerson.findUniqueOrThrow({ where: { userId: user.id } });
  await tx.directoryPerson.update({
    where: { userId: user.id },
    data: { outReason: reason },
  });
  // Who only has to prove it again is still one of the house.
  if (!user.outAt && reason !== UNSEEN) await tx.user.update({ where: { id: user.id }, data: { outAt: now } });
  if (before.outReason !== reason || sessionsEnded > 0) {
    emit(userPutOut, { ...subjectOf(user), payload: { reason, sessionsEnded } });
  }
}

/** A directory may hold what no name here is; somebody is called by their account then. */
function namesOf({ firstName, lastName, account }: Listed): { firstName: string; lastName: string } {
  const first = firstNameInput.safeParse(firstName);
  const last = lastNameInput.safeParse(lastName);
  return {
    firstName: first.success ? first.data : plainAccount(account),
    lastName: last.success ? last.data : "",
  };
}

function wantedName({ account, email }: Listed, names: { firstName: string; lastName: string }): string {
  const own = userNameInput.safeParse(plainAccount(account));
  return own.success ? own.data : suggestUserName({ ...names, email }) || "user";
}

/** Without the domain it may bear. */
const plainAccount = (account: string): string => account.replace(/^.*\\/, "").replace(/@.*$/, "").slice(0, 40) || "–";

const bare = (account: string): string => plainAccount(account).toLowerCase();

function phoneOf({ phone }: Listed): string {
  const read = phoneInput.safeParse(phone);
  return read.success ? read.data : "";
}
