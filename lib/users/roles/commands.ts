import { authorize, hasRights } from "@/lib/core/ctx";
import { conflict, forbidden, invalid, notFound, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { newId } from "@/lib/core/id";
import { keyFor } from "@/lib/core/key-for";
import { mutate } from "@/lib/core/mutate";
import { fieldRightsOf } from "@/lib/core/permissions";
import { fold } from "@/lib/core/text";
import {
  ALL_PERMISSIONS,
  broughtWithin,
  covers,
  fieldChangeName,
  fieldRightChanges,
  grantChanges,
  notOwn,
  notOwnFields,
  refusedGrants,
} from "@/lib/users/roles/policy";
import { roleCreated, roleDeleted, roleUpdated } from "@/lib/users/roles/events";
import { rightsOf } from "@/lib/users/roles/queries";
import { ADMIN_ROLE } from "@/lib/users/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { FieldRights, Grants } from "@/lib/core/permissions";
import type { CreateRoleInput, RequireSecondFactorInput, RoleRights, UpdateRoleInput } from "@/lib/users/roles/schema";

/** A role of one's own, which begins as a copy of another. */
export async function createRole(ctx: Ctx, { copyOf, ...names }: CreateRoleInput): Promise<{ id: string }> {
  authorize(ctx, "role.manage");
  return mutate(ctx, async (tx, emit) => {
    const all = await lockRoles(tx);
    const copied = all.find(({ id }) => id === copyOf);
    if (!copied) throw invalid({ copyOf: "roleGone" });
    // One from before a permission needed another isn't copied with what can't be saved.
    const model = { ...copied, grants: broughtWithin(copied.grants) };
    requireFreeNames(all, names);
    requireGiveable(ctx, SHOWN_NOTHING, model);
    const key = keyFor(
      names.nameEn,
      all.map((role) => role.key),
      "role",
    );
    const position = Math.max(...all.map((role) => role.position)) + 1;
    const { id } = await tx.role.create({
      data: {
        id: newId(),
        key,
        ...names,
        position,
        needsSecondFactor: model.needsSecondFactor,
        permissions: { create: rowsOf(model.grants) },
        fields: { create: fieldRowsOf(model.fields) },
      },
    });
    const changes = changesOf(NONE, model);
    emit(roleCreated, { subjectId: id, subjectLabel: names.nameEn, payload: { copyOf: model.key }, changes });
    return { id };
  });
}

/**
 * Other names or other permissions, which hold from the next request on. Nobody changes what they may do themselves, nor
 * what administrators may: somebody always has to be able to put things right.
 */
export async function updateRole(ctx: Ctx, { roleId, set, seen }: UpdateRoleInput): Promise<void> {
  authorize(ctx, "role.manage");
  await mutate(ctx, async (tx, emit) => {
    const all = await lockRoles(tx);
    const role = all.find(({ id }) => id === roleId);
    if (!role) throw notFound();
    const { grants: _grants, fields: _fields, ...names } = given(set);
    const changes: Changes = {};
    for (const [field, value] of Object.entries(names) as ["nameEn" | "nameEs", string][]) {
      if (value === role[field]) continue;
      if (seen[field] !== role[field]) throw await nameConflict(tx, role.id, field, role[field]);
      changes[field] = { from: role[field], to: value };
    }
    const rights: RoleRights = {
      grants: set.grants ?? role.grants,
      fields: set.fields ? fieldRightsOf(given(set.fields)) : role.fields,
    };
    if (Object.keys(changesOf(role, rights)).length > 0) {
      requireSeen(role, { set, seen });
      if (role.key === ADMIN_ROLE) throw precondition("adminRoleFixed");
      if (ctx.actor.type === "user" && ctx.actor.roleKey === role.key) throw precondition("ownRoleFixed");
      requireGiveable(ctx, role, rights);
      Object.assign(changes, changesOf(role, rights));
      await writeRights(tx, roleId, rights);
    }
    if (Object.keys(changes).length === 0) throw precondition("unchanged");
    const after = { ...role, ...names };
    requireFreeNames(all, after, role.id);
    await tx.role.update({ where: { id: roleId }, data: names });
    emit(roleUpdated, { subjectId: roleId, subjectLabel: after.nameEn, payload: {}, changes });
  });
}

/**
 * Whether everybody who has the role needs a second factor. Whoever has none does nothing else from their next request on;
 * what the role allows isn't touched by it, so that it may be asked of administrators and of oneself. It is asked of, and
 * spared, nobody who may do more than the one who decides.
 */
export async function requireSecondFactor(ctx: Ctx, { roleId, needed }: RequireSecondFactorInput): Promise<void> {
  authorize(ctx, "role.manage");
  await mutate(ctx, async (tx, emit) => {
    const role = (await lockRoles(tx)).find(({ id }) => id === roleId);
    if (!role) throw notFound();
    if (!covers(ctx.actor, role)) throw forbidden();
    if (role.needsSecondFactor === needed) throw precondition("unchanged");
    await tx.role.update({ where: { id: roleId }, data: { needsSecondFactor: needed } });
    const changes = { needsSecondFactor: { from: !needed, to: needed } };
    emit(roleUpdated, { subjectId: roleId, subjectLabel: role.nameEn, payload: {}, changes });
  });
}

/** Only a role of one's own that nobody has, nor had when they were deactivated. */
export async function deleteRole(ctx: Ctx, { roleId }: { roleId: string }): Promise<void> {
  authorize(ctx, "role.manage");
  await mutate(ctx, async (tx, emit) => {
    const role = (await lockRoles(tx)).find(({ id }) => id === roleId);
    if (!role) throw notFound();
    if (role.system) throw precondition("systemRole");
    const people = await tx.user.count({ where: { roleId } });
    if (people > 0) throw precondition("roleInUse", { count: String(people) });
    const given = await tx.directoryRule.findFirst({ where: { roleId }, select: { via: true } });
    if (given) throw precondition(given.via === "provider" ? "roleInProvider" : "roleInDirectory");
    await tx.role.delete({ where: { id: roleId } });
    emit(roleDeleted, {
      subjectId: roleId,
      subjectLabel: role.nameEn,
      payload: {},
      // Nothing else knows what it was called in the other language.
      changes: {
        ...changesOf(role, NONE),
        nameEn: { from: role.nameEn, to: null },
        nameEs: { from: role.nameEs, to: null },
      },
    });
  });
}

type LockedRole = Awaited<ReturnType<typeof lockRoles>>[number];

/** All of them: a name has to differ from every other one's. */
async function lockRoles(tx: Tx) {
  await tx.$queryRawUnsafe(`select 1 from "Role" order by id for update`);
  const rows = await tx.role.findMany({ include: { permissions: true, fields: true } });
  return rows.map(({ permissions, fields, ...role }) => ({ ...role, ...rightsOf({ permissions, fields }) }));
}

/** A set that makes sense, and goes nowhere beyond what the one who gives it may do. */
function requireGiveable(ctx: Ctx, before: RoleRights, after: RoleRights): void {
  const refused = refusedGrants(after);
  if (Object.keys(refused).length > 0) throw invalid(refused);
  if (!hasRights(ctx.actor)) return;
  const { permissions, fields } = ctx.actor;
  const beyond = {
    ...notOwn(permissions, before.grants, after.grants),
    ...notOwnFields(fields, before.fields, after.fields),
  };
  if (Object.keys(beyond).length > 0) throw invalid(beyond);
}

type Names = Pick<LockedRole, "nameEn" | "nameEs">;

function requireFreeNames(all: readonly LockedRole[], names: Names, ownId?: string): void {
  const others = all.filter(({ id }) => id !== ownId);
  const taken = (["nameEn", "nameEs"] as const).filter((field) =>
    others.some((other) => fold(other[field]) === fold(names[field])),
  );
  if (taken.length > 0) throw invalid(Object.fromEntries(taken.map((field) => [field, "taken"])));
}

/** What the log tells a new role's rights against: every field is written unless it is told. */
const NONE: RoleRights = { grants: {}, fields: {} };
/** What a new role opens goes beyond this. */
const SHOWN_NOTHING: RoleRights = {
  grants: {},
  fields: { phone: "hidden", email: "hidden", amount: "hidden", message: "hidden" },
};

/** Another set than was shown is somebody's who was first. */
function requireSeen(role: RoleRights, { set, seen }: Pick<UpdateRoleInput, "set" | "seen">): void {
  if (set.grants && grantChanges(role.grants, seen.grants ?? {}).length > 0) throw conflict();
  if (set.fields && fieldRightChanges(role.fields, fieldRightsOf(given(seen.fields ?? {}))).length > 0)
    throw conflict();
}

async function writeRights(tx: Tx, roleId: string, { grants, fields }: RoleRights): Promise<void> {
  await tx.rolePermission.deleteMany({ where: { roleId, permission: { in: ALL_PERMISSIONS } } });
  await tx.rolePermission.createMany({ data: rowsOf(grants).map((row) => ({ roleId, ...row })) });
  await tx.roleField.deleteMany({ where: { roleId } });
  await tx.roleField.createMany({ data: fieldRowsOf(fields).map((row) => ({ roleId, ...row })) });
}

function fieldRowsOf(fields: FieldRights): { field: string; right: string }[] {
  return Object.entries(fields).map(([field, right]) => ({ field, right }));
}

function rowsOf(grants: Grants): { permission: string; scope: string }[] {
  return Object.entries(grants).map(([permission, scope]) => ({ permission, scope }));
}

function changesOf(before: RoleRights, after: RoleRights): Changes {
  const changes: Changes = {};
  for (const { permission, from, to } of grantChanges(before.grants, after.grants)) changes[permission] = { from, to };
  for (const { field, from, to } of fieldRightChanges(before.fields, after.fields))
    changes[fieldChangeName(field)] = { from, to };
  return changes;
}

/** Somebody changed the name first: who, and to what. */
async function nameConflict(tx: Tx, roleId: string, field: string, to: string) {
  const [last] = await tx.$queryRawUnsafe<{ actorLabel: string }[]>(
    `select "actorLabel" from "Event" where "subjectType" = 'role' and "subjectId" = $1::uuid order by seq desc limit 1`,
    roleId,
  );
  return conflict({ field, to, ...(last && { by: last.actorLabel }) });
}
