import { SqlParams } from "@/lib/core/condition/to-sql";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { cursorAfter, MOST_LOOKED_AT, MOST_NAMED } from "@/lib/leads/campaigns/api/schema";
import { COUNT_LIMIT } from "@/lib/leads/list/schema";
import { visibleLeadsSql } from "@/lib/leads/policy";
import type { Ctx } from "@/lib/core/ctx";
import type { ApiCampaign, ApiCampaignPage, ListCampaignsInput } from "@/lib/leads/campaigns/api/schema";
import type { Statement } from "@/lib/leads/list/queries";

/** The names come in the order of their letters' codes, which is that of the index. */
const NAME = `l."utmCampaign" collate "C"`;

/**
 * A page of the campaigns that leads name which a program may read, by name. It costs as much as its page: from name to
 * name along the index, past all leads between them, and then those leads alone that its page tells of.
 */
export async function listApiCampaigns(ctx: Ctx, input: ListCampaignsInput): Promise<ApiCampaignPage> {
  authorize(ctx, "lead.read");
  const { sql, values } = namesStatement(ctx, input);
  const found = await reader(ctx).$queryRawUnsafe<{ name: string }[]>(sql, ...values);
  const names = found.slice(0, input.limit).map(({ name }) => name);
  const isMore = found.length > input.limit;
  return { campaigns: await told(ctx, input, names), next: isMore ? cursorAfter(names.at(-1) ?? "") : null };
}

/** The names of a page and one more, for whoever wants to see how they are found. */
export function namesStatement(ctx: Ctx, input: ListCampaignsInput): Statement {
  const params = new SqlParams();
  const reached = reachedSql(ctx, input, params);
  const scope = visibleLeadsSql(ctx, params);
  const next = (after: string) => `
    select min(x.name) from reached c cross join lateral (
      select ${NAME} as name from "Lead" l
       where l."companyId" = c.id and l."utmCampaign" <> '' and ${NAME} > ${after} and ${scope}
       order by ${NAME} limit 1) x`;
  const sql = `
    with recursive reached as materialized (${reached}),
    walk(name, place) as (
      select (${next(params.add(input.cursor ?? "", "text"))}), 0
      union all
      select (${next("w.name")}), w.place + 1 from walk w
       where w.name is not null and w.place < ${params.add(input.limit, "integer")})
    select name from walk where name is not null order by place`;
  return { sql, values: params.values };
}

/** What is told of these names, for whoever wants to see what that costs. */
export function toldStatement(ctx: Ctx, input: ListCampaignsInput, names: readonly string[]): Statement {
  const params = new SqlParams();
  const reached = reachedSql(ctx, input, params);
  const scope = visibleLeadsSql(ctx, params);
  const its = `l."companyId" = c.id and l."utmCampaign" <> '' and ${NAME} = n.name and ${scope}`;
  const at = (end: "asc" | "desc") => `
    (select ${end === "asc" ? "min" : "max"}(x.at) from reached c cross join lateral (
      select l."receivedAt" as at from "Lead" l where ${its} order by l."receivedAt" ${end} limit 1) x)`;
  const most = (column: string) => `
    array(select ${column} from unnest(newest.${column}s) ${column} where ${column} <> ''
           group by 1 order by count(*) desc, 1 limit ${MOST_NAMED})`;
  const sql = `
    with reached as materialized (${reached})
    select n.name, ${most("source")} as sources, ${most("medium")} as mediums, counted.total,
           ${at("asc")} as first, ${at("desc")} as last
      from unnest(${params.add(names, "text[]")}) with ordinality as n(name, place)
     cross join lateral (
       select count(*)::int as total from (
         select 1 from reached c join "Lead" l on ${its} limit ${COUNT_LIMIT + 1}) few) counted
     cross join lateral (
       select array_agg(source) as sources, array_agg(medium) as mediums from (
         select x.* from reached c cross join lateral (
           select l."receivedAt" as at, l."utmSource" as source, l."utmMedium" as medium from "Lead" l
            where ${its} order by l."receivedAt" desc limit ${MOST_LOOKED_AT}) x
          order by x.at desc limit ${MOST_LOOKED_AT}) few) newest
     order by n.place`;
  return { sql, values: params.values };
}

type Row = { name: string; sources: string[]; mediums: string[]; total: number; first: Date | null; last: Date | null };

async function told(ctx: Ctx, input: ListCampaignsInput, names: readonly string[]): Promise<ApiCampaign[]> {
  if (names.length === 0) return [];
  const { sql, values } = toldStatement(ctx, input, names);
  const rows = await reader(ctx).$queryRawUnsafe<Row[]>(sql, ...values);
  return rows.flatMap(({ name, sources, mediums, total, first, last }) =>
    // Its last lead may have gone a moment ago.
    first && last
      ? {
          ...{ name, sources, mediums },
          leads: { total: Math.min(total, COUNT_LIMIT), more: total > COUNT_LIMIT },
          firstReceivedAt: first.toISOString(),
          lastReceivedAt: last.toISOString(),
        }
      : [],
  );
}

/** The companies whose leads are looked through. A program owns no lead, and so has none elsewhere. */
function reachedSql({ actor }: Ctx, { company }: ListCampaignsInput, params: SqlParams): string {
  const isBound = actor.type === "apiKey" && actor.permissions["lead.read"] !== "any";
  const where = [
    isBound && `id = any(${params.add([...actor.companyIds], "uuid[]")})`,
    company !== undefined && `id = ${params.add(company, "uuid")}`,
  ].filter(Boolean);
  return `select id from "Company"${where.length > 0 ? ` where ${where.join(" and ")}` : ""}`;
}
