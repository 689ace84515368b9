import { visibleLeadsSql } from "@/lib/leads/policy";
import { leadLabel } from "@/lib/leads/schema";
import type { SqlParams } from "@/lib/core/condition/to-sql";
import type { Ctx } from "@/lib/core/ctx";
import type { Lead } from "@/lib/core/prisma/client";
import type { RelatedLead } from "@/lib/leads/page/schema";

type Known = Pick<Lead, "id" | "previousLeadId" | "emailKey" | "phoneKey" | "firmKey">;
export type RelatedRow = Omit<RelatedLead, "label">;

const SHOWN_RELATED = 8;

/** Other leads of the same person or firm that the actor may see: those linked first, then by what they share. */
export function relatedSql(ctx: Ctx, params: SqlParams, lead: Known): string {
  const id = params.add(lead.id, "uuid");
  return `
    with found as (select distinct on (id) id, rank, shares from (${samePersonSql(params, lead, id)}) f order by id, rank)
    select l.id, l.number, l."contactName", l.firm, l."statusId", l."receivedAt", f.shares,
           coalesce(trim(o."firstName" || ' ' || o."lastName"), '') as "ownerName"
      from found f join "Lead" l on l.id = f.id left join "User" o on o.id = l."ownerId"
     where l.id <> ${id} and ${visibleLeadsSql(ctx, params)}
     order by f.rank, l."receivedAt" desc limit ${SHOWN_RELATED}`;
}

// Indexes begin with the company, so every company is asked in turn; a firm's name is indexed by its first letters.
function samePersonSql(params: SqlParams, lead: Known, id: string): string {
  const previous = params.add(lead.previousLeadId, "uuid");
  const [email, phone, firm] = [lead.emailKey, lead.phoneKey, lead.firmKey].map((key) => params.add(key, "text"));
  return `
    select l.id, 0 as rank, 'link' as shares from "Lead" l where l.id = ${previous} or l."previousLeadId" = ${id}
    union all
    select l.id, 1, 'email' from "Company" c join "Lead" l on l."companyId" = c.id and l."emailKey" = ${email} where ${email} <> ''
    union all
    select l.id, 2, 'phone' from "Company" c join "Lead" l on l."companyId" = c.id and l."phoneKey" = ${phone} where ${phone} <> ''
    union all
    (select l.id, 3, 'firm' from "Lead" l where ${firm} <> '' and left(l."firmKey", 100) = left(${firm}, 100) and l."firmKey" = ${firm}
      order by l.id desc limit 50)`;
}

export function relatedView(row: RelatedRow): RelatedLead {
  return { ...row, label: leadLabel(row.number), receivedAt: new Date(row.receivedAt).toISOString() };
}
