import { dropLinks, issueLink } from "@/lib/auth/commands";
import { heldBy } from "@/lib/auth/identities/schema";
import { dropPasskeys } from "@/lib/auth/passkeys/commands";
import { dropSecondFactor } from "@/lib/auth/second-factor/commands";
import { endSessionsOf } from "@/lib/auth/sessions/commands";
import { IN } from "@/lib/auth/standing/policy";
import { countAttempt, namesAttemptOf } from "@/lib/auth/throttle/commands";
import { authorize, hasRights, scopeOf } from "@/lib/core/ctx";
import { forbidden, invalid, notFound, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { normalisePhone, whatsappNumber } from "@/lib/core/phone";
import { organisation } from "@/lib/settings/queries";
import { userCreated, userDeactivated, userReactivated, userReset, userSecondFactorReset } from "@/lib/users/events";
import { sendInvitation } from "@/lib/users/links/commands";
import { canGiveRole, canManage, visibleUsers } from "@/lib/users/policy";
import { rightsOf } from "@/lib/users/roles/queries";
import { firstSigns } from "@/lib/users/naming/schema";
import { ADMIN_ROLE, fullName } from "@/lib/users/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Grants } from "@/lib/core/permissions";
import type { Emit } from "@/lib/core/mutate";
import type { CreateUserInput, Handed } from "@/lib/users/schema";

/** `isTrial`: it is taken back, and so holds up nobody. `group`: of directory or provider, that brought them. */
type NewUser = Omit<CreateUserInput, "whatsapp"> & {
  whatsapp?: string;
  passwordHash?: string;
  isTrial?: boolean;
  group?: string;
};

/** A new user, invited by mail or by a link to hand over. */
export async function createUser(ctx: Ctx, input: CreateUserInput): Promise<{ id: string } & Handed> {
  return mutate(ctx, async (tx, emit) => {
    const id = await addUser(ctx, tx, emit, input);
    return { id, ...(await sendInvitation(ctx, tx, { ...input, id })) };
  });
}

/** The same with a password that is known already, inside a transaction. */
export async function addUser(ctx: Ctx, tx: Tx, emit: Emit, input: NewUser): Promise<string> {
  authorize(ctx, "user.manage");
  const { roleId, companyIds, passwordHash, isTrial = false, group, whatsapp = "", ...person } = input;
  const role = await requireRole(ctx, tx, roleId);
  await requireCompanies(ctx, tx, role, companyIds);
  if (!isTrial) await holdNames(tx);
  await requireFreeNames(ctx, tx, person);
  const id = newId();
  const now = ctx.now();
  await tx.user.create({
    data: {
      ...person,
      id,
      roleId,
      phoneE164: await e164(person.phone),
      whatsapp: await onWhatsApp(whatsapp),
      createdAt: now,
      companies: { create: [...new Set(companyIds)].map((companyId) => ({ companyId })) },
      ...(passwordHash !== undefined && { passwordHash, passwordChangedAt: now }),
    },
  });
  const subject = { subjectId: id, subjectLabel: fullName(person), companyIds };
  emit(userCreated, { ...subject, payload: { roleKey: role.key, ...(group !== undefined && { group }) } });
  return id;
}

/** They can't sign in any more, and are out at once. Their leads stay theirs: handing them over is for who knows leads. */
export async function deactivateUser(ctx: Ctx, input: { userId: string }): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const user = await lockUser(ctx, tx, input.userId);
    if (ctx.actor.type === "user" && user.id === ctx.actor.id) throw precondition("ownAccount");
    if (user.deactivatedAt) throw precondition("alreadyDeactivated");
    await keepAnAdmin(tx, user);
    const now = ctx.now();
    await tx.user.update({ where: { id: user.id }, data: { deactivatedAt: now } });
    await dropLinks(tx, user.id);
    await tx.taskFeed.deleteMany({ where: { userId: user.id } });
    const sessionsEnded = await endSessionsOf(tx, user.id);
    const changes = { active: { from: true, to: false } };
    emit(userDeactivated, { ...subjectOf(user), payload: { sessionsEnded }, changes });
  });
}

