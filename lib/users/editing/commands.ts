import { endSessionsOf } from "@/lib/auth/sessions/commands";
import { invalid, notFound, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { mutate } from "@/lib/core/mutate";
import {
  e164,
  keepAnAdmin,
  lockRow,
  lockUser,
  requireCompanies,
  requireFreeNames,
  requireRole,
  subjectOf,
} from "@/lib/users/commands";
import { userUpdated } from "@/lib/users/events";
import { userConflict } from "@/lib/users/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Emit } from "@/lib/core/mutate";
import type { LockedUser } from "@/lib/users/commands";
import type { UpdateProfileInput, UpdateUserInput } from "@/lib/users/schema";

type Fields = UpdateUserInput["set"];
type Seen = UpdateUserInput["seen"];

/** Changes what is given and nothing else; a field that somebody changed since it was seen is a conflict. */
export async function updateUser(ctx: Ctx, input: UpdateUserInput): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const user = await lockUser(ctx, tx, input.userId);
    const { roleId, companyIds } = input.set;
    if (roleId !== undefined && roleId !== user.roleId) {
      if (ctx.actor.type === "user" && user.id === ctx.actor.id) throw invalid({ roleId: "ownRole" });
      await keepAnAdmin(tx, user);
    }
    if (roleId !== undefined || companyIds !== undefined) {
      const role = await requireRole(ctx, tx, roleId ?? user.roleId);
      await requireCompanies(ctx, tx, role, companyIds ?? user.companyIds);
    }
    await edit(ctx, tx, emit, user, input);
  });
}

/** One's own fields: all but role and companies. */
export async function updateProfile(ctx: Ctx, input: UpdateProfileInput): Promise<void> {
  const { actor } = ctx;
  if (actor.type !== "user") throw notFound();
  await mutate(ctx, async (tx, emit) => {
    await edit(ctx, tx, emit, await lockRow(tx, actor.id), input);
  });
}

async function edit(
  ctx: Ctx,
  tx: Tx,
  emit: Emit,
  user: LockedUser,
  { set, seen }: { set: Fields; seen: Seen },
): Promise<void> {
  const changes = await changesOf(ctx, tx, user, set, seen);
  if (Object.keys(changes).length === 0) throw precondition("unchanged");
  await requireFreeNames(tx, given(set), user.id);
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
  const after = { ...user, firstName: set.firstName ?? user.firstName, lastName: set.lastName ?? user.lastName };
  const companies = unique([...user.companyIds, ...(companyIds ?? [])]);
  emit(userUpdated, { ...subjectOf({ ...after, companyIds: companies }), payload: { sessionsEnded }, changes });
}

/** Before and after in words, for the fields that really change. */
async function changesOf(ctx: Ctx, tx: Tx, user: LockedUser, set: Fields, seen: Seen): Promise<Changes> {
  const changes: Changes = {};
  for (const [field, value] of Object.entries<string | string[]>(given(set))) {
    const present = field === "companyIds" ? user.companyIds : user[field as Exclude<keyof Fields, "companyIds">];
    const words = { companyIds: "companies", roleId: "role" }[field] ?? field;
    const now = await inWords(ctx, tx, field, present);
    if (same(present, value)) continue;
    if (!same(present, seen[field])) throw await userConflict(tx, user.id, words, now);
    changes[words] = { from: now, to: await inWords(ctx, tx, field, value) };
  }
  return changes;
}

async function inWords(ctx: Ctx, tx: Tx, field: string, value: string | string[]): Promise<string> {
  if (Array.isArray(value)) {
    const companies = await tx.company.findMany({ where: { id: { in: value } }, orderBy: { position: "asc" } });
    return companies.map((company) => company.name).join(", ");
  }
  if (field !== "roleId") return value;
  const role = await tx.role.findUniqueOrThrow({ where: { id: value } });
  return ctx.actor.type === "user" && ctx.actor.locale === "en" ? role.nameEn : role.nameEs;
}

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return unique(a).sort().join() === unique(b).sort().join();
  return a === b;
}

function unique<T>(values: T[]): T[] {
  return [...new Set(values)];
}
