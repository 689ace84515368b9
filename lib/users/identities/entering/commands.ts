import { endSessionsOf } from "@/lib/auth/sessions/commands";
import { IN, UNSEEN } from "@/lib/auth/standing/policy";
import { database } from "@/lib/core/db";
import { Outcome } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { defaultLocale, isLocale } from "@/lib/i18n/locale";
import { organisation } from "@/lib/settings/queries";
import { addUser, freeUserName, holdNames, keepAnAdmin, lockRow, subjectOf } from "@/lib/users/commands";
import { edit } from "@/lib/users/editing/commands";
import { userPutOut } from "@/lib/users/identities/events";
import { groupRules } from "@/lib/users/identities/queries";
import { ruleFor } from "@/lib/users/identities/rules";
import { suggestUserName } from "@/lib/users/naming/schema";
import { firstNameInput, lastNameInput, phoneInput, userNameInput } from "@/lib/users/schema";
import type { Welcome } from "@/lib/auth/identities/entering/commands";
import type { Listed, Via } from "@/lib/auth/identities/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Reader, Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { Prisma } from "@/lib/core/prisma/client";
import type { LockedUser } from "@/lib/users/commands";
import type { GroupRuleView, OutReason } from "@/lib/users/identities/schema";

/** What directory or provider say of people is told as their doing. */
export const asVia = (ctx: Ctx, via: Via): Ctx => ({ ...ctx, actor: { type: "system", name: via } });

type Came = Parameters<Welcome>[2];
type Guest = Awaited<ReturnType<Welcome>>;

/**
 * Whom directory or provider let in: made here at the first time, and brought in line with it at each. An account of the
 * house that has the same address is never taken over by that: somebody who may links the two.
 */
export const welcome: Welcome = async (ctx, tx, came) =>
  mutate({ ...asVia(ctx, came.via), tx }, async (_tx, emit) => receive(asVia(ctx, came.via), tx, emit, came));

async function receive(ctx: Ctx, tx: Tx, emit: Emit, came: Came): Promise<Guest> {
  const { via, person } = came;
  // Of two first sign-ins at once, one finds what the other made.
  await holdNames(tx);
  const userId = await knownAs(tx, came);
  const user = userId === undefined ? undefined : await lockRow(tx, userId);
  if (user?.deactivatedAt) return { refused: "deactivated", userId: user.id };
  const rule = ruleFor(via, await groupRules(tx, via), person.groups);
  if (!rule) {
    // They don't come in; but while that so many have lost their groups is doubted, nothing of theirs ends by it.
    if (user && !(await isDoubted(tx, via))) await putOut(tx, emit, user, { reason: "noGroup", now: ctx.now() });
    return { refused: `${via}NoGroup`, ...(user && { userId: user.id }) };
  }
  if (!user) return makeOne(ctx, tx, emit, came, rule);
  await follow(ctx, tx, emit, user, came, rule);
  return { userId: user.id };
}

/** By what is never changed there of them; or linked, and here for the first time since. */
export async function knownAs(
  read: Pick<Reader, "directoryPerson">,
  { via, person, login }: Pick<Came, "via" | "person" | "login">,
): Promise<string | undefined> {
  const known = await read.directoryPerson.findUnique({ where: { key: person.key }, select: { userId: true } });
  if (known) return known.userId;
  if (person.account === "") return undefined;
  const waiting = await read.directoryPerson.findMany({
    where: { via, key: null },
    select: { userId: true, account: true },
  });
  // Whoever linked them wrote the account as they know it: with its domain or without, or as it is typed at the sign-in.
  // A provider's accounts are addresses of many houses, of which the domain is a part.
  const isMeant = (account: string) =>
    same(account, person.account) ||
    (via === "directory" && (same(bare(account), bare(person.account)) || same(account, login)));
  const [one, ...others] = waiting.filter(({ account }) => isMeant(account));
  // Of two who could be meant neither is let in by a guess.
  return others.length === 0 ? one?.userId : undefined;
}

async function isDoubted(tx: Tx, via: Via): Promise<boolean> {
  return via === "directory" && (await tx.directory.count({ where: { id: 1, heldOut: { gt: 0 } } })) > 0;
}

async function makeOne(
  ctx: Ctx,
  tx: Tx,
  emit: Emit,
  { via, person, login }: Came,
  rule: GroupRuleView,
): Promise<Guest> {
  if (person.email === "") return { refused: `${via}NoMail` };
  const taken = await tx.user.findUnique({ where: { email: person.email }, select: { id: true } });
  if (taken) return { refused: `${via}Taken`, userId: taken.id };
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
    data: { userId, via, key, dn, account: login, group, seenAt: now, linkedAt: now },
  });
  return { userId };
}

/** Brings somebody's names, address, role and companies in line with what is told of them, and says so where they weren't. */
export async function follow(
  ctx: Ctx,
  tx: Tx,
  emit: Emit,
  user: LockedUser,
  { person, login }: { person: Listed; login?: string },
  rule: GroupRuleView,
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

/** What isn't told stays as it is here; an address that is somebody else's here as well. */
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
async function dueTo(tx: Tx, user: LockedUser, { roleId, companyIds }: GroupRuleView): Promise<Wanted> {
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

/** They aren't let in any more: they are out at once, and so is what acts in their name. */
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

const DAY_MS = 86_400_000;
/** Whoever hasn't proved it for so much longer isn't one of the house any more, until they come again: nobody says that they left. */
const ABSENT_MS = 13 * DAY_MS;

/** Whoever was last let in so long ago proves it again. */
export async function endUnseen(ctx: Ctx, via: Via, longMs: number): Promise<void> {
  const since = (ms: number) => ({ lt: new Date(ctx.now().getTime() - ms) });
  await putOutAll(ctx, { via, seenAt: since(longMs), outReason: "" }, UNSEEN);
  await putOutAll(ctx, { via, seenAt: since(longMs + ABSENT_MS), outReason: UNSEEN }, "absent");
}

async function putOutAll(ctx: Ctx, where: Prisma.DirectoryPersonWhereInput, reason: OutReason): Promise<void> {
  const people = await database().directoryPerson.findMany({ where: { ...where, user: IN }, select: { userId: true } });
  for (const { userId } of people) {
    await mutate(ctx, async (tx, emit) => {
      await putOut(tx, emit, await lockRow(tx, userId), { reason, now: ctx.now() });
    });
  }
}

/** A name there may be none here; somebody is called by their account then. */
function namesOf({ firstName, lastName, account, email }: Listed): { firstName: string; lastName: string } {
  const first = firstNameInput.safeParse(firstName);
  const last = lastNameInput.safeParse(lastName);
  return {
    firstName: first.success ? first.data : plainAccount(account, email),
    lastName: last.success ? last.data : "",
  };
}

function wantedName({ account, email }: Listed, names: { firstName: string; lastName: string }): string {
  const own = userNameInput.safeParse(plainAccount(account, email));
  return own.success ? own.data : suggestUserName({ ...names, email }) || "user";
}

/** A number or a key, as Google and Entra ID have them: nobody is called by it. */
const NO_NAME = /^[\da-f-]{16,}$|^$/i;

function plainAccount(account: string, email: string): string {
  const called = NO_NAME.test(account) ? email : account;
  return bare(called).slice(0, 40) || "–";
}

/** Without the domain it may bear. */
const bare = (account: string): string => account.replace(/^.*\\/, "").replace(/@.*$/, "");
const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function phoneOf({ phone }: Listed): string {
  const read = phoneInput.safeParse(phone);
  return read.success ? read.data : "";
}
