import { SqlParams, toSql } from "@/lib/core/condition/to-sql";
import { firstDayFrom, periodOf } from "@/lib/core/condition/period";
import { authorize, scopeOf } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { alsoHolds, hasDates, homeList, rowsHref, windowed } from "@/lib/analytics/home/links";
import { HOME_PHASES } from "@/lib/analytics/home/schema";
import { totalOf, trendOf } from "@/lib/analytics/home/trend";
import { waitingOutcomes } from "@/lib/analytics/to-do/queries";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import { listChoices } from "@/lib/leads/list/choices/queries";
import { listCondition } from "@/lib/leads/list/condition";
import { leadPage } from "@/lib/leads/list/queries";
import { readList } from "@/lib/leads/list/schema";
import { visibleLeads } from "@/lib/leads/policy";
import { organisation } from "@/lib/settings/queries";
import type { Condition, DateValue } from "@/lib/core/condition/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { WaitingOutcomes } from "@/lib/analytics/to-do/queries";
import type { HomeList } from "@/lib/analytics/home/links";
import type {
  BreakdownRow,
  Counted,
  HomePhase,
  HomeToDo,
  HomeView,
  NewLead,
  PhaseCounts,
} from "@/lib/analytics/home/schema";
import type { AddressParams, LeadList, ListChoices } from "@/lib/leads/list/schema";

type Asked = { params: AddressParams; locale: string };
export type HomePage = { view: HomeView; list: LeadList; choices: ListChoices };

/** The numbers of the home page, each with the address of its rows; filtered by the page's address. */
export async function homeView(ctx: Ctx, { params, locale }: Asked): Promise<HomePage> {
  authorize(ctx, "analytics.read");
  const [{ choices, orders }, { timeZone, defaultCountry }] = await Promise.all([
    listChoices(ctx, locale),
    organisation(),
  ]);
  const { list: read } = readList(params);
  const list = homeList(read);
  const shared: LeadList = { ...readList({}).list, ...list };
  const conditionOf = (filters: HomeList) =>
    listCondition({ ...shared, ...filters }, choices, defaultCountry).condition;
  const everything = conditionOf(list);
  const inWindow = conditionOf(windowed(list));
  const today = dayOf(ctx.now(), timeZone);
  const negative = choices.statuses.find(({ key }) => key === "negative");
  const notNegative: Condition = negative ? { field: "status", op: "isNot", value: negative.id } : { all: [] };

  const [totals, window, newest, outcomes] = await Promise.all([
    statusTotals(ctx, everything, timeZone),
    windowParts(ctx, inWindow, timeZone),
    leadPage(ctx, {
      condition: { all: [everything, notNegative] },
      timeZone,
      order: { sort: "received", dir: "desc" },
      orders,
    }),
    waitingOutcomes(ctx),
  ]);

  const link = (more: Partial<LeadList>, filters: HomeList = list) => rowsHref(filters, more, choices);
  const counts = countsBy(totals, choices);
  const days = window.filter(({ kind }) => kind === "day");
  const windowLink = (more: Partial<LeadList>) => link(more, windowed(list));
  const breakdown = (kind: "source" | "owner", of: (id: string | null) => Partial<LeadList>) =>
    window
      .filter((part) => part.kind === kind)
      .map((part) => breakdownRow(part, (more) => windowLink({ ...of(part.key), ...more })))
      .sort((a, b) => b.total.count - a.total.count || a.name.localeCompare(b.name));

  const view: HomeView = {
    empty: counts.total === 0 && !isNarrowed(list),
    numbers: {
      total: { count: counts.total, href: link({}) },
      pending: { count: counts.of("pending"), href: link({ status: ["pending"] }) },
      contacted: { count: counts.of("contacted"), href: link({ status: ["contacted"] }) },
      active: { count: counts.phase("active"), href: link({ phase: ["active"] }) },
    },
    toDo: toDoOf(ctx, totals, choices, link, outcomes),
    newest: newest.rows.slice(0, 5).map(newLead),
    newestHref: link(negative ? alsoHolds(notNegative) : {}),
    phases: Object.fromEntries(
      HOME_PHASES.map((phase) => [phase, { count: sumOf(days, phase), href: windowLink({ phase: [phase] }) }]),
    ) as Record<HomePhase, Counted>,
    windowTotal: { count: days.reduce((all, day) => all + totalOf(day), 0), href: windowLink({}) },
    isDefaultWindow: !hasDates(list),
    trend: trendOf(
      days.map(({ key, cold, active, closed }) => ({ day: key ?? "", cold, active, closed })),
      windowDays(inWindow, ctx.now(), timeZone),
      today,
    ),
    bySource: breakdown("source", (id) =>
      id === null ? alsoHolds({ field: "source", op: "isEmpty" }) : { source: [id] },
    ),
    byOwner: breakdown("owner", (id) => ({ owner: [id ?? "none"] })),
  };
  return { view, list: shared, choices };
}

