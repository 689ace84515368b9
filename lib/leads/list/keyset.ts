import { z } from "zod";
import { isFieldName } from "@/lib/leads/custom-fields/field/schema";
import { isCursorOf } from "@/lib/leads/list/field-order";
import type { SqlParams } from "@/lib/core/condition/to-sql";
import type { FieldKind } from "@/lib/leads/custom-fields/field/schema";
import type { Direction, ListSort, OwnSort } from "@/lib/leads/list/sorts/schema";

/** Where a page ended: the group it was in (sorts by status, owner, company), the value sorted by, and the row. */
export type Cursor = { group: string; value: string; id: string };

/** The groups of a sort by something with few values, in their order; null is "none". Sorts by a column have none. */
export type Groups = (string | null)[];

/** Every status, owner and so on there is, in the order the list sorts them by. */
export type GroupOrders = Record<GroupedSort, string[]>;

/**
 * What is sorted by, with an index to walk along. `none`: what stands for no value; such rows come last in both
 * directions. `own`: the same of the lead's row, where `sql` is of its row of texts. `beside`: few leads have it, in rows
 * of their own.
 */
type Column = { sql: string; type: "timestamptz" | "bigint" | "text"; none?: string; own?: string; beside?: true };

/** A text is compared by its beginning: it may be of any length and an entry of an index may not. */
const text = (column: string, collation = ""): Column => ({
  sql: `x."${column}"${collation}`,
  own: `left(l."${column}", 100)${collation}`,
  type: "text",
  none: "",
});
/** By its letters' codes: nobody reads these as a dictionary. */
const plain = (column: string) => text(column, ` collate "C"`);
const moment = (column: string): Column => ({
  sql: `coalesce(l."${column}", '-infinity')`,
  type: "timestamptz",
  none: "-infinity",
});

const beside = (column: string, type: "timestamptz" | "bigint"): Column => ({
  sql: `k."${column}"`,
  type,
  beside: true,
});

const COLUMNS: Record<Exclude<OwnSort, GroupedSort>, Column> = {
  received: { sql: `l."receivedAt"`, type: "timestamptz" },
  activity: { sql: `l."lastActivityAt"`, type: "timestamptz" },
  number: { sql: "l.number", type: "bigint" },
  score: { sql: "l.score", type: "bigint" },
  name: text("contactNameKey"),
  firm: text("firmKey"),
  service: plain("serviceKey"),
  email: plain("emailKey"),
  phone: plain("phoneKey"),
  channel: plain("channel"),
  subChannel: plain("subChannel"),
  campaign: plain("utmCampaign"),
  utmSource: plain("utmSource"),
  utmMedium: plain("utmMedium"),
  utmTerm: plain("utmTerm"),
  utmContent: plain("utmContent"),
  page: plain("pageUrl"),
  amount: { sql: `coalesce(l."amountCents", -1)`, type: "bigint", none: "-1" },
  touches: { sql: `l."touchCount"`, type: "bigint" },
  submitted: { sql: `l."submittedAt"`, type: "timestamptz" },
  assigned: moment("assignedAt"),
  firstResponse: moment("firstResponseAt"),
  statusChanged: { sql: `l."statusChangedAt"`, type: "timestamptz" },
  due: beside("dueAt", "timestamptz"),
  rots: beside("rotsAt", "timestamptz"),
  responseTime: beside("respondMinutes", "bigint"),
  nextAction: beside("nextTaskAt", "timestamptz"),
};

const GROUP_COLUMNS = {
  status: `l."statusId"`,
  owner: `l."ownerId"`,
  company: `l."companyId"`,
  type: `l."leadTypeId"`,
  source: `l."sourceId"`,
  priority: "l.priority",
};
type GroupedSort = keyof typeof GROUP_COLUMNS;

const GROUPED_BY_NONE = "none";
const MOMENT = /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/;
const cursorSchema = z.tuple([z.string().max(60), z.string().max(500), z.uuid()]);

export function isGrouped(sort: ListSort): sort is GroupedSort {
  return sort in GROUP_COLUMNS;
}

export function writeCursor({ group, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([group, value, id])).toString("base64url");
}

/** The place a cursor names, or nothing if it names none in this order; `kind` is of the custom field it is by. */
export function readCursor(text: string, sort: ListSort, kind?: FieldKind): Cursor | undefined {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    return undefined;
  }
  const parsed = cursorSchema.safeParse(json);
  if (!parsed.success) return undefined;
  const [group, value, id] = parsed.data;
  if (kind) return isCursorOf(kind, value) ? { group, value, id } : undefined;
  const { type, none } = valueColumn(sort);
  if (value === none) return { group, value, id };
  if (type === "timestamptz" && !isMoment(value)) return undefined;
  if (type === "bigint" && !/^\d{1,18}$/.test(value)) return undefined;
  if (value.includes("\0")) return undefined;
  return { group, value, id };
}

