import { z } from "zod";
import { IS_IN } from "@/lib/auth/standing/policy";
import { SqlParams } from "@/lib/core/condition/to-sql";
import { authorize, fieldRight } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { BOARD_BY, FEW_CARDS, FIRST_CARDS, FURTHER_CARDS, MANY_COLUMNS, NOBODY } from "@/lib/leads/board/schema";
import { pinned } from "@/lib/leads/list/condition";
import { isGrouped, pageSql, placeOf, placeSql, readCursor, writeCursor } from "@/lib/leads/list/keyset";
import { JOINS, groupsOf, rowSql, toRows } from "@/lib/leads/list/queries";
import { conditionSql, whereSql } from "@/lib/leads/list/where-sql";
import { MAX_ROW_IDS } from "@/lib/leads/list/schema";
import { exactView, shownView } from "@/lib/leads/list/view/queries";
import { visibleLeads } from "@/lib/leads/policy";
import type { Ctx } from "@/lib/core/ctx";
import type {
  BoardBy,
  BoardCard,
  BoardColumn,
  BoardNow,
  BoardTotals,
  CardPage,
  CardsNow,
} from "@/lib/leads/board/schema";
import type { LeadRecord } from "@/lib/leads/list/queries";
import type { Direction, ListSort } from "@/lib/leads/list/sorts/schema";
import type { ListView } from "@/lib/leads/list/view/queries";

type View = Pick<ListView, "list" | "condition" | "timeZone" | "country" | "orders" | "choices">;

const COLUMNS = { status: `l."statusId"`, owner: `l."ownerId"` };

const asked = z.object({ by: z.enum(BOARD_BY) });
export const boardAddress = asked.catchall(z.string()).transform(({ by, ...params }) => ({ by, params }));
export const columnAddress = asked
  .extend({ key: z.union([z.uuid(), z.literal(NOBODY)]), after: z.string().max(2000).default("") })
  .catchall(z.string())
  .transform(({ by, key, after, ...params }) => ({ by, key: key.toLowerCase(), after: after || undefined, params }));
export const cardsAddress = asked
  .extend({ ids: z.string() })
  .catchall(z.string())
  .transform(({ by, ids, ...params }) => ({ by, ids: ids.toLowerCase().split(","), params }))
  .pipe(asked.extend({ ids: z.array(z.uuid()).min(1).max(MAX_ROW_IDS), params: z.record(z.string(), z.string()) }));

/** The columns of a list's leads, and the first cards of those that are open: few statements however many columns. */
export async function boardNow(ctx: Ctx, view: View, by: BoardBy): Promise<BoardNow> {
  authorize(ctx, "lead.read");
  if (by === "status") {
    const columns = statusColumns(ctx, view);
    const open = columns.filter(({ folded }) => !folded).map(({ key }) => key);
    return { columns, pages: await cardPages(ctx, view, { by, keys: open, limit: FIRST_CARDS }) };
  }
  const keys = ownerKeys(ctx, view);
  const [pages, working] = await Promise.all([
    cardPages(ctx, view, { by, keys, limit: keys.length > MANY_COLUMNS ? FEW_CARDS : FIRST_CARDS }),
    reader(ctx).$queryRawUnsafe<{ id: string }[]>(WORKING),
  ]);
  return { columns: ownerColumns(view, keys, pages, working), pages };
}

/** The board as it is now, for a screen that may have missed something. */
export async function boardAgain(ctx: Ctx, input: z.output<typeof boardAddress>): Promise<BoardNow> {
  return boardNow(ctx, await shownView(ctx, await exactView(ctx, input.params)), input.by);
}

/** One column from a cursor on. */
export async function furtherCards(ctx: Ctx, input: z.output<typeof columnAddress>): Promise<CardPage> {
  authorize(ctx, "lead.read");
  const { by, key, after, params } = input;
  const view = await shownView(ctx, await exactView(ctx, params));
  const pages = await cardPages(ctx, view, { by, keys: [key], limit: FURTHER_CARDS, after });
  return pages[key] ?? { cards: [], next: null };
}

/** These cards as they are now, as far as the actor may see them. */
export async function cardsNow(ctx: Ctx, input: z.output<typeof cardsAddress>): Promise<CardsNow> {
  authorize(ctx, "lead.read");
  const view = await shownView(ctx, await exactView(ctx, input.params));
  const params = new SqlParams();
  const scope = whereSql(ctx, { ...view, condition: { all: [] } }, params);
  const matching = conditionSql(ctx, view, params);
  const order = orderOf(view, input.by);
  const { group, value } = placeSql(order.sort);
  const found = await reader(ctx).$queryRawUnsafe<(CardRecord & { matching: boolean | null })[]>(
    `select ${rowSql({})}, ${CARD}, ${group} as grp, (${value})::text as value, (${matching}) as matching
       from "Lead" l ${JOINS} where l.id = any(${params.add(input.ids, "uuid[]")}) and ${scope}`,
    ...params.values,
  );
  return { cards: toCards(ctx, view, order, found), matching: found.filter((row) => row.matching).map(({ id }) => id) };
}

