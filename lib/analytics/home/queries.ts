import { authorize, scopeOf } from "@/lib/core/ctx";
import { daysBefore, splitDays } from "@/lib/analytics/counts/day-range";
import { alsoHolds, hasDates, homeList, inDays, rowsHref, WAITS, windowed } from "@/lib/analytics/home/links";
import { homeNumbers } from "@/lib/analytics/home/numbers/queries";
import { ANY_DAY, HOME_PHASES, TREND_SERIES } from "@/lib/analytics/home/schema";
import { totalOf, trendOf } from "@/lib/analytics/home/trend/schema";
import { dueCounts, lateByOwner, ownDay, waitingOutcomes } from "@/lib/analytics/to-do/queries";
import { cityOf } from "@/lib/core/format";
import { listChoices } from "@/lib/leads/list/choices/queries";
import { listCondition } from "@/lib/leads/list/condition";
import { leadPage } from "@/lib/leads/list/queries";
import { readList } from "@/lib/leads/list/schema";
import { organisation } from "@/lib/settings/queries";
import type { Condition } from "@/lib/core/condition/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { DueCounts, OwnDay, WaitingOutcomes } from "@/lib/analytics/to-do/queries";
import type { HomeList } from "@/lib/analytics/home/links";
import type { Numbers, Part, StatusTotal } from "@/lib/analytics/home/numbers/queries";
import type {
  BreakdownRow,
  Compared,
  Counted,
  HomeNumbers,
  HomePhase,
  HomeToDo,
  HomeView,
  NewLead,
  TeamRow,
  TrendSeries,
} from "@/lib/analytics/home/schema";
import type { AddressParams, LeadList, ListChoices, ListParam } from "@/lib/leads/list/schema";
import type { StatusPart } from "@/lib/leads/status/schema";

type Asked = { params: AddressParams; locale: string };
/** `problems`: what in the address could not be read, and was left out. */
export type HomePage = { view: HomeView; list: LeadList; choices: ListChoices; problems: ListParam[] };

