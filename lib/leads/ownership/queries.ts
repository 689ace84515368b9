import { IS_IN, IS_INVITED } from "@/lib/auth/standing/policy";
import { SqlParams } from "@/lib/core/condition/to-sql";
import { reader } from "@/lib/core/db";
import { visibleLeadsSql } from "@/lib/leads/policy";
import { requireLead } from "@/lib/leads/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { PossibleOwner } from "@/lib/leads/ownership/schema";

/** Whether the user `u` can own leads of this company: works on leads, there or with a role that reaches every company. */
export const ownsSql = (company: string) => `(${IS_IN}
        and exists (select 1 from "RolePermission" p where p."roleId" = u."roleId" and p.permission = 'lead.update')
        and (exists (select 1 from "UserCompany" x where x."userId" = u.id and x."companyId" = ${company})
             or exists (select 1 from "RolePermission" p where p."roleId" = u."roleId" and p.permission = 'lead.read' and p.scope = 'any')))`;

/**
 * Who may be given this lead: active people of its company, or whose role reaches every company, who can work on leads.
 * What they have open is counted as far as the one who asks may see it.
 */
export async function possibleOwners(ctx: Ctx, input: { leadId: string }): Promise<PossibleOwner[]> {
  const lead = await requireLead(ctx, input.leadId, "lead.assign");
  const params = new SqlParams();
  const company = params.add(lead.companyId, "uuid");
  const previous = params.add(lead.previousLeadId, "uuid");
  const source = params.add(lead.sourceId, "uuid");
  const visible = visibleLeadsSql(ctx, params);
  return reader(ctx).$queryRawUnsafe<PossibleOwner[]>(
    `select u.id::text, trim(u."firstName" || ' ' || u."lastName") as name, u."jobTitle", ${IS_INVITED} as invited,
            (select count(*)::int from "Lead" l join "Status" s on s.id = l."statusId"
              where l."ownerId" = u.id and s.outcome = 'open' and ${visible}) as "openLeads",
            case when u.id = (select b."ownerId" from "Lead" b where b.id = ${previous}) then 'before'
                 when u.id = (select s."defaultOwnerId" from "Source" s where s.id = ${source}) then 'default' end as suggested
       from "User" u
      where ${ownsSql(company)} order by name, u.id`,
    ...params.values,
  );
}

/** How many open leads each of these people has, as far as the one who asks may see them. */
export async function openLeadsByOwner(ctx: Ctx, userIds: string[]): Promise<Map<string, number>> {
  const params = new SqlParams();
  const owners = params.add(userIds, "uuid[]");
  const visible = visibleLeadsSql(ctx, params);
  const rows = await reader(ctx).$queryRawUnsafe<{ id: string; open: number }[]>(
    `select l."ownerId"::text as id, count(*)::int as open from "Lead" l join "Status" s on s.id = l."statusId"
      where l."ownerId" = any(${owners}) and s.outcome = 'open' and ${visible} group by l."ownerId"`,
    ...params.values,
  );
  return new Map(rows.map(({ id, open }) => [id, open]));
}
