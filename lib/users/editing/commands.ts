import { dropLinks, proveUnlessFresh } from "@/lib/auth/commands";
import { heldBy } from "@/lib/auth/identities/schema";
import { endSessionsOf } from "@/lib/auth/sessions/commands";
import { database } from "@/lib/core/db";
import { invalid, notFound, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { mutate } from "@/lib/core/mutate";
import { post } from "@/lib/settings/mail/commands";
import { mailOutlook } from "@/lib/settings/mail/queries";
import {
  e164,
  holdNames,
  keepAnAdmin,
  lockRow,
  lockUser,
  onWhatsApp,
  requireCompanies,
  requireFreeNames,
  requireRole,
  subjectOf,
} from "@/lib/users/commands";
import { userUpdated } from "@/lib/users/events";
import { mailChangedLetter } from "@/lib/users/links/letters";
import { userConflict } from "@/lib/users/queries";
import { fullName } from "@/lib/users/schema";
import type { Client } from "@/lib/auth/schema";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Emit } from "@/lib/core/mutate";
import type { LockedUser } from "@/lib/users/commands";
import type { Edited, UpdateProfileInput, UpdateUserInput } from "@/lib/users/schema";

type Fields = UpdateUserInput["set"];
type Seen = UpdateUserInput["seen"];

/** Changes what is given and nothing else; a field that somebody changed since it was seen is a conflict. */
export async function updateUser(ctx: Ctx, input: UpdateUserInput): Promise<Edited> {
  return mutate(ctx, async (tx, emit) => {
    const user = await lockUser(ctx, tx, input.userId);
    const { roleId, companyIds, email } = input.set;
    requireOwnFields(user, input.set);
    // The profile asks for the password first.
    if (email !== undefined && email !== user.email && isOneself(ctx, user)) throw invalid({ email: "ownEmail" });
    if (roleId !== undefined && roleId !== user.roleId) {
      if (isOneself(ctx, user)) throw invalid({ roleId: "ownRole" });
      await keepAnAdmin(tx, user);
    }
    if (roleId !== undefined || companyIds !== undefined) {
      const role = await requireRole(ctx, tx, roleId ?? user.roleId);
      await requireCompanies(ctx, tx, role, companyIds ?? user.companyIds);
    }
    return edit(ctx, tx, emit, user, input);
  });
}

/**
 * One's own fields: all but role and companies. By the mail address a new password can be asked for, so whoever finds a
 * screen open doesn't change it without the present one.
 */
export async function updateProfile(ctx: Ctx, input: UpdateProfileInput, client: Client): Promise<void> {
  const { actor } = ctx;
  if (actor.type !== "user") throw notFound();
  if (input.set.email !== undefined) await proveForMail(ctx, actor, { ...input, email: input.set.email }, client);
  await mutate(ctx, async (tx, emit) => {
    const user = await lockRow(tx, actor.id);
    requireOwnFields(user, input.set);
    await edit(ctx, tx, emit, user, input);
  });
}

type OtherMail = { email: string; password?: string | undefined };

async function proveForMail(ctx: Ctx, actor: UserActor, { email, password }: OtherMail, client: Client): Promise<void> {
  const now = await database().user.findUniqueOrThrow({ where: { id: actor.id }, select: { email: true } });
  if (email !== now.email) await proveUnlessFresh(ctx, actor, password, client);
}

function isOneself({ actor }: Ctx, user: { id: string }): boolean {
  return actor.type === "user" && actor.id === user.id;
}

const FOLLOWED = ["firstName", "lastName", "email", "roleId", "companyIds"] as const;

/** Of who comes by directory or provider these follow it: what is typed here would be undone by their next sign-in. */
function requireOwnFields(user: LockedUser, set: Fields): void {
  if (!user.directory) return;
  const reason = heldBy(user.directory);
  const refused = FOLLOWED.filter((field) => set[field] !== undefined && !same(set[field], user[field]));
  if (refused.length > 0) throw invalid(Object.fromEntries(refused.map((field) => [field, reason])));
}