/** The numbers of the home page, each with the address of its rows; filtered by the page's address. */
export async function homeView(ctx: Ctx, { params, locale }: Asked): Promise<HomePage> {
  authorize(ctx, "analytics.read");
  const [{ choices, orders }, { timeZone, defaultCountry }] = await Promise.all([
    listChoices(ctx, locale),
    organisation(),
  ]);
  const read = readList(params);
  const plain = readList({}).list;
  const understood = listCondition({ ...plain, ...homeList(read.list) }, choices, defaultCountry);
  const list = homeList(understood.list);
  const shared: LeadList = { ...plain, ...list };
  const problems = [...new Set([...read.problems, ...understood.problems])].filter((name) => name in list);
  const conditionOf = (filters: HomeList) =>
    listCondition({ ...shared, ...filters }, choices, defaultCountry).condition;
  const everything = conditionOf(list);
  const today = dayOf(ctx.now(), timeZone);
  const at = { now: ctx.now(), timeZone };
  const stock = splitDays(everything, at);
  const window = splitDays(conditionOf(windowed(list)), at);
  if (!stock || !window) throw new Error("the home page's filters ask for more than days");
  const { first } = window.days;
  // What is still to come doesn't count as a day gone by.
  const last = window.days.last === null || window.days.last > today ? today : window.days.last;
  const before = daysBefore({ first, last });
  const negative = choices.statuses.find(({ key }) => key === "negative");
  const notNegative: Condition = negative ? { field: "status", op: "isNot", value: negative.id } : { all: [] };

  const seesTeam = scopeOf(ctx.actor, "analytics.read") !== "own" && choices.seesOthers;
  const [numbers, newest, outcomes, dues, own, late] = await Promise.all([
    homeNumbers(ctx, { condition: stock.rest, timeZone, today, days: stock.days, window: window.days, before }),
    leadPage(ctx, {
      condition: { all: [everything, notNegative] },
      timeZone,
      order: { sort: "received", dir: "desc" },
      orders,
    }),
    waitingOutcomes(ctx),
    dueCounts(ctx, everything, timeZone),
    ownDay(ctx),
    seesTeam ? lateByOwner(ctx, everything, timeZone) : null,
  ]);

  const link = (more: Partial<LeadList>, filters: HomeList = list) => rowsHref(filters, more, choices);
  const linkBefore = before && ((more: Partial<LeadList>) => link(more, inDays(list, before)));
  const compared = (count: number, was: number, more: Partial<LeadList>, filters: HomeList): Compared => ({
    count,
    href: link(more, filters),
    before: linkBefore ? { count: was, href: linkBefore(more) } : null,
  });
  const counts = countsBy(numbers.totals, choices);
  const then = countsBy(numbers.before?.totals ?? [], choices);
  const inWindow = windowed(list);
  const ofAnyDay = inDays(list, { first: ANY_DAY, last: ANY_DAY });
  const number = (of: (all: typeof counts) => number, more: Partial<LeadList>): Compared => {
    const one = compared(of(counts), of(then), more, list);
    // Of all time there is no time before.
    return hasDates(list) ? one : { ...one, before: null };
  };
  const standing = (part: StatusPart) => {
    const status = choices.statuses.find((one) => one.part === part);
    return number(({ of }) => of(part), { status: status ? [status.key] : [] });
  };
  const headline: HomeNumbers = {
    total: number(({ total }) => total, {}),
    pending: standing("start"),
    contacted: standing("contacted"),
    active: number(({ phase }) => phase("active"), { phase: ["active"] }),
  };
  const breakdown = (parts: Part[], was: Part[], of: (id: string | null) => Partial<LeadList>) =>
    parts
      .map((part): BreakdownRow => {
        const phase = (key: HomePhase): Counted => ({
          count: part[key],
          href: link({ ...of(part.key), phase: [key] }, inWindow),
        });
        const wasTotal = was.find(({ key }) => key === part.key);
        return {
          id: part.key,
          name: part.name,
          total: compared(totalOf(part), wasTotal ? totalOf(wasTotal) : 0, of(part.key), inWindow),
          cold: phase("cold"),
          active: phase("active"),
          closed: phase("closed"),
        };
      })
      .sort((a, b) => b.total.count - a.total.count || a.name.localeCompare(b.name));
  const sum = (phase: HomePhase) => numbers.days.reduce((all, day) => all + day[phase], 0);
  const was = numbers.before?.phases ?? { cold: 0, active: 0, closed: 0 };

  const view: HomeView = {
    empty: counts.total === 0 && !isNarrowed(list),
    numbers: headline,
    toDo: toDoOf(ctx, numbers, choices, link, { outcomes, dues, own }),
    team: late && teamOf(numbers, late, link),
    newest: newest.rows.slice(0, 5).map(newLead),
    newestHref: link(negative ? alsoHolds(notNegative) : {}),
    phases: Object.fromEntries(
      HOME_PHASES.map((phase) => [phase, compared(sum(phase), was[phase], { phase: [phase] }, inWindow)]),
    ) as Record<HomePhase, Compared>,
    windowTotal: compared(
      HOME_PHASES.reduce((all, phase) => all + sum(phase), 0),
      totalOf(was),
      {},
      inWindow,
    ),
    isDefaultWindow: !hasDates(list),
    before: before ?? null,
    place: cityOf(timeZone),
    trend: {
      dayHref: Object.fromEntries(
        TREND_SERIES.map((series) => [series, link(series === "total" ? {} : { phase: [series] }, ofAnyDay)]),
      ) as Record<TrendSeries, string>,
      ...trendOf(
        numbers.days
          .filter((day) => totalOf(day) > 0)
          .map(({ key, cold, active, closed }) => ({ day: key ?? "", cold, active, closed })),
        { first, last },
        today,
      ),
    },
    bySource: breakdown(numbers.sources, numbers.before?.sources ?? [], (id) =>
      id === null ? alsoHolds({ field: "source", op: "isEmpty" }) : { source: [id] },
    ),
    byOwner: breakdown(numbers.owners, numbers.before?.owners ?? [], (id) => ({ owner: [id ?? "none"] })),
  };
  return { view, list: shared, choices, problems };
}

