import { permissionsOf } from "@/lib/auth/queries";
import { IN, isIn } from "@/lib/auth/standing/policy";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { fieldRightsOf, grantsWithin } from "@/lib/core/permissions";
import { ADMIN_ROLE, fullName } from "@/lib/users/schema";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { User } from "@/lib/core/prisma/client";
import type { RoleDetail, RoleInList, RoleMember, RoleRights } from "@/lib/users/roles/schema";

/** What of a role's row says what it allows. */
export const RIGHTS_OF_ROLE = {
  permissions: { select: { permission: true, scope: true } },
  fields: { select: { field: true, right: true } },
} as const;

const roleSelect = {
  id: true,
  key: true,
  nameEn: true,
  nameEs: true,
  system: true,
  needsSecondFactor: true,
  ...RIGHTS_OF_ROLE,
  _count: { select: { users: { where: IN } } },
} as const;

/** Every role with what it allows, in order. */
export async function listRoles(ctx: Ctx): Promise<RoleInList[]> {
  authorize(ctx, "role.manage");
  const rows = await reader(ctx).role.findMany({ orderBy: [{ position: "asc" }, { key: "asc" }], select: roleSelect });
  return rows.map(inList);
}

/** A role with who has it, those who can sign in first; and every role there is beside it. */
export async function getRole(ctx: Ctx, roleId: string): Promise<{ role: RoleDetail; roles: RoleInList[] }> {
  const [all, members] = await Promise.all([listRoles(ctx), membersOf(ctx, roleId)]);
  const role = all.find(({ id }) => id === roleId);
  if (!role) throw notFound();
  const own = ctx.actor.type === "user" && ctx.actor.roleKey === role.key;
  return { role: { ...role, members, fixed: fixedBy(role.key === ADMIN_ROLE, own) }, roles: all };
}

async function membersOf(ctx: Ctx, roleId: string): Promise<RoleMember[]> {
  authorize(ctx, "role.manage");
  const users = await reader(ctx).user.findMany({
    where: { roleId },
    orderBy: [{ firstName: "asc" }, { lastName: "asc" }, { id: "asc" }],
    select: {
      id: true,
      firstName: true,
      lastName: true,
      deactivatedAt: true,
      outAt: true,
      secondFactor: { select: { userId: true } },
      companies: { select: { company: { select: { name: true } } }, orderBy: { company: { position: "asc" } } },
    },
  });
  const members = users.map(({ id, deactivatedAt, outAt, secondFactor, companies, ...user }) => ({
    id,
    name: fullName(user),
    active: isIn({ deactivatedAt, outAt }),
    hasSecondFactor: secondFactor !== null,
    companies: companies.map(({ company }) => company.name),
  }));
  return members.sort((a, b) => Number(b.active) - Number(a.active));
}

function fixedBy(isAdmin: boolean, isOwn: boolean): RoleDetail["fixed"] {
  if (isAdmin) return "admin";
  return isOwn ? "own" : null;
}

type RightsRow = {
  permissions: readonly { permission: string; scope: string }[];
  fields: readonly { field: string; right: string }[];
};
type RoleRow = Omit<RoleInList, "grants" | "fields" | "people"> & RightsRow & { _count: { users: number } };

function inList({ permissions, fields, _count, ...role }: RoleRow): RoleInList {
  return { ...role, ...rightsOf({ permissions, fields }), people: _count.users };
}

export function rightsOf({ permissions, fields }: RightsRow): RoleRights {
  return {
    grants: permissionsOf(Object.fromEntries(permissions.map(({ permission, scope }) => [permission, scope]))),
    fields: fieldRightsOf(Object.fromEntries(fields.map(({ field, right }) => [field, right]))),
  };
}

type PersonRow = Pick<User, "id" | "firstName" | "lastName" | "email" | "locale" | "timeZone"> & {
  companies: readonly { companyId: string }[];
  role: { key: string } & RightsRow;
};

/** The user a row stands for, as the doors would see them. */
export function actorOfRow({ companies, role, ...user }: PersonRow): UserActor {
  const { grants, fields } = rightsOf(role);
  const { id, email, locale, timeZone } = user;
  return {
    ...{ type: "user", id, name: fullName(user), email, roleKey: role.key, fields, locale, timeZone, sessionId: "" },
    companyIds: companies.map(({ companyId }) => companyId),
    permissions: grantsWithin(grants, fields),
  };
}