/** Inside a transaction, for who may. `group`: of directory or provider, by which it is so. */
export async function edit(
  ctx: Ctx,
  tx: Tx,
  emit: Emit,
  user: LockedUser,
  { set: asked, seen }: { set: Fields; seen: Seen },
  by: { group?: string } = {},
): Promise<Edited> {
  const set = asked.whatsapp === undefined ? asked : { ...asked, whatsapp: await onWhatsApp(asked.whatsapp) };
  const changes = await changesOf(ctx, tx, user, set, seen);
  if (Object.keys(changes).length === 0) throw precondition("unchanged");
  await holdNames(tx);
  await requireFreeNames(ctx, tx, given(set), user.id);
  const { companyIds, ...columns } = given(set);
  await tx.user.update({
    where: { id: user.id },
    data: { ...columns, ...(set.phone !== undefined && { phoneE164: await e164(set.phone) }) },
  });
  if (changes["companies"]) {
    await tx.userCompany.deleteMany({ where: { userId: user.id } });
    await tx.userCompany.createMany({
      data: unique(companyIds ?? []).map((companyId) => ({ userId: user.id, companyId })),
    });
  }
  // What a role allows is asked at every request; that it changed should be noticed at once all the same.
  const sessionsEnded = changes["role"] ? await endSessionsOf(tx, user.id) : 0;
  // A link lies in the mailbox it was sent to, and was given for the role of that day.
  const linksEnded = changes["email"] || changes["role"] ? await dropLinks(tx, user.id) : 0;
  if (set.email !== undefined && changes["email"]) await tellFormerMail(ctx, tx, user, set.email);
  const after = { ...user, firstName: set.firstName ?? user.firstName, lastName: set.lastName ?? user.lastName };
  const companies = unique([...user.companyIds, ...(companyIds ?? [])]);
  emit(userUpdated, {
    ...subjectOf({ ...after, companyIds: companies }),
    payload: { sessionsEnded, linksEnded, ...by },
    changes,
  });
  return { linksEnded };
}

/** Whose account it is hears of it there, whoever changed it; a mailbox that never let anybody in was perhaps not theirs. */
async function tellFormerMail(ctx: Ctx, tx: Tx, user: LockedUser, email: string): Promise<void> {
  if ((user.passwordHash === null && user.lastSignInAt === null) || user.directory) return;
  const { isSetUp, baseUrl } = await mailOutlook(tx);
  if (!isSetUp) return;
  const by = ctx.actor.type === "user" ? ctx.actor.name : fullName(user);
  const letter = mailChangedLetter(user, { email, by, baseUrl });
  await post(tx, ctx.now(), [{ kind: "mailChanged", to: user.email, letter }]);
}

/**
 * Before and after, for the fields that really change: a role by its id, so that each reader is told what it is called in
 * their language. Whoever comes second is told in theirs.
 */
async function changesOf(ctx: Ctx, tx: Tx, user: LockedUser, set: Fields, seen: Seen): Promise<Changes> {
  const changes: Changes = {};
  for (const [field, value] of Object.entries<string | string[]>(given(set))) {
    const present = field === "companyIds" ? user.companyIds : user[field as Exclude<keyof Fields, "companyIds">];
    const words = { companyIds: "companies", roleId: "role" }[field] ?? field;
    if (same(present, value)) continue;
    if (!same(present, seen[field])) {
      const now = field === "roleId" ? await roleName(ctx, tx, user.roleId) : await told(tx, present);
      throw await userConflict(tx, user.id, words, now);
    }
    changes[words] = { from: await told(tx, present), to: await told(tx, value) };
  }
  return changes;
}

/** Companies are called the same in every language. */
async function told(tx: Tx, value: string | string[]): Promise<string> {
  if (!Array.isArray(value)) return value;
  const companies = await tx.company.findMany({ where: { id: { in: value } }, orderBy: { position: "asc" } });
  return companies.map((company) => company.name).join(", ");
}

async function roleName(ctx: Ctx, tx: Tx, roleId: string): Promise<string> {
  const role = await tx.role.findUniqueOrThrow({ where: { id: roleId } });
  return ctx.actor.type === "user" && ctx.actor.locale === "en" ? role.nameEn : role.nameEs;
}

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return unique(a).sort().join() === unique(b).sort().join();
  return a === b;
}

function unique<T>(values: T[]): T[] {
  return [...new Set(values)];
}