function countsBy(totals: StatusTotal[], choices: ListChoices) {
  const counted = totals.map((total) => ({
    ...total,
    status: choices.statuses.find(({ id }) => id === total.statusId),
  }));
  return {
    total: sum(counted),
    of: (part: StatusPart) => sum(counted.filter(({ status }) => status?.part === part)),
    phase: (phase: HomePhase) => sum(counted.filter(({ status }) => status?.phase === phase)),
  };
}

/** What is open: whatever isn't closed. */
const OPEN = ["cold", "active"];

function toDoOf(
  ctx: Ctx,
  { totals, fresh }: Numbers,
  choices: ListChoices,
  link: (more: Partial<LeadList>) => string,
  { outcomes, dues, own }: { outcomes: WaitingOutcomes; dues: DueCounts; own: OwnDay },
): HomeToDo {
  const isOpen = ({ statusId }: { statusId: string }) =>
    OPEN.includes(choices.statuses.find(({ id }) => id === statusId)?.phase ?? "");
  const count = (of: "uncontacted" | "unowned") => totals.filter(isOpen).reduce((all, row) => all + row[of], 0);
  const uncontacted = count("uncontacted");
  const waiting = uncontacted - sum(fresh.filter(isOpen));
  const beforeToday: Condition = { field: "receivedAt", op: "before", value: { relative: { unit: "day", offset: 0 } } };
  return {
    uncontacted: { count: uncontacted, href: link({ phase: OPEN, contacted: "no", ...alsoHolds(WAITS) }) },
    waiting: {
      count: waiting,
      href: link({ phase: OPEN, contacted: "no", ...alsoHolds({ all: [beforeToday, WAITS] }) }),
    },
    unowned: scopeOf(ctx.actor, "lead.assign")
      ? {
          count: count("unowned"),
          href: link({ phase: OPEN, ...alsoHolds({ all: [{ field: "owner", op: "isEmpty" }, WAITS] }) }),
        }
      : null,
    ...outcomes,
    dues: [
      { key: "tasks" as const, counted: { count: own.tasks, href: "/tasks" } },
      { key: "waited" as const, counted: { count: own.waited, href: "/tasks" } },
      { key: "wroteAgain" as const, counted: { count: dues.again, href: link({ due: ["wroteAgain"] }) } },
      { key: "overdue" as const, counted: { count: dues.late, href: link({ due: ["late"] }) } },
      { key: "dueToday" as const, counted: { count: dues.today, href: link({ due: ["today"] }) } },
      { key: "rotting" as const, counted: { count: dues.rotting, href: link({ due: ["rotting"] }) } },
    ].filter(({ counted }) => counted.count > 0),
  };
}

/** Whoever has something open or late. */
function teamOf(
  { load }: Numbers,
  late: ReadonlyMap<string, number>,
  link: (more: Partial<LeadList>) => string,
): TeamRow[] {
  return load
    .flatMap(({ key, name, cold, active }): TeamRow[] => {
      const isLate = late.get(key ?? "") ?? 0;
      if (key === null || cold + active + isLate === 0) return [];
      return [
        {
          id: key,
          name,
          open: { count: cold + active, href: link({ owner: [key], phase: OPEN }) },
          late: { count: isLate, href: link({ owner: [key], due: ["late"] }) },
        },
      ];
    })
    .sort((a, b) => b.late.count - a.late.count || b.open.count - a.open.count || a.name.localeCompare(b.name));
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
