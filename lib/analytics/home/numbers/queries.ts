import { daysCondition } from "@/lib/analytics/counts/day-range";
import { dayFactsSql, factsSql } from "@/lib/analytics/counts/facts";
import { WAITS } from "@/lib/analytics/home/links";
import { SqlParams, toSql } from "@/lib/core/condition/to-sql";
import { reader } from "@/lib/core/db";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import { visibleLeads } from "@/lib/leads/policy";
import type { Asked } from "@/lib/analytics/counts/facts";
import type { DayRange } from "@/lib/analytics/counts/day-range";
import type { HomePhase, PhaseCounts } from "@/lib/analytics/home/schema";
import type { Condition } from "@/lib/core/condition/schema";
import type { Ctx } from "@/lib/core/ctx";

/** `uncontacted` and `unowned` don't count history, which waits for nobody. */
export type StatusTotal = { statusId: string; count: number; uncontacted: number; unowned: number };
export type Part = { key: string | null; name: string } & PhaseCounts;
type Parts = { sources: Part[]; owners: Part[] };

export type Numbers = Parts & {
  /** What each owner has of the stock, by phase. */
  load: Part[];
  totals: StatusTotal[];
  /** Of those, received from today on and not contacted. */
  fresh: { statusId: string; count: number }[];
  days: Part[];
  /** The period before, as far as there is one. */
  before: (Parts & { totals: StatusTotal[]; phases: PhaseCounts }) | null;
};

type Questions = {
  /** Without dates. */
  condition: Condition;
  timeZone: string;
  today: string;
  /** The days of the totals, and those of what is drawn by day, by source and by owner. */
  days: DayRange;
  window: DayRange;
  before: DayRange | undefined;
};

/** Every number of the home page in one statement, so that they are all of one instant. */
export async function homeNumbers(ctx: Ctx, ask: Questions): Promise<Numbers> {
  const { actor } = ctx;
  // Numbers are of leads whose rows may be opened too: whoever counts them must be able to read them.
  const scope = [visibleLeads(actor, "analytics.read"), visibleLeads(actor, "lead.read")];
  const asked: Asked = {
    condition: { all: [...scope, ask.condition] },
    options: { now: ctx.now(), timeZone: ask.timeZone, me: actor.type === "user" ? actor.id : undefined },
    params: new SqlParams(),
  };
  const window = isEqual(ask.days, ask.window) ? "stock" : "asked";
  const sql = `
    with stock as materialized (${factsSql(asked, ask.days)}),
         ${window === "asked" ? `asked as materialized (${factsSql(asked, ask.window)}),` : ""}
         days as (${dayFactsSql(asked, ask.window)})
         ${ask.before ? `, before as materialized (${factsSql(asked, ask.before)})` : ""}
    select json_build_object(
      'totals', ${totalsSql("stock")},
      'fresh', ${freshSql(asked, ask)},
      'sources', ${partsSql(window, "source")},
      'owners', ${partsSql(window, "owner")},
      'load', ${partsSql("stock", "owner")},
      'days', ${list(`select d.day::text as key, '' as name, ${PHASES} from days d join "Status" t on t.id = d."statusId" group by d.day`)},
      'before', ${ask.before ? beforeSql() : "null"}
    ) as numbers`;
  const [row] = await reader(ctx).$queryRawUnsafe<{ numbers: Numbers }[]>(sql, ...asked.params.values);
  if (!row) throw new Error("the numbers of the home page could not be read");
  return row.numbers;
}

function isEqual(a: DayRange, b: DayRange): boolean {
  return a.first === b.first && a.last === b.last;
}

function list(rows: string): string {
  return `(select coalesce(json_agg(r), '[]') from (${rows}) r)`;
}

function totalsSql(facts: string): string {
  return list(
    `select "statusId", sum(count)::int as count, coalesce(sum(count) filter (where not contacted), 0)::int as uncontacted,
            coalesce(sum(count) filter (where "ownerId" is null and contacted is not null), 0)::int as unowned from ${facts} group by "statusId"`,
  );
}

function freshSql({ condition, options, params }: Asked, { today, days }: Questions): string {
  const fresh: Condition = {
    all: [daysCondition({ ...days, first: today }), { field: "firstResponseAt", op: "isEmpty" }, WAITS],
  };
  const open = days.first === null || days.first <= today ? fresh : { all: [fresh, daysCondition(days)] };
  const where = toSql({ all: [condition, open] }, leadFieldCatalogue, options, params);
  return list(`select l."statusId", count(*)::int as count from "Lead" l where ${where} group by l."statusId"`);
}

const sumOf = (phase: HomePhase) => `coalesce(sum(d.count) filter (where t.phase = '${phase}'), 0)::int as ${phase}`;
const PHASES = [sumOf("cold"), sumOf("active"), sumOf("closed")].join(", ");
const NAMES = {
  source: { column: `"sourceId"`, table: `"Source"`, name: "n.name" },
  owner: { column: `"ownerId"`, table: `"User"`, name: `trim(n."firstName" || ' ' || n."lastName")` },
};

function partsSql(facts: string, by: keyof typeof NAMES): string {
  const { column, table, name } = NAMES[by];
  return list(
    `select d.${column} as key, coalesce(max(${name}), '') as name, ${PHASES}
       from (select ${column}, "statusId", sum(count) as count from ${facts} group by 1, 2 having sum(count) <> 0) d
       join "Status" t on t.id = d."statusId" left join ${table} n on n.id = d.${column} group by d.${column}`,
  );
}

function beforeSql(): string {
  return `json_build_object('totals', ${totalsSql("before")}, 'sources', ${partsSql("before", "source")},
    'owners', ${partsSql("before", "owner")},
    'phases', (select row_to_json(p) from (select ${PHASES} from before d join "Status" t on t.id = d."statusId") p))`;
}