type StatusTotal = { statusId: string; count: number; uncontacted: number; waiting: number; unowned: number };

/** All numbers that don't look at days, in one pass over an index that holds what they ask. */
async function statusTotals(ctx: Ctx, condition: Condition, timeZone: string): Promise<StatusTotal[]> {
  const params = new SqlParams();
  const where = whereSql(ctx, condition, timeZone, params);
  const startOfToday = periodOf({ relative: { unit: "day", offset: 0 } }, { now: ctx.now(), timeZone })?.start ?? 0;
  const before = params.add(new Date(startOfToday).toISOString(), "timestamptz");
  return reader(ctx).$queryRawUnsafe<StatusTotal[]>(
    `select l."statusId"::text, count(*)::int as count,
            count(*) filter (where l."firstResponseAt" is null)::int as uncontacted,
            count(*) filter (where l."firstResponseAt" is null and l."receivedAt" < ${before})::int as waiting,
            count(*) filter (where l."ownerId" is null)::int as unowned
       from "Lead" l where ${where} group by l."statusId"`,
    ...params.values,
  );
}

type WindowPart = { kind: "day" | "source" | "owner"; key: string | null; name: string } & PhaseCounts;

/** The window's leads by day, by source and by owner, each by phase, in one pass. Days are the organisation's. */
async function windowParts(ctx: Ctx, condition: Condition, timeZone: string): Promise<WindowPart[]> {
  const params = new SqlParams();
  const where = whereSql(ctx, condition, timeZone, params);
  const zone = params.add(timeZone, "text");
  return reader(ctx).$queryRawUnsafe<WindowPart[]>(
    `select g.kind, coalesce(g.day::text, g."sourceId"::text, g."ownerId"::text) as key,
            coalesce(max(s.name), max(trim(u."firstName" || ' ' || u."lastName")), '') as name,
            coalesce(sum(g.count) filter (where t.phase = 'cold'), 0)::int as cold,
            coalesce(sum(g.count) filter (where t.phase = 'active'), 0)::int as active,
            coalesce(sum(g.count) filter (where t.phase = 'closed'), 0)::int as closed
       from (select case when grouping(day) = 0 then 'day' when grouping("sourceId") = 0 then 'source' else 'owner' end as kind,
                    day, "sourceId", "ownerId", "statusId", count(*) as count
               from (select (l."receivedAt" at time zone ${zone})::date as day, l."sourceId", l."ownerId", l."statusId"
                       from "Lead" l where ${where}) leads
              group by grouping sets ((day, "statusId"), ("sourceId", "statusId"), ("ownerId", "statusId"))) g
       join "Status" t on t.id = g."statusId"
       left join "Source" s on s.id = g."sourceId"
       left join "User" u on u.id = g."ownerId"
      group by g.kind, g.day, g."sourceId", g."ownerId"`,
    ...params.values,
  );
}