export async function reactivateUser(ctx: Ctx, input: { userId: string }): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const user = await lockUser(ctx, tx, input.userId);
    if (!user.deactivatedAt) throw precondition("alreadyActive");
    await tx.user.update({ where: { id: user.id }, data: { deactivatedAt: null } });
    emit(userReactivated, { ...subjectOf(user), payload: {}, changes: { active: { from: false, to: true } } });
  });
}

/**
 * Takes their password and their passkeys back, ends their sessions and the address their calendar is read at, and answers
 * a link to set a new password: whoever had got hold of the account has no way in left.
 */
export async function resetUser(ctx: Ctx, input: { userId: string }): Promise<{ linkToken: string }> {
  return mutate(ctx, async (tx, emit) => {
    const user = await lockUser(ctx, tx, input.userId);
    // Oneself changes it in the profile, knowing the present one.
    if (ctx.actor.type === "user" && user.id === ctx.actor.id) throw precondition("ownAccount");
    if (user.deactivatedAt) throw precondition("alreadyDeactivated");
    if (user.directory) throw precondition(heldBy(user.directory));
    await tx.user.update({ where: { id: user.id }, data: { passwordHash: null } });
    await tx.taskFeed.deleteMany({ where: { userId: user.id } });
    await dropPasskeys(tx, user.id);
    const sessionsEnded = await endSessionsOf(tx, user.id);
    const changes = await letInAnew(tx, user);
    emit(userReset, { ...subjectOf(user), payload: { sessionsEnded }, changes });
    return { linkToken: await issueLink(ctx, tx, user.id) };
  });
}

/** Whom the directory had put out isn't out any more, by somebody's word and by nothing else. */
export async function letInAnew(tx: Tx, user: { id: string; outAt: Date | null }): Promise<Changes> {
  if (!user.outAt) return {};
  await tx.user.update({ where: { id: user.id }, data: { outAt: null } });
  return { out: { from: true, to: false } };
}

/** Takes their second factor and their passkeys away, for who lost phone and recovery codes. Their sessions end. */
export async function resetSecondFactor(ctx: Ctx, input: { userId: string }): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const user = await lockUser(ctx, tx, input.userId);
    // Oneself switches it off in the profile, with a code.
    if (ctx.actor.type === "user" && user.id === ctx.actor.id) throw precondition("ownAccount");
    const passkeys = await dropPasskeys(tx, user.id);
    if (!(await dropSecondFactor(tx, user.id)) && passkeys === 0) throw precondition("noSecondFactor");
    const sessionsEnded = await endSessionsOf(tx, user.id);
    emit(userSecondFactorReset, { ...subjectOf(user), payload: { sessionsEnded } });
  });
}

export type LockedUser = Awaited<ReturnType<typeof lockUser>>;

/** The user, locked until the transaction ends, for an actor who may see and manage them. */
export async function lockUser(ctx: Ctx, tx: Tx, userId: string) {
  const user = await lockRow(tx, userId, visibleUsers(ctx.actor));
  authorize(ctx, "user.manage");
  const role = { key: user.role.key, ...rightsOf(user.role) };
  if (!canManage(ctx.actor, { role, companyIds: user.companyIds })) throw forbidden();
  return user;
}

/** The same without asking who may: for oneself. */
export async function lockRow(tx: Tx, userId: string, visible: ReturnType<typeof visibleUsers> = {}) {
  await tx.$queryRawUnsafe(`select 1 from "User" where id = $1::uuid for update`, userId);
  const user = await tx.user.findFirst({
    where: { AND: [{ id: userId }, visible] },
    include: {
      role: { include: { permissions: true, fields: true } },
      companies: { select: { companyId: true } },
      directory: { select: { via: true, key: true, outReason: true } },
    },
  });
  if (!user) throw notFound();
  return { ...user, companyIds: user.companies.map(({ companyId }) => companyId) };
}

