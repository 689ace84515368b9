import { IS_IN } from "@/lib/auth/standing/policy";

/** Whether the user `u` can own leads of this company: works on leads, there or with a role that reaches every company. */
export const ownsSql = (company: string) => `(${IS_IN}
        and exists (select 1 from "RolePermission" p where p."roleId" = u."roleId" and p.permission = 'lead.update')
        and (exists (select 1 from "UserCompany" x where x."userId" = u.id and x."companyId" = ${company})
             or exists (select 1 from "RolePermission" p where p."roleId" = u."roleId" and p.permission = 'lead.read' and p.scope = 'any')))`;

/** Under what a user who can own leads of a company is looked up. */
export const ownerKey = (userId: string | null | undefined, companyId: string) => `${userId ?? ""} ${companyId}`;