/** How many leads each column has and what they are worth together, exactly. */
export async function boardTotals(
  ctx: Ctx,
  view: Pick<View, "condition" | "timeZone">,
  by: BoardBy,
): Promise<BoardTotals> {
  authorize(ctx, "lead.read");
  const params = new SqlParams();
  const where = whereSql(ctx, view, params);
  const isShown = fieldRight(ctx.actor, "amount") !== "hidden";
  const worth = isShown ? WORTH : "0 as valued, 0 as cents";
  const rows = await reader(ctx).$queryRawUnsafe<TotalRecord[]>(
    `select coalesce(${COLUMNS[by]}::text, '${NOBODY}') as key, l.currency, count(*)::int as count,
            ${worth}
       from "Lead" l where ${where} group by ${COLUMNS[by]}, l.currency order by count(*) desc, l.currency`,
    ...params.values,
  );
  const totals: BoardTotals = {};
  for (const { key, currency, count, valued, cents } of rows) {
    const total = (totals[key] ??= { count: 0, value: [] });
    total.count += count;
    if (valued > 0) total.value.push({ currency, cents });
  }
  return totals;
}

export async function totalsNow(ctx: Ctx, input: z.output<typeof boardAddress>): Promise<BoardTotals> {
  return boardTotals(ctx, await shownView(ctx, await exactView(ctx, input.params)), input.by);
}

const WORTH = `count(l."amountCents")::int as valued, coalesce(sum(l."amountCents"), 0)::float8 as cents`;
type TotalRecord = { key: string; currency: string; count: number; valued: number; cents: number };

/** The statuses that the filters leave. What is closed is folded, unless it is what was asked for or somebody is looked for. */
function statusColumns(ctx: Ctx, view: View): BoardColumn[] {
  const only = pinnedBy(ctx, view, "status");
  const isSearched = view.list.q !== "";
  const asked = view.choices.statuses.filter(({ id }) => only?.includes(id) ?? true);
  return asked
    .filter(({ active }) => active || only !== undefined)
    .map(({ id, label, tone, phase }) => ({
      key: id,
      label,
      tone,
      folded: !isSearched && phase === "closed" && asked.some((one) => one.phase !== "closed"),
      companyIds: null,
    }));
}

/** Those whom the filter names, or else everybody there is: who has nothing is sorted out afterwards. */
function ownerKeys(ctx: Ctx, view: View): string[] {
  const { owner } = view.list;
  const meId = ctx.actor.type === "user" ? ctx.actor.id : "";
  const named = owner.map((value) => (value === "me" ? meId : value.toLowerCase()));
  const only = pinnedBy(ctx, view, "owner");
  const everybody = only ? view.orders.owner.filter((id) => only.includes(id)) : [NOBODY, ...view.orders.owner];
  return named.length > 0 ? everybody.filter((key) => named.includes(key)) : everybody;
}

/** Who can be given leads, whether they have any or not; and who has some without. */
function ownerColumns(
  { choices }: View,
  keys: string[],
  pages: Record<string, CardPage>,
  working: { id: string }[],
): BoardColumn[] {
  const works = new Set(working.map(({ id }) => id));
  return keys.flatMap((key): BoardColumn[] => {
    const first = pages[key]?.cards[0];
    if (key === NOBODY) return [{ key, label: "", tone: null, folded: false, companyIds: null }];
    const known = choices.owners.find(({ id }) => id === key);
    if (!first && !(known?.active && works.has(key))) return [];
    const label = known?.name ?? first?.ownerName ?? "";
    // Nothing more can be given to whoever left or can't work leads.
    const companyIds = known?.active && works.has(key) ? known.companyIds : [];
    return [{ key, label, tone: null, folded: false, companyIds }];
  });
}

function pinnedBy(ctx: Ctx, { condition }: View, by: BoardBy): string[] | undefined {
  const me = ctx.actor.type === "user" ? ctx.actor.id : undefined;
  return pinned({ all: [visibleLeads(ctx.actor, "lead.read"), condition] }, by, me);
}

type Order = { sort: ListSort; dir: Direction };

/** Within a column all have the same status or owner; the newest first says more. */
function orderOf({ list: { sort, dir } }: View, by: BoardBy): Order {
  return sort === by ? { sort: "received", dir: "desc" } : { sort, dir };
}

type Asked = { by: BoardBy; keys: string[]; limit: number; after?: string | undefined };