export function subjectOf(user: { id: string; firstName: string; lastName: string; companyIds: string[] }) {
  return { subjectId: user.id, subjectLabel: fullName(user), companyIds: user.companyIds };
}

/** One after the other, so that two admins who put each other out don't both succeed. */
export async function keepAnAdmin(tx: Tx, leaving: { id: string; role: { key: string } }): Promise<void> {
  if (leaving.role.key !== ADMIN_ROLE) return;
  await tx.$queryRawUnsafe(`select 1 from "Role" where key = $1 for no key update`, ADMIN_ROLE);
  const others = await tx.user.count({
    where: { id: { not: leaving.id }, ...IN, role: { key: ADMIN_ROLE } },
  });
  if (others === 0) throw precondition("lastAdmin");
}

export async function requireRole(ctx: Ctx, tx: Tx, roleId: string) {
  const role = await tx.role.findUnique({
    where: { id: roleId },
    include: { permissions: true, fields: true },
  });
  if (!role) throw invalid({ roleId: "roleGone" });
  const rights = rightsOf(role);
  if (!canGiveRole(ctx.actor, { key: role.key, ...rights })) throw invalid({ roleId: "roleNotYours" });
  return { key: role.key, grants: rights.grants };
}

type RoleReach = { grants: Grants };

/** Whoever doesn't reach every company belongs to one at least; and one gives no more than one's own. */
export async function requireCompanies(ctx: Ctx, tx: Tx, role: RoleReach, companyIds: string[]): Promise<void> {
  if (companyIds.length === 0 && role.grants["lead.read"] !== "any") throw invalid({ companyIds: "required" });
  const { actor } = ctx;
  const anywhere = !hasRights(actor) || scopeOf(actor, "user.manage") === "any";
  // First: which companies there are besides one's own is told nobody.
  if (!anywhere && (companyIds.length === 0 || !companyIds.every((id) => actor.companyIds.includes(id))))
    throw invalid({ companyIds: "companyNotYours" });
  const known = await tx.company.count({ where: { id: { in: companyIds } } });
  if (known !== new Set(companyIds).size) throw invalid({ companyIds: "notValid" });
}

type Names = { email?: string; userName?: string };

/** Serialised: what is asked of names holds until the transaction ends. */
export async function holdNames(tx: Tx): Promise<void> {
  await tx.$queryRawUnsafe(`select pg_advisory_xact_lock(hashtext('names of users'))::text`);
}

/** Sign-in takes either, so each is one person's. Whoever tries out which there are is heard less and less. */
export async function requireFreeNames(ctx: Ctx, tx: Tx, names: Names, exceptUserId = newId()): Promise<void> {
  const taken: Record<string, string> = {};
  for (const field of ["email", "userName"] as const) {
    const value = names[field];
    if (value === undefined) continue;
    const others = await tx.user.count({ where: { [field]: value, id: { not: exceptUserId } } });
    if (others > 0) taken[field] = "taken";
  }
  if (Object.keys(taken).length === 0) return;
  if (ctx.actor.type === "user") await countAttempt(namesAttemptOf(ctx.actor.id), { knownAddress: false });
  throw invalid(taken);
}

/** The one suggested or, where that is somebody's, the next with a number; nothing where nothing was. */
export async function freeUserName(tx: Pick<Tx, "user">, suggested: string): Promise<string> {
  if (suggested === "") return "";
  for (let number = 1; ; number++) {
    const name = number === 1 ? suggested : `${firstSigns(suggested, 36)}${number}`;
    if ((await tx.user.count({ where: { userName: name } })) === 0) return name;
  }
}

/** An extension or a local number is kept as typed, and can't be dialled from elsewhere. */
export async function e164(phone: string): Promise<string | null> {
  return normalisePhone(phone, (await organisation()).defaultCountry);
}

/** A number that nothing can be written to is refused: nobody sees it before they need it. */
export async function onWhatsApp(typed: string): Promise<string> {
  if (typed === "") return "";
  const number = await e164(typed);
  if (number === null) throw invalid({ whatsapp: "notPhone" });
  return whatsappNumber(number);
}
