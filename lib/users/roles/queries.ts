import { permissionsOf } from "@/lib/auth/queries";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { ADMIN_ROLE, fullName } from "@/lib/users/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Grants } from "@/lib/core/permissions";
import type { RoleDetail, RoleInList, RoleMember } from "@/lib/users/roles/schema";

const roleSelect = {
  id: true,
  key: true,
  nameEn: true,
  nameEs: true,
  system: true,
  needsSecondFactor: true,
  permissions: { select: { permission: true, scope: true } },
  _count: { select: { users: { where: { deactivatedAt: null } } } },
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
      secondFactor: { select: { userId: true } },
      companies: { select: { company: { select: { name: true } } }, orderBy: { company: { position: "asc" } } },
    },
  });
  const members = users.map(({ id, deactivatedAt, secondFactor, companies, ...user }) => ({
    id,
    name: fullName(user),
    active: deactivatedAt === null,
    hasSecondFactor: secondFactor !== null,
    companies: companies.map(({ company }) => company.name),
  }));
  return members.sort((a, b) => Number(b.active) - Number(a.active));
}

function fixedBy(isAdmin: boolean, isOwn: boolean): RoleDetail["fixed"] {
  if (isAdmin) return "admin";
  return isOwn ? "own" : null;
}

type RoleRow = Omit<RoleInList, "grants" | "people"> & {
  permissions: { permission: string; scope: string }[];
  _count: { users: number };
};

function inList({ permissions, _count, ...role }: RoleRow): RoleInList {
  return { ...role, grants: grantsOf(permissions), people: _count.users };
}

export function grantsOf(rows: readonly { permission: string; scope: string }[]): Grants {
  return permissionsOf(Object.fromEntries(rows.map(({ permission, scope }) => [permission, scope])));
}