/** Also in the calendar, and not by its shape alone. */
function isMoment(value: string): boolean {
  const [year = "", rest] = MOMENT.test(value) ? value.split(/-(.*)/, 2) : [];
  if (rest === undefined) return false;
  const [day, time = ""] = rest.slice(0, -3).split(" ");
  const iso = `${year.length > 4 ? `+${year.padStart(6, "0")}` : year}-${day}T${time.slice(0, 8)}`;
  const at = new Date(`${iso}Z`);
  return !Number.isNaN(at.getTime()) && year !== "0000" && at.toISOString().startsWith(iso);
}

/** What a lead is sorted by, in SQL: the group it is in, and its value there. */
export function placeSql(sort: ListSort): { group: string; value: string } {
  if (isGrouped(sort))
    return { group: `coalesce(${GROUP_COLUMNS[sort]}::text, '${GROUPED_BY_NONE}')`, value: valueColumn(sort).sql };
  const column = valueColumn(sort);
  if (!column.beside) return { group: "''", value: column.own ?? column.sql };
  const group = `case when ${column.sql} is null then '${BESIDE}' else '' end`;
  return { group, value: `coalesce(${besideValue(column)}, ${restValue(column)})` };
}

/** Where that puts it: in which part of the whole, and by which value there; the larger part comes later. */
export function placeOf(asked: Pick<Asked, "sort" | "dir" | "groups">, group: string, value: string) {
  const { type, none, beside: isBeside } = valueColumn(asked.sort);
  const groups = asked.groups.map((one) => one ?? GROUPED_BY_NONE);
  const at = asked.dir === "asc" ? groups.indexOf(group) : groups.toReversed().indexOf(group);
  const last = isBeside ? group === BESIDE : value === none;
  const part = isGrouped(asked.sort) ? at : Number(last);
  return { part, value: type === "bigint" ? Number(value) : value };
}

type Asked = { sort: ListSort; dir: Direction; groups: Groups; cursor: Cursor | undefined; limit: number };

/**
 * The ids of one page, in order, as a subquery with `part`, `rank`, `grp`, `value` and `id`. Every part is one walk along
 * an index from where the last page ended, so that a page costs the same wherever it is.
 */
export function pageSql(where: string, asked: Asked, params: SqlParams): { sql: string; order: string } {
  const parts = isGrouped(asked.sort) ? groupParts(where, asked, params) : columnParts(where, asked, params);
  const dir = valueDirection(asked);
  return {
    sql: parts.length > 0 ? parts.map((part) => `(${part})`).join(" union all ") : NO_ROWS,
    order: `part, rank, value ${dir}, id ${dir}`,
  };
}

const NO_ROWS = `select 0 as part, 0::bigint as rank, ''::text as grp, now() as value, null::uuid as id where false`;

/** Within a group the newest stand first, whichever way the groups are sorted. */
function valueDirection({ sort, dir }: Asked): Direction {
  return isGrouped(sort) ? "desc" : dir;
}

function valueColumn(sort: ListSort): Column {
  return isGrouped(sort) || isFieldName(sort) ? COLUMNS.received : COLUMNS[sort];
}

function columnParts(where: string, asked: Asked, params: SqlParams): string[] {
  const { dir, cursor, limit } = asked;
  const column = valueColumn(asked.sort);
  const walk = (part: number, range: string, from: Cursor | undefined) => `
    select ${part} as part, 0::bigint as rank, '' as grp, ${column.sql} as value, l.id from ${fromSql(column)}
     where ${where}${range}${from ? ` and ${after(column, dir, from, params)}` : ""}
     order by ${column.sql} ${dir}, ${idSql(column)} ${dir} limit ${limit}`;
  const { none } = column;
  if (column.beside) return besideParts(where, asked, column, params);
  if (none === undefined || dir === "desc") return [walk(0, "", cursor)];
  const unnamed = walk(1, ` and ${column.sql} = '${none}'`, cursor?.value === none ? cursor : undefined);
  return cursor?.value === none ? [unnamed] : [walk(0, ` and ${column.sql} > '${none}'`, cursor), unnamed];
}

const BESIDE = "without";

/** Those that have it, along its index; then those that don't, the newest first or last as they are walked. */
function besideParts(where: string, asked: Asked, column: Column, params: SqlParams): string[] {
  const { dir, cursor, limit } = asked;
  const isRest = cursor?.group === BESIDE;
  const rest = restValue(column);
  const without = `
    select 1 as part, 0::bigint as rank, '${BESIDE}' as grp, ${rest} as value, l.id from "Lead" l
     where ${where} and not exists (select 1 from "LeadDue" k where k."leadId" = l.id and ${column.sql} is not null)`;
  const order = `order by l."receivedAt" ${dir}, l.id ${dir} limit ${limit}`;
  if (isRest) return [`${without} and ${afterReceived(column, dir, cursor, params)} ${order}`];
  const value = besideValue(column);
  const having = `
    select 0 as part, 0::bigint as rank, '' as grp, ${value} as value, l.id
      from "LeadDue" k join "Lead" l on l.id = k."leadId"
     where ${column.sql} is not null and ${where}${cursor ? ` and ${afterBeside(column, dir, cursor, params)}` : ""}
     order by ${column.sql} ${dir}, k."leadId" ${dir} limit ${limit}`;
  return [having, `${without} ${order}`];
}

