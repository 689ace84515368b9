import { SqlParams } from "@/lib/core/condition/to-sql";
import { authorize, hiddenFields } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { invalid } from "@/lib/core/errors";
import { formatPhone } from "@/lib/core/format-phone";
import { reachesLead } from "@/lib/leads/audience";
import { rowsOf } from "@/lib/leads/custom-fields/catalogue/fields";
import { isFieldName, keyOfName } from "@/lib/leads/custom-fields/field/schema";
import { valueSql } from "@/lib/leads/custom-fields/values/queries";
import { pinned, sortedBy } from "@/lib/leads/list/condition";
import { fieldPageSql } from "@/lib/leads/list/field-order";
import { isGrouped, pageSql, readCursor, writeCursor } from "@/lib/leads/list/keyset";
import { COUNT_LIMIT, PAGE_SIZE } from "@/lib/leads/list/schema";
import { conditionSql, whereSql } from "@/lib/leads/list/where-sql";
import { visibleLeads } from "@/lib/leads/policy";
import { masked } from "@/lib/leads/sensitive/policy";
import { isUnaskable } from "@/lib/leads/sensitive/schema";
import { reachOf } from "@/lib/leads/contact/reach";
import { leadLabel } from "@/lib/leads/schema";
import type { FieldDefinition, FieldName } from "@/lib/leads/custom-fields/field/schema";
import type { MoreColumn } from "@/lib/leads/list/columns/schema";
import type { Condition } from "@/lib/core/condition/schema";
import type { CountryCode } from "libphonenumber-js/min";
import type { Ctx } from "@/lib/core/ctx";
import type { GroupOrders, Groups } from "@/lib/leads/list/keyset";
import type { LeadCount, LeadPage, LeadRow } from "@/lib/leads/list/schema";
import type { Direction, ListSort } from "@/lib/leads/list/sorts/schema";

type Order = { sort: ListSort; dir: Direction };
/**
 * `more`: the columns to be read beyond those that every row has; `fields`: the custom fields there are; `country`: whose
 * people read the phone numbers, which stand as they were typed otherwise.
 */
export type Asked = {
  condition: Condition;
  timeZone: string;
  country?: string | undefined;
  more?: readonly MoreColumn[];
  fields?: readonly FieldDefinition[];
};
export type Statement = { sql: string; values: unknown[] };

/** One page of the leads the actor may see that meet the condition, from a cursor on. */
export async function leadPage(
  ctx: Ctx,
  input: Asked & { order: Order; orders: GroupOrders; after?: string | undefined; limit?: number },
): Promise<LeadPage> {
  authorize(ctx, "lead.read");
  const { limit = PAGE_SIZE } = input;
  const { sql, values } = pageStatement(ctx, input);
  const found = await reader(ctx).$queryRawUnsafe<PageRecord[]>(sql, ...values);
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    rows: toRows(ctx, found.slice(0, limit), input.country),
    next: last ? writeCursor({ group: last.grp, value: last.value, id: last.id }) : null,
    similar: false,
  };
}

/** The statement of a page, for whoever wants to measure it bare. */
export function pageStatement(ctx: Ctx, input: Parameters<typeof leadPage>[1]): Statement {
  const params = new SqlParams();
  const where = whereSql(ctx, input, params);
  const most = (input.limit ?? PAGE_SIZE) + 1;
  const page = orderedSql(ctx, { ...input, limit: most }, where, params);
  const sql = `
    with page as (select * from (${page.sql}) parts order by ${page.order} limit ${most})
    select ${rowSql(input)}, page.grp, coalesce(page.value::text, '') as value
      from page join "Lead" l on l.id = page.id ${JOINS}
     order by ${page.order.replaceAll(/\b(part|rank|value|id)\b/g, "page.$1")}`;
  return { sql, values: params.values };
}

type Ordered = Asked & { order: Order; orders: GroupOrders; after?: string | undefined; limit: number };

function orderedSql(ctx: Ctx, { order: { sort, dir }, ...input }: Ordered, where: string, params: SqlParams) {
  // Where a lead stands among others tells of what they are sorted by.
  if (isUnaskable(hiddenFields(ctx.actor), sort)) throw invalid({ sort: "fieldHidden" });
  const field = sortedBy(sort, input.fields);
  const cursor = input.after === undefined ? undefined : readCursor(input.after, sort, field?.kind);
  if (field) return fieldPageSql(where, { field, dir, cursor, limit: input.limit }, params);
  const groups = groupsOf(ctx, input.condition, sort, input.orders);
  return pageSql(where, { sort, dir, groups, cursor, limit: input.limit }, params);
}

