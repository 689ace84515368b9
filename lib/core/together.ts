import { reader } from "@/lib/core/db";
import type { SqlParams } from "@/lib/core/condition/to-sql";
import type { Ctx } from "@/lib/core/ctx";

type Queries<Lists> = { [Name in keyof Lists]: string | null };
type Found<Lists> = { [Name in keyof Lists]: Lists[Name][] };

/**
 * Several lists in one statement: each a query, all over the same parameters, its rows as JSON writes them (a moment is
 * text, a bigint a number). What is null isn't asked for and is empty.
 */
export async function together<Lists extends Record<string, object>>(
  ctx: Pick<Ctx, "tx">,
  queries: Queries<Lists>,
  params: SqlParams,
): Promise<Found<Lists>> {
  const empty = Object.fromEntries(Object.keys(queries).map((name) => [name, []]));
  const asked = Object.entries<string | null>(queries).filter(([, query]) => query !== null);
  if (asked.length === 0) return empty as unknown as Found<Lists>;
  const lists = asked.map(
    ([name, query]) => `(select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (${query}) x) as "${name}"`,
  );
  const [row] = await reader(ctx).$queryRawUnsafe<Found<Lists>[]>(`select ${lists.join(", ")}`, ...params.values);
  return { ...empty, ...row } as Found<Lists>;
}
