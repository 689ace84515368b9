import { isDay } from "@/lib/core/day";
import { COMPARED, rowsOf, valuesIn } from "@/lib/leads/custom-fields/catalogue/fields";
import type { SqlParams } from "@/lib/core/condition/to-sql";
import type { FieldDefinition, FieldKind } from "@/lib/leads/custom-fields/field/schema";
import type { Cursor } from "@/lib/leads/list/keyset";
import type { Direction } from "@/lib/leads/list/sorts/schema";

/*
 * A list ordered by a custom field: a walk along the index of its values, and behind it the leads that say nothing. Those
 * are looked for only where the values don't fill the page.
 */

type Asked = { field: FieldDefinition; dir: Direction; cursor: Cursor | undefined; limit: number };
type Page = { sql: string; order: string };

/** The group of those that say nothing; they come last in both directions. */
const NOTHING = "nothing";

export function fieldPageSql(where: string, asked: Asked, params: SqlParams): Page {
  return asked.field.kind === "choice" ? choicePage(where, asked, params) : valuePage(where, asked, params);
}

type Compared = { sql: string; type: "numeric" | "date" | "boolean" | "text"; isCursor: RegExp };

function comparedBy(kind: FieldKind): Compared {
  switch (kind) {
    case "number":
    case "money":
      return { sql: COMPARED[kind], type: "numeric", isCursor: /^-?\d{1,20}(\.\d{1,40})?$/ };
    case "date":
      return { sql: COMPARED.date, type: "date", isCursor: /^\d{4}-\d\d-\d\d$/ };
    case "boolean":
      return { sql: COMPARED.boolean, type: "boolean", isCursor: /^(true|false)$/ };
    default:
      return { sql: `(left(v."textKey", 100) collate "C")`, type: "text", isCursor: /^[^\0]*$/ };
  }
}

/** Whether a text can be where a page of this order ended. */
export function isCursorOf(kind: FieldKind, value: string): boolean {
  return value === "" || (comparedBy(kind).isCursor.test(value) && (kind !== "date" || isDay(value)));
}

function valuePage(where: string, { field, dir, cursor, limit }: Asked, params: SqlParams): Page {
  const { sql: value, type } = comparedBy(field.kind);
  const order = `part, rank, value ${dir}, id ${dir}`;
  const isPast = cursor?.group === NOTHING;
  const from = isPast ? undefined : cursor;
  const after = from
    ? ` and (${value}, v."leadId") ${dir === "asc" ? ">" : "<"} (${params.add(from.value, type)}, ${params.add(from.id, "uuid")})`
    : "";
  const walk = `
    select 0 as part, 0::bigint as rank, '' as grp, ${value} as value, l.id
      from "LeadValue" v join "Lead" l on l.id = v."leadId"
     where ${valuesIn(field)} and ${where}${after} order by ${value} ${dir}, v."leadId" ${dir} limit ${limit}`;
  const rest = { field, dir, limit, after: isPast ? cursor : undefined, type };
  return { sql: isPast ? silent(where, rest, params) : both(walk, where, rest, params), order };
}

type Rest = Pick<Asked, "field" | "dir" | "limit"> & { after: Cursor | undefined; type: string };

function both(walk: string, where: string, rest: Rest, params: SqlParams): string {
  return `
    with said as materialized (${walk})
    select * from said union all
    (${silent(`(select count(*) from said) < ${rest.limit} and ${where}`, rest, params)})`;
}

function silent(where: string, { field, dir, limit, after, type }: Rest, params: SqlParams): string {
  const from = after ? ` and l.id ${dir === "asc" ? ">" : "<"} ${params.add(after.id, "uuid")}` : "";
  return `
    select 1 as part, 0::bigint as rank, '${NOTHING}' as grp, null::${type} as value, l.id from "Lead" l
     where ${where} and not exists (select 1 from ${rowsOf(field)})${from} order by l.id ${dir} limit ${limit}`;
}

/** The options in their own order, and in each the newest lead first. */
function choicePage(where: string, { field, dir, cursor, limit }: Asked, params: SqlParams): Page {
  const order = "part, rank, value desc, id desc";
  const rest = { field, dir: "desc" as const, limit, type: "text" };
  if (cursor?.group === NOTHING) return { sql: silent(where, { ...rest, after: cursor }, params), order };
  const keys = field.options.map(({ key }) => key);
  const ordered = dir === "asc" ? keys : keys.toReversed();
  const open = ordered.slice(Math.max(0, cursor ? ordered.indexOf(cursor.group) : 0));
  const resumed = cursor !== undefined && open[0] === cursor.group;
  const before = resumed ? ` and (g.rank > 1 or v."leadId" < ${params.add(cursor.id, "uuid")})` : "";
  const walk = `
    select 0 as part, g.rank, g.key as grp, ''::text as value, x.id
      from unnest(${params.add(open, "text[]")}) with ordinality as g(key, rank)
     cross join lateral (
       select l.id from "LeadValue" v join "Lead" l on l.id = v."leadId"
        where ${valuesIn(field)} and ${COMPARED.choice} = g.key and ${where}${before} order by v."leadId" desc limit ${limit}) x
     order by g.rank, x.id desc limit ${limit}`;
  return { sql: both(walk, where, { ...rest, after: undefined }, params), order };
}