/** How many leads meet the condition; exact up to a limit, so that it never costs more than that. */
export async function countLeads(ctx: Ctx, input: Asked): Promise<LeadCount> {
  authorize(ctx, "lead.read");
  const params = new SqlParams();
  const where = whereSql(ctx, input, params);
  const [row] = await reader(ctx).$queryRawUnsafe<{ total: number }[]>(
    `select count(*)::int as total from (select 1 from "Lead" l where ${where} limit ${COUNT_LIMIT + 1}) counted`,
    ...params.values,
  );
  const total = row?.total ?? 0;
  return { total: Math.min(total, COUNT_LIMIT), more: total > COUNT_LIMIT };
}

export async function hasAny(ctx: Ctx, input: Asked): Promise<boolean> {
  authorize(ctx, "lead.read");
  const params = new SqlParams();
  const where = whereSql(ctx, input, params);
  const [row] = await reader(ctx).$queryRawUnsafe<{ any: boolean }[]>(
    `select exists (select 1 from "Lead" l where ${where}) as any`,
    ...params.values,
  );
  return row?.any ?? false;
}

/** These leads as they are now, as far as the actor may see them, and which of them meet the condition. */
export async function leadRows(ctx: Ctx, input: Asked & { ids: string[] }) {
  authorize(ctx, "lead.read");
  const params = new SqlParams();
  const scope = whereSql(ctx, { ...input, condition: { all: [] } }, params);
  const matching = conditionSql(ctx, input, params);
  const found = await reader(ctx).$queryRawUnsafe<(LeadRecord & { matching: boolean | null })[]>(
    `select ${rowSql(input)}, (${matching}) as matching from "Lead" l ${JOINS} where l.id = any(${params.add(input.ids, "uuid[]")}) and ${scope}`,
    ...params.values,
  );
  return {
    rows: toRows(ctx, found, input.country),
    matching: found.filter((row) => row.matching).map((row) => row.id),
  };
}

/** All ids of a list in its order, however many pages that would be. */
export async function orderedIds(
  ctx: Ctx,
  input: Asked & { order: Order; orders: GroupOrders },
  limit: number,
): Promise<string[]> {
  authorize(ctx, "lead.read");
  const params = new SqlParams();
  const where = whereSql(ctx, input, params);
  const page = orderedSql(ctx, { ...input, limit }, where, params);
  const [row] = await reader(ctx).$queryRawUnsafe<{ ids: string[] | null }[]>(
    `select array_agg(id::text order by ${page.order}) as ids from (${page.sql}) parts`,
    ...params.values,
  );
  return (row?.ids ?? []).slice(0, limit);
}

/** These leads in this order with their texts uncut, as far as the condition still lets them through. */
export async function wholeRows(ctx: Ctx, input: Asked & { ids: string[] }): Promise<LeadRow[]> {
  authorize(ctx, "lead.read");
  const params = new SqlParams();
  const where = whereSql(ctx, input, params);
  const row = rowSql(input).replaceAll(/left\(([lv]\.[^,()]+), \d+\)/g, "$1");
  const found = await reader(ctx).$queryRawUnsafe<LeadRecord[]>(
    `select ${row} from unnest(${params.add(input.ids, "uuid[]")}) with ordinality as asked(id, place)
       join "Lead" l on l.id = asked.id ${JOINS} where ${where} order by asked.place`,
    ...params.values,
  );
  return toRows(ctx, found);
}

/** The groups worth walking: those that the scope and the filters leave. */
export function groupsOf(ctx: Ctx, condition: Condition, sort: ListSort, orders: GroupOrders): Groups {
  if (!isGrouped(sort)) return [];
  const me = ctx.actor.type === "user" ? ctx.actor.id : undefined;
  const field = sort === "type" ? "leadType" : sort;
  const only = pinned({ all: [visibleLeads(ctx.actor, "lead.read"), condition] }, field, me);
  if (only) return orders[sort].filter((id) => only.includes(id));
  return sort === "owner" || sort === "source" ? [...orders[sort], null] : orders[sort];
}

type Moments = "receivedAt" | "lastActivityAt" | "firstResponseAt" | "dueAt" | "rotsAt" | "wroteAgainAt";
export type LeadRecord = Omit<LeadRow, "label" | "can" | "reach" | Moments> & {
  receivedAt: Date;
  lastActivityAt: Date;
  firstResponseAt: Date | null;
  dueAt: Date | null;
  rotsAt: Date | null;
  wroteAgainAt: Date | null;
  phoneE164: string | null;
};
type PageRecord = LeadRecord & { grp: string; value: string };

// What was done a moment ago may not be worked out yet: the lead itself says which of its clocks still run.
const RUNNING = `case when k."dueAt" is not null then least(
  case when l."assignedAt" is null then k."assignDueAt" end, case when l."firstResponseAt" is null then k."respondDueAt" end) end`;