/** Numbers are of leads whose rows may be opened too: whoever counts them must be able to read them. */
function whereSql(ctx: Ctx, condition: Condition, timeZone: string, params: SqlParams): string {
  const { actor } = ctx;
  const scope: Condition = { all: [visibleLeads(actor, "analytics.read"), visibleLeads(actor, "lead.read")] };
  const me = actor.type === "user" ? actor.id : undefined;
  return toSql({ all: [scope, condition] }, leadFieldCatalogue, { now: ctx.now(), timeZone, me }, params);
}

function countsBy(totals: StatusTotal[], choices: ListChoices) {
  const counted = totals.map((total) => ({
    ...total,
    status: choices.statuses.find(({ id }) => id === total.statusId),
  }));
  return {
    total: sum(counted),
    of: (key: string) => sum(counted.filter(({ status }) => status?.key === key)),
    phase: (phase: HomePhase) => sum(counted.filter(({ status }) => status?.phase === phase)),
  };
}

/** What is open: whatever isn't closed. */
const OPEN = ["cold", "active"];

function toDoOf(
  ctx: Ctx,
  totals: StatusTotal[],
  choices: ListChoices,
  link: (more: Partial<LeadList>) => string,
  outcomes: WaitingOutcomes,
): HomeToDo {
  const open = totals.filter(({ statusId }) =>
    OPEN.includes(choices.statuses.find(({ id }) => id === statusId)?.phase ?? ""),
  );
  const count = (of: "uncontacted" | "waiting" | "unowned") => open.reduce((all, row) => all + row[of], 0);
  const beforeToday: Condition = { field: "receivedAt", op: "before", value: { relative: { unit: "day", offset: 0 } } };
  return {
    uncontacted: { count: count("uncontacted"), href: link({ phase: OPEN, contacted: "no" }) },
    waiting: { count: count("waiting"), href: link({ phase: OPEN, contacted: "no", ...alsoHolds(beforeToday) }) },
    unowned: scopeOf(ctx.actor, "lead.assign")
      ? {
          count: count("unowned"),
          href: link({ phase: OPEN, ...alsoHolds({ field: "owner", op: "isEmpty" }) }),
        }
      : null,
    ...outcomes,
  };
}

function breakdownRow(part: WindowPart, link: (more: Partial<LeadList>) => string): BreakdownRow {
  const of = (phase: HomePhase): Counted => ({ count: part[phase], href: link({ phase: [phase] }) });
  return {
    id: part.key,
    name: part.name,
    total: { count: totalOf(part), href: link({}) },
    cold: of("cold"),
    active: of("active"),
    closed: of("closed"),
  };
}

/** The first and the last day the condition is about; open at its beginning, the data says. Never past today. */
function windowDays(condition: Condition, now: Date, timeZone: string): { first: string | null; last: string } {
  const today = dayOf(now, timeZone);
  const bounds = { first: null as string | null, last: today };
  for (const one of "all" in condition ? condition.all : []) {
    if (!("field" in one) || one.field !== "receivedAt") continue;
    const period = periodOf(one.value as DateValue, { now, timeZone });
    if (!period) continue;
    if (one.op !== "onOrBefore") bounds.first = firstDayFrom(period.start, timeZone);
    const last = dayOf(new Date(period.end - 1), timeZone);
    if (one.op !== "onOrAfter" && last < today) bounds.last = last;
  }
  return bounds;
}

function dayOf(moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    moment,
  );
}

function newLead(row: Awaited<ReturnType<typeof leadPage>>["rows"][number]): NewLead {
  return {
    id: row.id,
    number: row.number,
    label: row.label,
    title: row.contactName || row.firm || row.email || row.phone || row.label,
    hint: [row.contactName ? row.firm : "", row.service].filter(Boolean).join(" · "),
    statusId: row.statusId,
    ownerName: row.ownerName,
    receivedAt: row.receivedAt,
  };
}

function isNarrowed(list: HomeList): boolean {
  return hasDates(list) || list.status.length + list.owner.length + list.company.length > 0;
}

function sum(rows: { count: number }[]): number {
  return rows.reduce((all, { count }) => all + count, 0);
}

function sumOf(parts: PhaseCounts[], phase: HomePhase): number {
  return parts.reduce((all, part) => all + part[phase], 0);
}
