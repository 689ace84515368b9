import { SqlParams } from "@/lib/core/condition/to-sql";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { ENDED_SQL, inboxSql, visibleSql } from "@/lib/intake/inbox/conditions";
import { endOf } from "@/lib/intake/inbox/schema";
import { visibleSources } from "@/lib/intake/policy";
import { organisation } from "@/lib/settings/queries";
import { visibleLeadsSql } from "@/lib/leads/policy";
import type { Ctx } from "@/lib/core/ctx";
import type { DeliverySummary } from "@/lib/intake/deliveries/queries";
import type { End, InboxFilter } from "@/lib/intake/inbox/schema";

const ROWS = 50;
/** Beyond this a number is "so many and more": counting all of them would cost more than it says. */
const MOST = 20_000;

type Row = Omit<DeliverySummary, "source"> & { sourceId: string; sourceName: string };
export type InboxPage = { rows: DeliverySummary[]; next: string | null };

/** A page of the arrivals that a filter lets through, newest first. */
export async function listInbox(ctx: Ctx, filter: InboxFilter, before?: string): Promise<InboxPage> {
  authorize(ctx, "intake.read");
  const { timeZone } = await organisation();
  const params = new SqlParams();
  const where = [
    visibleSql(ctx.actor, params),
    inboxSql(filter, timeZone, params),
    before && `d.id < ${params.add(before, "uuid")}`,
  ];
  // A lead that went to another company since isn't theirs to know of, though its arrival is.
  const visible = visibleLeadsSql(ctx, params);
  const found = await reader(ctx).$queryRawUnsafe<Row[]>(
    `select d.id::text, d.via, d."receivedAt", d.state, d.outcome, d.reason, d.history, d."leadId"::text, l.number as "leadNumber",
            coalesce(d.understood->>'name', d.understood->>'firm', d.understood->>'email', d.understood->>'phoneRaw', '') as who,
            coalesce(d.understood->>'plugin', '') as plugin, d."sourceId"::text, s.name as "sourceName"
       from "Delivery" d join "Source" s on s.id = d."sourceId" left join "Lead" l on l.id = d."leadId" and ${visible}
      where ${where.filter(Boolean).join(" and ")}
      order by d.id desc limit ${ROWS + 1}`,
    ...params.values,
  );
  const rows = found.slice(0, ROWS).map(({ sourceId, sourceName, ...row }) => ({
    ...row,
    source: { id: sourceId, name: sourceName },
  }));
  return { rows, next: found.length > ROWS ? (rows.at(-1)?.id ?? null) : null };
}

type Combination = {
  state: string;
  outcome: string;
  reason: string;
  plugin: string;
  via: string;
  bad: boolean;
  count: number;
};
export type InboxCounts = {
  /** Of the whole filter. */
  total: number;
  /** There are more: every number is "at least". */
  more: boolean;
  ends: Partial<Record<End, number>>;
  /** Those that may have been meant to be leads and are none. */
  badly: number;
  reasons: string[];
  plugins: string[];
};

/** How many there are of each kind; what the filter says of a kind doesn't hide the others of it. */
export async function countInbox(ctx: Ctx, filter: InboxFilter): Promise<InboxCounts> {
  authorize(ctx, "intake.read");
  const { timeZone } = await organisation();
  const params = new SqlParams();
  const { state, outcome, reason, plugin, via, ...base } = filter;
  const where = [visibleSql(ctx.actor, params), inboxSql({ ...base, ...(via && { via }) }, timeZone, params)];
  const found = await reader(ctx).$queryRawUnsafe<Combination[]>(
    `select state, outcome, reason, plugin, via, bad, count(*)::int as count from (
       select d.state, d.outcome, case when d.state = 'failed' then '' else d.reason end as reason,
              coalesce(d.understood->>'plugin', '') as plugin, d.via, ${ENDED_SQL.badly} as bad
         from "Delivery" d where ${where.filter(Boolean).join(" and ")} order by d.id desc limit ${MOST + 1}) as found
      group by 1, 2, 3, 4, 5, 6`,
    ...params.values,
  );
  const fits = (row: Combination, but: "end" | "reason" | "plugin" | "") =>
    (but === "end" || ((!state || row.state === state) && (!outcome || row.outcome === outcome))) &&
    (but === "reason" || !reason || row.reason === reason) &&
    (but === "plugin" || !plugin || row.plugin === plugin);
  const ends: Partial<Record<End, number>> = {};
  for (const row of found.filter((one) => fits(one, "end"))) {
    ends[endOf(row)] = (ends[endOf(row)] ?? 0) + row.count;
  }
  const of = (key: "reason" | "plugin") =>
    [...new Set(found.filter((row) => fits(row, key)).map((row) => row[key]))].filter((name) => name !== "").sort();
  return {
    total: sum(found.filter((row) => fits(row, ""))),
    more: sum(found) > MOST,
    ends,
    badly: sum(found.filter((row) => row.bad && fits(row, "end"))),
    reasons: of("reason"),
    plugins: of("plugin"),
  };
}

const sum = (rows: { count: number }[]): number => rows.reduce((total, { count }) => total + count, 0);

/** The sources there are to filter by. */
export async function inboxSources(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  authorize(ctx, "intake.read");
  return reader(ctx).source.findMany({
    where: visibleSources(ctx.actor),
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
}