const ROW = `
  l.id::text, l.number, left(l."contactName", 200) as "contactName", left(l.firm, 200) as firm, l.email, l.phone, l."phoneE164",
  left(l.service, 200) as service, l.priority, l.score, l."statusId"::text, l."amountCents"::float8 as "amountCents", l.currency, l."companyId"::text, c.name as "companyName",
  c.tone as "companyTone", l."ownerId"::text, coalesce(trim(o."firstName" || ' ' || o."lastName"), '') as "ownerName",
  coalesce(so.name, l.channel) as "sourceName", l."subChannel", l."receivedAt", l."lastActivityAt", l."firstResponseAt", l."touchCount",
  ${RUNNING} as "dueAt", case when k."rotsFrom" = l."lastActivityAt" then k."rotsAt" end as "rotsAt", k."wroteAgainAt"`;

const MORE: Record<Exclude<MoreColumn, FieldName>, string> = {
  type: `l."leadTypeId"`,
  tags: "l.tags",
  amount: `case when l."amountCents" is not null then json_build_object('cents', l."amountCents", 'currency', l.currency) end`,
  message: "left(l.message, 300)",
  managementMessage: `left(l."managementMessage", 300)`,
  channel: "l.channel",
  campaign: `left(l."utmCampaign", 200)`,
  utmSource: `left(l."utmSource", 200)`,
  utmMedium: `left(l."utmMedium", 200)`,
  utmTerm: `left(l."utmTerm", 200)`,
  utmContent: `left(l."utmContent", 200)`,
  page: `left(l."pageUrl", 500)`,
  submitted: `l."submittedAt"`,
  assigned: `l."assignedAt"`,
  statusChanged: `l."statusChangedAt"`,
  nextAction: `(select json_build_object('at', t."dueAt", 'title', t.title, 'day', t."dueDay") from "Task" t where t.id = k."nextTaskId")`,
  responseTime: `case when l."firstResponseAt" >= l."receivedAt" then json_build_object(
    'wall', round(extract(epoch from l."firstResponseAt" - l."receivedAt") / 60)::int, 'working', k."respondMinutes") end`,
};

export function rowSql({ more = [], fields = [] }: Pick<Asked, "more" | "fields">): string {
  const values = more.map((column) => `'${column}', ${isFieldName(column) ? saidIn(column, fields) : MORE[column]}`);
  // A function takes a hundred arguments, and somebody may want to see more columns.
  const parts = Array.from({ length: Math.ceil(values.length / MOST_PAIRS) || 1 }, (_, at) =>
    values.slice(at * MOST_PAIRS, (at + 1) * MOST_PAIRS),
  );
  return `${ROW}, ${parts.map((part) => `jsonb_build_object(${part.join(", ")})`).join(" || ")} as more`;
}

const MOST_PAIRS = 50;
const LONGEST_SHOWN = 300;

/** What the lead says in a field; looked up for the rows that are shown. */
function saidIn(column: FieldName, fields: readonly FieldDefinition[]): string {
  const field = fields.find(({ key }) => key === keyOfName(column));
  return field ? `(select ${valueSql(field.kind, LONGEST_SHOWN)} from ${rowsOf(field)})` : "null";
}

export const JOINS = `
  join "Company" c on c.id = l."companyId"
  left join "User" o on o.id = l."ownerId"
  left join "Source" so on so.id = l."sourceId"
  left join "LeadDue" k on k."leadId" = l.id`;

export function toRows(ctx: Ctx, records: LeadRecord[], country?: string): LeadRow[] {
  const status = reachesLead(ctx.actor, "lead.changeStatus");
  const assign = reachesLead(ctx.actor, "lead.assign");
  const contact = reachesLead(ctx.actor, "lead.logContact");
  return records
    .map((found) => masked(ctx.actor, found))
    .map((record) => ({
      id: record.id,
      number: record.number,
      label: leadLabel(record.number),
      contactName: record.contactName,
      firm: record.firm,
      email: record.email,
      phone: country && record.phoneE164 ? formatPhone(record.phoneE164, country as CountryCode) : record.phone,
      reach: reachOf(record),
      service: record.service,
      priority: record.priority,
      score: record.score,
      statusId: record.statusId,
      amountCents: record.amountCents,
      currency: record.currency,
      companyId: record.companyId,
      companyName: record.companyName,
      companyTone: record.companyTone,
      ownerId: record.ownerId,
      ownerName: record.ownerName,
      sourceName: record.sourceName,
      subChannel: record.subChannel,
      receivedAt: record.receivedAt.toISOString(),
      lastActivityAt: record.lastActivityAt.toISOString(),
      firstResponseAt: record.firstResponseAt?.toISOString() ?? null,
      touchCount: record.touchCount,
      dueAt: record.dueAt?.toISOString() ?? null,
      rotsAt: record.rotsAt?.toISOString() ?? null,
      wroteAgainAt: record.wroteAgainAt?.toISOString() ?? null,
      more: record.more,
      can: {
        status: status(record),
        assign: assign(record),
        contact: contact(record) && ctx.actor.type === "user",
      },
    }));
}
