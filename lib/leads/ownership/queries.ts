import { SqlParams, toSql } from "@/lib/core/condition/to-sql";
import { reader } from "@/lib/core/db";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import { visibleLeads } from "@/lib/leads/policy";
import { requireLead } from "@/lib/leads/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { PossibleOwner } from "@/lib/leads/ownership/schema";

/**
 * Who may be given this lead: active people of its company, or whose role reaches every company, who can work on leads.
 * What they have open is counted as far as the one who asks may see it.
 */
export async function possibleOwners(ctx: Ctx, input: { leadId: string }): Promise<PossibleOwner[]> {
  const lead = await requireLead(ctx, input.leadId, "lead.assign");
  const params = new SqlParams();
  const company = params.add(lead.companyId, "uuid");
  const visible = toSql(visibleLeads(ctx.actor), leadFieldCatalogue, { now: ctx.now(), timeZone: "UTC" }, params);
  return reader(ctx).$queryRawUnsafe<PossibleOwner[]>(
    `select u.id::text, trim(u."firstName" || ' ' || u."lastName") as name, u."jobTitle",
            (select count(*)::int from "Lead" l join "Status" s on s.id = l."statusId"
              where l."ownerId" = u.id and s.outcome = 'open' and ${visible}) as "openLeads"
       from "User" u
      where u."deactivatedAt" is null
        and exists (select 1 from "RolePermission" p where p."roleId" = u."roleId" and p.permission = 'lead.update')
        and (exists (select 1 from "UserCompany" c where c."userId" = u.id and c."companyId" = ${company})
             or exists (select 1 from "RolePermission" p where p."roleId" = u."roleId" and p.permission = 'lead.read' and p.scope = 'any'))
      order by name, u.id`,
    ...params.values,
  );
}