/** A page of each of these columns, in one statement. */
async function cardPages(ctx: Ctx, view: View, { by, keys, limit, after }: Asked): Promise<Record<string, CardPage>> {
  const pages: Record<string, CardPage> = Object.fromEntries(keys.map((key) => [key, { cards: [], next: null }]));
  if (keys.length === 0) return pages;
  const order = orderOf(view, by);
  const params = new SqlParams();
  const where = whereSql(ctx, view, params);
  const groups = groupsOf(ctx, view.condition, order.sort, view.orders);
  const cursor = after === undefined ? undefined : readCursor(after, order.sort);
  const wanted = { by, keys, most: limit + 1 };
  const { sql, inOrder } = pagesSql(where, wanted, { ...order, groups, cursor }, params);
  const found = await reader(ctx).$queryRawUnsafe<(CardRecord & { key: string })[]>(
    `with page as (${sql})
     select ${rowSql({})}, ${CARD}, page.key, page.grp, page.value::text as value
       from page join "Lead" l on l.id = page.id ${JOINS}
      order by page.key, ${of("page", inOrder)}`,
    ...params.values,
  );
  for (const [key, page] of Object.entries(pages)) {
    const records = found.filter((record) => record.key === key);
    page.cards = toCards(ctx, view, order, records.slice(0, limit));
    const last = records.length > limit ? records[limit - 1] : undefined;
    page.next = last ? writeCursor({ group: last.grp, value: last.value, id: last.id }) : null;
  }
  return pages;
}

const of = (table: string, order: string) => order.replaceAll(/\b(part|rank|value|id)\b/g, `${table}.$1`);

type Wanted = { by: BoardBy; keys: string[]; most: number };
type Ordered = Omit<Parameters<typeof pageSql>[1], "limit">;

/**
 * The first of each column. By when they came, or by what has few values, that is a walk along an index of the column; so
 * it is for people by when something last happened, since those nobody owns are old and few. By anything else it is one
 * walk for all columns together; a column that has too few among the first of all is read as a whole, since the next of
 * its own may be the last of the walk.
 */
function pagesSql(where: string, { by, keys, most }: Wanted, order: Ordered, params: SqlParams) {
  const column = COLUMNS[by];
  const ids = params.add(
    keys.filter((key) => key !== NOBODY),
    "uuid[]",
  );
  let inOrder = "";
  const page = (restriction: string, limit: number) => {
    const parts = pageSql(restriction, { ...order, limit }, params);
    inOrder = parts.order;
    return `select * from (${parts.sql}) parts order by ${inOrder} limit ${limit}`;
  };
  const each = (walk: (restriction: string) => string, isMissing: (key: string) => string = () => "true") => {
    const somebodys = `
      select col.id::text as key, x.*
        from (select id from unnest(${ids}) as c(id) where ${isMissing("c.id::text")}) col
       cross join lateral (${walk(`${column} = col.id`)}) x`;
    if (!keys.includes(NOBODY)) return somebodys;
    return `${somebodys}
      union all select '${NOBODY}', x.* from (${walk(`${column} is null`)}) x where ${isMissing(`'${NOBODY}'`)}`;
  };

  const isPeoplesActivity = by === "owner" && order.sort === "activity";
  if (order.sort === "received" || isPeoplesActivity || isGrouped(order.sort))
    return { sql: each((restriction) => page(`${restriction} and ${where}`, most)), inOrder };
  // Hidden behind the name of the table, its indexes can't be walked.
  const whole = (restriction: string) =>
    `with "Lead" as not materialized (select * from "Lead" l where ${restriction} offset 0) ${page(where, most)}`;
  if (keys.length === 1) return { sql: each(whole), inOrder };
  const first = page(where, HEAD);
  const head = `
    with head as materialized (
      select coalesce(${column}::text, '${NOBODY}') as key, h.*,
             row_number() over (partition by ${column} order by ${of("h", inOrder)}) as place
        from (${first}) h join "Lead" l on l.id = h.id)`;
  const full = `(select key from head where place = ${most})`;
  return {
    sql: `${head}
      select key, part, rank, grp, value, id from head where place <= ${most} and key in ${full}
         and key = any(${params.add(keys, "text[]")})
      union all ${each(whole, (key) => `${key} not in ${full}`)}`,
    inOrder,
  };
}

/** So many of all columns are looked through for the first of each. */
const HEAD = 2000;

type CardRecord = LeadRecord & {
  grp: string;
  value: string;
  tags: string[];
  holdUntil: string | null;
  lastContactAt: Date | null;
};

const CARD = `l.tags[1:20] as tags, l."holdUntil"::text as "holdUntil",
  (select max(a."occurredAt") from "ContactAttempt" a where a."leadId" = l.id) as "lastContactAt"`;

function toCards(ctx: Ctx, view: View, { sort, dir }: Order, records: CardRecord[]): BoardCard[] {
  const groups = groupsOf(ctx, view.condition, sort, view.orders);
  const rows = new Map(toRows(ctx, records, view.country).map((row) => [row.id, row]));
  return records.flatMap(({ id, grp, value, tags, holdUntil, lastContactAt }) => {
    const row = rows.get(id);
    const place = placeOf({ sort, dir, groups }, grp, value);
    return row ? [{ ...row, place, tags, holdUntil, lastContactAt: lastContactAt?.toISOString() ?? null }] : [];
  });
}

/** Who may work on leads, as far as their role says. */
const WORKING = `select u.id::text from "User" u where ${IS_IN}
   and exists (select 1 from "RolePermission" p where p."roleId" = u."roleId" and p.permission = 'lead.update')`;
