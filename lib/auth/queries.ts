import { database } from "@/lib/core/db";
import { isPermission, isScope } from "@/lib/core/permissions";
import type { UserActor } from "@/lib/core/ctx";
import type { Permission, Scope } from "@/lib/core/permissions";

/** The user a session stands for, with what their role lets them do; nobody if it ended or they were deactivated. */
export async function actorOfSession(sessionId: string): Promise<UserActor | undefined> {
  const [row] = await database().$queryRawUnsafe<SessionRow[]>(ACTOR, sessionId);
  if (!row) return undefined;
  return {
    type: "user",
    id: row.id,
    name: [row.firstName, row.lastName].filter(Boolean).join(" "),
    email: row.email,
    roleKey: row.roleKey,
    companyIds: row.companyIds,
    permissions: permissionsOf(row.permissions),
    locale: row.locale,
    timeZone: row.timeZone,
    sessionId,
  };
}

/** Grants of a role as they stand in the database; what this version doesn't know is left out. */
function permissionsOf(grants: Record<string, string>): Partial<Record<Permission, Scope>> {
  const known: Partial<Record<Permission, Scope>> = {};
  for (const [permission, scope] of Object.entries(grants)) {
    if (isPermission(permission) && isScope(scope)) known[permission] = scope;
  }
  return known;
}

type SessionRow = {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  locale: string;
  timeZone: string;
  roleKey: string;
  companyIds: string[];
  permissions: Record<string, string>;
};

const ACTOR = `
  select u.id::text, u."firstName", u."lastName", u.email, u.locale, u."timeZone", r.key as "roleKey",
         array(select c."companyId"::text from "UserCompany" c where c."userId" = u.id) as "companyIds",
         (select coalesce(jsonb_object_agg(p.permission, p.scope), '{}') from "RolePermission" p where p."roleId" = r.id) as permissions
    from "Session" s join "User" u on u.id = s."userId" join "Role" r on r.id = u."roleId"
   where s.id = $1::uuid and s."expiresAt" > now() and u."deactivatedAt" is null`;
