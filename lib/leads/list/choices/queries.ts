import { IS_IN } from "@/lib/auth/standing/policy";
import { SqlParams } from "@/lib/core/condition/to-sql";
import { authorize, hasRights, hiddenFields } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { visibleLeadsSql } from "@/lib/leads/policy";
import { asksOf } from "@/lib/leads/sensitive/policy";
import { PRIORITIES } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import { STATUS_RULES } from "@/lib/leads/vocabulary/status-rules";
import type { SensitiveField } from "@/lib/core/permissions";
import type { GroupOrders } from "@/lib/leads/list/keyset";
import type { ListChoices } from "@/lib/leads/list/schema";

type Labelled = { labelEn: string; labelEs: string };
type ChoicesRecord = {
  statuses: (Omit<ListChoices["statuses"][number], "label"> & Labelled)[];
  groups: (Omit<ListChoices["groups"][number], "label"> & Labelled)[];
  types: (Omit<ListChoices["types"][number], "label"> & Labelled)[];
  reasons: (Omit<ListChoices["reasons"][number], "label"> & Labelled)[];
  companies: ListChoices["companies"];
  owners: ListChoices["owners"];
  sources: ListChoices["sources"];
  everyOwner: string[];
  everyCompany: string[];
  everySource: string[];
};

type KnownChoices = ListChoices & { hidden: SensitiveField[] };

/**
 * What the list's filters and menus offer, in one statement. Who sees only their own leads, or only their companies',
 * isn't told who and what else there is.
 */
export async function listChoices(ctx: Ctx, locale: string): Promise<{ choices: KnownChoices; orders: GroupOrders }> {
  const scope = authorize(ctx, "lead.read");
  const { actor } = ctx;
  const meId = actor.type === "user" ? actor.id : "";
  const companyIds = scope === "any" || !hasRights(actor) ? null : [...actor.companyIds];
  const [row] = await reader(ctx).$queryRawUnsafe<{ choices: ChoicesRecord }[]>(
    CHOICES,
    companyIds,
    scope === "own",
    meId || null,
  );
  if (!row) throw new Error("the choices of the list could not be read");
  const label = ({ labelEn, labelEs }: Labelled) => (locale === "es" ? labelEs : labelEn);
  const { statuses, groups, types, reasons, companies, owners, sources } = row.choices;
  const choices = {
    statuses: statuses.map((one) => ({
      id: one.id,
      key: one.key,
      label: label(one),
      tone: one.tone,
      phase: one.phase,
      group: one.group,
      active: one.active,
      part: one.part,
      asks: asksOf(actor, one.asks),
      barred: one.barred,
      ...(one.successorId && { successorId: one.successorId }),
    })),
    groups: groups.map((one) => ({ id: one.id, key: one.key, label: label(one) })),
    types: types.map((one) => ({
      id: one.id,
      key: one.key,
      label: label(one),
      active: one.active,
      ...(one.successorId && { successorId: one.successorId }),
    })),
    reasons: reasons.map((one) => ({ id: one.id, key: one.key, label: label(one), active: one.active })),
    companies,
    owners,
    sources,
    seesOthers: scope !== "own",
    meId,
    hidden: hiddenFields(actor),
  };
  return {
    choices,
    orders: {
      status: statuses.map((one) => one.id),
      owner: row.choices.everyOwner,
      company: row.choices.everyCompany,
      source: row.choices.everySource,
      type: types.map((one) => one.id),
      priority: [...PRIORITIES],
    },
  };
}

/** Campaigns that leads came by which the reader may see, the most frequent first. */
export async function campaignChoices(ctx: Ctx): Promise<{ name: string; leads: number }[]> {
  authorize(ctx, "lead.read");
  const params = new SqlParams();
  const visible = visibleLeadsSql(ctx, params);
  return reader(ctx).$queryRawUnsafe(
    `select min(l."utmCampaign") as name, count(*)::int as leads from "Lead" l
      where fold(l."utmCampaign") <> '' and ${visible}
      group by l."utmCampaign" order by count(*) desc, 1 limit 200`,
    ...params.values,
  );
}

// Owners stay choosable after they were deactivated: their leads are still theirs. The orders hold everyone, because one
// may see a lead whose owner has left one's company; they stay on the server.
const CHOICES = `
  select json_build_object(
    'statuses', (select json_agg(json_build_object('id', s.id, 'key', s.key, 'labelEn', s."labelEn", 'labelEs', s."labelEs",
        'tone', s.tone, 'phase', s.phase, 'group', g.key, 'active', s.active, 'successorId', s."successorId", ${STATUS_RULES}) order by s.position, s.key)
      from "Status" s join "StatusGroup" g on g.id = s."groupId"),
    'groups', (select json_agg(json_build_object('id', id, 'key', key, 'labelEn', "labelEn", 'labelEs', "labelEs") order by position, key)
      from "StatusGroup"),
    'types', (select json_agg(json_build_object('id', id, 'key', key, 'labelEn', "labelEn", 'labelEs', "labelEs", 'active', active,
        'successorId', "successorId") order by position, key)
      from "LeadType"),
    'reasons', (select coalesce(json_agg(json_build_object('id', id, 'key', key, 'labelEn', "labelEn", 'labelEs', "labelEs",
        'active', active) order by position, key), '[]')
      from "LostReason"),
    'companies', (select coalesce(json_agg(json_build_object('id', id, 'key', key, 'name', name, 'tone', tone) order by position, name), '[]')
      from "Company" where $1::uuid[] is null or id = any($1::uuid[])),
    'sources', (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'companyId', "companyId") order by name), '[]')
      from "Source" where $1::uuid[] is null or "companyId" = any($1::uuid[])),
    'owners', (select coalesce(json_agg(json_build_object('id', u.id, 'name', trim(u."firstName" || ' ' || u."lastName"),
        'active', ${IS_IN}, 'companyIds', case when everywhere.yes then null else coalesce(mine.ids, '[]') end)
        order by u."firstName", u."lastName", u.id), '[]')
      from "User" u
      cross join lateral (select exists (select 1 from "RolePermission" p
        where p."roleId" = u."roleId" and p.permission = 'lead.read' and p.scope = 'any') as yes) everywhere
      cross join lateral (select json_agg(uc."companyId") as ids from "UserCompany" uc where uc."userId" = u.id) mine
      where u.id = $3::uuid or (not $2::boolean and ($1::uuid[] is null or everywhere.yes or exists (
        select 1 from "UserCompany" uc where uc."userId" = u.id and uc."companyId" = any($1::uuid[]))))),
    'everyOwner', (select coalesce(json_agg(id order by "firstName", "lastName", id), '[]') from "User"),
    'everyCompany', (select coalesce(json_agg(id order by position, name, id), '[]') from "Company"),
    'everySource', (select coalesce(json_agg(id order by name, id), '[]') from "Source")
  ) as choices`;