const besideValue = ({ sql, type }: Column) => (type === "bigint" ? `${sql}::bigint` : sql);

/**
 * Those without it are ordered by when they came, along its index. One type holds what both are ordered by, which are
 * compared with each other by their part alone; a moment is told to the thousandth of a second.
 */
const restValue = ({ type }: Column) =>
  type === "bigint" ? `(extract(epoch from l."receivedAt") * 1000)::bigint` : `l."receivedAt"`;

/** A cursor that says more than a moment can be is one that nobody gave out: the last day of 9999. */
const END_OF_TIME_MS = Date.UTC(9999, 11, 31);

function afterReceived({ type }: Column, dir: Direction, cursor: Cursor, params: SqlParams): string {
  const value = params.add(cursor.value, type);
  const moment = type === "bigint" ? `to_timestamp(least(${value}, ${END_OF_TIME_MS}) / 1000.0)` : value;
  return `(l."receivedAt", l.id) ${dir === "asc" ? ">" : "<"} (${moment}, ${params.add(cursor.id, "uuid")})`;
}

function afterBeside(column: Column, dir: Direction, cursor: Cursor, params: SqlParams): string {
  const value = params.add(cursor.value, column.type);
  return `(${column.sql}, k."leadId") ${dir === "asc" ? ">" : "<"} (${value}, ${params.add(cursor.id, "uuid")})`;
}

const fromSql = ({ own }: Column) =>
  own === undefined ? `"Lead" l` : `"LeadText" x join "Lead" l on l.id = x."leadId"`;

/** Of the row whose index is walked. */
const idSql = ({ own }: Column) => (own === undefined ? "l.id" : `x."leadId"`);

function after(column: Column, dir: Direction, cursor: Cursor, params: SqlParams): string {
  const value = params.add(cursor.value, column.type);
  return `(${column.sql}, ${idSql(column)}) ${dir === "asc" ? ">" : "<"} (${value}, ${params.add(cursor.id, "uuid")})`;
}

function groupParts(where: string, asked: Asked, params: SqlParams): string[] {
  const { cursor, limit } = asked;
  const column = isGrouped(asked.sort) ? GROUP_COLUMNS[asked.sort] : "";
  const ordered = asked.dir === "asc" ? asked.groups : asked.groups.toReversed();
  const at = cursor ? ordered.findIndex((group) => (group ?? GROUPED_BY_NONE) === cursor.group) : 0;
  const open = ordered.slice(Math.max(0, at));
  const from = at >= 0 ? cursor : undefined;
  const value = from && params.add(from.value, "timestamptz");
  const id = from && params.add(from.id, "uuid");
  const received = `l."receivedAt"`;
  const newest = `order by ${received} desc, l.id desc limit ${limit}`;
  const parts: string[] = [];
  if (asked.sort === "priority") {
    // Written out, because the index of those that aren't normal serves a priority that is named.
    return open.map((group, index) => {
      const bound =
        index === 0 && value !== undefined && id !== undefined ? ` and (${received}, l.id) < (${value}, ${id})` : "";
      return `
      select ${index} as part, 0::bigint as rank, ${params.add(group, "text")} as grp, ${received} as value, l.id
        from "Lead" l where ${column} = '${group ?? ""}' and ${where}${bound} ${newest}`;
    });
  }
  const ids = open.filter((group) => group !== null);
  if (ids.length > 0) {
    const resumed = open[0] !== null && value !== undefined && id !== undefined;
    const bound = resumed
      ? ` and (${received}, l.id) < (case when g.rank = 1 then ${value} else 'infinity' end, ${id})`
      : "";
    parts.push(`
      select ${open[0] === null ? 1 : 0} as part, g.rank, g.id::text as grp, x.value, x.id
        from unnest(${params.add(ids, "uuid[]")}) with ordinality as g(id, rank)
       cross join lateral (select ${received} as value, l.id from "Lead" l where ${column} = g.id and ${where}${bound} ${newest}) x`);
  }
  if (open.includes(null)) {
    const resumed = open[0] === null && value !== undefined && id !== undefined;
    const bound = resumed ? ` and (${received}, l.id) < (${value}, ${id})` : "";
    parts.push(`
      select ${open[0] === null ? 0 : 1} as part, 0::bigint as rank, '${GROUPED_BY_NONE}' as grp, ${received} as value, l.id
        from "Lead" l where ${column} is null and ${where}${bound} ${newest}`);
  }
  return parts;
}
