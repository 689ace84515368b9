import { countUse } from "@/lib/auth/tallying/commands";
import { SqlParams } from "@/lib/core/condition/to-sql";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { invalid, notFound } from "@/lib/core/errors";
import { isId } from "@/lib/core/id";
import { ANY_VALUE } from "@/lib/leads/custom-fields/values/queries";
import { sortedBy } from "@/lib/leads/list/condition";
import { readCursor } from "@/lib/leads/list/keyset";
import { leadPage } from "@/lib/leads/list/queries";
import { exactView } from "@/lib/leads/list/view/queries";
import { survivorOf } from "@/lib/leads/merging/queries";
import { readLeadNumber } from "@/lib/leads/page/number";
import { leadLabel } from "@/lib/leads/schema";
import { masked } from "@/lib/leads/sensitive/policy";
import { visibleLeadsSql } from "@/lib/leads/policy";
import type { Condition } from "@/lib/core/condition/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { ApiLeadDetail, ApiLeadPage, ListLeadsInput } from "@/lib/leads/api/schema";
import type { LeadList, ListParam } from "@/lib/leads/list/schema";

/** A page of leads for a program: which ones, and in which order, the list of the screen says. */
export async function listLeads(ctx: Ctx, input: ListLeadsInput): Promise<ApiLeadPage> {
  authorize(ctx, "lead.read");
  const { cursor, limit, updatedSince, ...params } = input;
  const view = await exactView(ctx, params);
  requireSaid(ctx, params, view.list);
  // A page that begins elsewhere than it was asked to would be read for ever.
  const kind = sortedBy(view.list.sort, view.fields)?.kind;
  if (cursor !== undefined && !readCursor(cursor, view.list.sort, kind)) throw invalid({ cursor: "notValid" });
  const since: Condition[] = updatedSince ? [{ field: "updatedAt", op: "onOrAfter", value: updatedSince }] : [];
  const condition = { all: [view.condition, ...since] };
  const page = await leadPage(ctx, { ...view, condition, order: view.list, after: cursor, limit });
  const found = await leadsWhere(ctx, (params) => `l.id = any(${params.add(idsOf(page), "uuid[]")})`);
  if (ctx.actor.type === "apiKey") countUse(ctx.actor, ctx.from, { leads: found.length });
  const byId = new Map(found.map(({ extra: _, ...lead }) => [lead.id, lead]));
  return { leads: page.rows.flatMap(({ id }) => byId.get(id) ?? []), next: page.next };
}

/**
 * A filter that says nothing isn't none: a program whose variable was empty would get every lead for the few it meant. Nor is
 * a program anybody whose leads could be meant by "mine".
 */
function requireSaid({ actor }: Ctx, params: Record<string, string | undefined>, list: LeadList): void {
  const names = Object.keys(params).filter((name) => {
    const [given, read] = [params[name], list[name as ListParam]];
    return given !== undefined && (given.trim() === "" || (Array.isArray(read) && read.length === 0));
  });
  if (actor.type !== "user" && list.owner.includes("me")) names.push("owner");
  if (names.length > 0) throw invalid(Object.fromEntries(names.map((name) => [name, "notValid"])));
}

const idsOf = ({ rows }: { rows: { id: string }[] }) => rows.map(({ id }) => id);

/** One lead, by its number or id; of a lead that was merged, the one it went into. */
export async function getLead(ctx: Ctx, { lead: said }: { lead: string }): Promise<ApiLeadDetail> {
  authorize(ctx, "lead.read");
  const number = readLeadNumber(said);
  if (number === null && !isId(said)) throw notFound();
  const [lead] =
    number === null
      ? await leadsWhere(ctx, (params) => `l.id = ${params.add(said, "uuid")}`)
      : await leadsNumbered(ctx, number);
  if (lead) return lead;
  const survivor = number === null ? null : await survivorOf(ctx, number);
  const [other] = survivor === null ? [] : await leadsNumbered(ctx, survivor);
  if (!other) throw notFound();
  return other;
}

const leadsNumbered = (ctx: Ctx, number: number) =>
  leadsWhere(ctx, (params) => `l.number = ${params.add(number, "integer")}`);

type Moments = "submittedAt" | "receivedAt" | "statusChangedAt" | "lastActivityAt" | "updatedAt";
type LaterMoments = "assignedAt" | "firstResponseAt";
type Row = Omit<ApiLeadDetail, Moments | LaterMoments | "label"> &
  Record<Moments, Date> &
  Record<LaterMoments, Date | null>;

const LEAD = `
  select l.id::text, l.number, l."contactName", l.firm, l.email, l.phone, l."phoneE164", l.message, l.service,
         json_build_object('id', c.id, 'key', c.key, 'name', c.name) as company,
         json_build_object('id', t.id, 'key', t.key) as type,
         json_build_object('id', s.id, 'key', s.key, 'phase', s.phase, 'outcome', s.outcome) as status,
         case when o.id is not null then json_build_object('id', o.id, 'name', trim(o."firstName" || ' ' || o."lastName")) end as owner,
         case when so.id is not null then json_build_object('id', so.id, 'name', so.name) end as source,
         case when l."amountCents" is not null then json_build_object('cents', l."amountCents", 'currency', l.currency) end as amount,
         case when lr.id is not null then json_build_object('id', lr.id, 'key', lr.key) end as "lostReason",
         l."holdUntil"::text as "holdUntil", l."managementMessage", l.channel, l."subChannel", l.priority, l.score, l.tags,
         (select coalesce(jsonb_object_agg(f.key, ${ANY_VALUE}), '{}') from "LeadValue" v join "CustomField" f on f.id = v."fieldId"
           where v."leadId" = l.id and f.active) as fields,
         json_build_object('source', l."utmSource", 'medium', l."utmMedium", 'campaign', l."utmCampaign", 'term', l."utmTerm",
           'content', l."utmContent") as utm,
         l."pageUrl", l."touchCount", l.history, l."submittedAt", l."receivedAt", l."assignedAt", l."firstResponseAt",
         l."statusChangedAt", l."lastActivityAt", l."updatedAt", l.extra
    from "Lead" l
    join "Company" c on c.id = l."companyId"
    join "LeadType" t on t.id = l."leadTypeId"
    join "Status" s on s.id = l."statusId"
    left join "LostReason" lr on lr.id = l."lostReasonId"
    left join "User" o on o.id = l."ownerId"
    left join "Source" so on so.id = l."sourceId"`;

/** These leads as far as the actor may see them; asked again, since a lead may have moved a moment ago. */
async function leadsWhere(ctx: Ctx, which: (params: SqlParams) => string): Promise<ApiLeadDetail[]> {
  const params = new SqlParams();
  const where = which(params);
  const scope = visibleLeadsSql(ctx, params);
  const rows = await reader(ctx).$queryRawUnsafe<Row[]>(`${LEAD} where ${where} and ${scope}`, ...params.values);
  return rows.map((row) => toApi(masked(ctx.actor, row)));
}

function toApi(row: Row): ApiLeadDetail {
  const { submittedAt, receivedAt, assignedAt, firstResponseAt, statusChangedAt, lastActivityAt, updatedAt } = row;
  return {
    ...row,
    label: leadLabel(row.number),
    submittedAt: submittedAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
    assignedAt: assignedAt?.toISOString() ?? null,
    firstResponseAt: firstResponseAt?.toISOString() ?? null,
    statusChangedAt: statusChangedAt.toISOString(),
    lastActivityAt: lastActivityAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
