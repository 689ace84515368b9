import { permissionsOf } from "@/lib/auth/queries";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { ADMIN_ROLE, fullName } from "@/lib/users/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Grants, Scope } from "@/lib/core/permissions";
import type { PreviewRoleInput, RoleDetail, RoleInList, RolePreview } from "@/lib/users/roles/schema";

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

/** A role with who has it, those who can sign in first. */
export async function getRole(ctx: Ctx, roleId: string): Promise<RoleDetail> {
  authorize(ctx, "role.manage");
  const db = reader(ctx);
  const [row, users] = await Promise.all([
    db.role.findUnique({ where: { id: roleId }, select: roleSelect }),
    db.user.findMany({
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
    }),
  ]);
  if (!row) throw notFound();
  const members = users.map(({ id, deactivatedAt, secondFactor, companies, ...user }) => ({
    id,
    name: fullName(user),
    active: deactivatedAt === null,
    hasSecondFactor: secondFactor !== null,
    companies: companies.map(({ company }) => company.name),
  }));
  const own = ctx.actor.type === "user" && ctx.actor.roleKey === row.key;
  return {
    ...inList(row),
    members: members.sort((a, b) => Number(b.active) - Number(a.active)),
    fixed: fixedBy(row.key === ADMIN_ROLE, own),
  };
}

function fixedBy(isAdmin: boolean, isOwn: boolean): RoleDetail["fixed"] {
  if (isAdmin) return "admin";
  return isOwn ? "own" : null;
}

const PREVIEWED = 50;
type Sight = { id: string; name: string; total: number; here: number; own: number };

/** What members of the role see of the leads, now and if it allowed this: by the rule of `visibleLeads`, counted in one pass. */
export async function previewRole(ctx: Ctx, { roleId, sight }: PreviewRoleInput): Promise<RolePreview> {
  const role = await getRole(ctx, roleId);
  const sights = await reader(ctx).$queryRawUnsafe<Sight[]>(SIGHTS, roleId);
  const members = sights.map((of) => ({
    id: of.id,
    name: of.name,
    before: seen(of, role.grants["lead.read"]),
    after: seen(of, sight),
  }));
  return { members: members.slice(0, PREVIEWED), more: Math.max(0, members.length - PREVIEWED) };
}

function seen({ total, here, own }: Sight, scope: Scope | null | undefined): number {
  if (!scope) return 0;
  return { any: total, company: here, own }[scope];
}

const SIGHTS = `
  with counted as materialized (
    select "companyId", "ownerId", count(*)::int as leads from "Lead" group by 1, 2
  )
  select u.id::text, trim(u."firstName" || ' ' || u."lastName") as name,
         (select coalesce(sum(leads), 0)::int from counted) as total,
         (select coalesce(sum(c.leads), 0)::int from counted c
           where c."ownerId" = u.id or c."companyId" in (select uc."companyId" from "UserCompany" uc where uc."userId" = u.id)) as here,
         (select coalesce(sum(c.leads), 0)::int from counted c where c."ownerId" = u.id) as own
    from "User" u
   where u."roleId" = $1::uuid and u."deactivatedAt" is null
   order by name, u.id`;

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
