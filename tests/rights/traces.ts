import { database, pool } from "@/lib/core/db";

let counting: string | undefined;

/** How many rows each table has and which transactions wrote them: equal before and after, nothing was written in between. */
export async function traces(): Promise<Map<string, string>> {
  counting ??= await countingAll();
  // By its name it is planned once: there are a hundred tables.
  const { rows } = await pool().query<{ name: string; rows: string }>({ name: "traces", text: counting });
  return new Map(rows.map(({ name, rows }) => [name, rows]));
}

/** The tables in which something was written. */
export function writtenBetween(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after].filter(([name, rows]) => before.get(name) !== rows).map(([name]) => name);
}

/** Also what is to be done later: the queue's jobs. */
const TABLES = `
  select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'r' and (n.nspname = 'public' or (n.nspname = 'pgboss' and c.relname ~ '^j'))`;

async function countingAll(): Promise<string> {
  const tables = await database().$queryRawUnsafe<{ name: string }[]>(TABLES);
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) as rows from ${name}`,
  );
  return each.join(" union all ");
}
