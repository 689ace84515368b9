import { SqlParams } from "@/lib/core/condition/to-sql";
import { reader } from "@/lib/core/db";
import { visibleLeadsSql } from "@/lib/leads/policy";
import type { Ctx } from "@/lib/core/ctx";

/** The numbers of those of these leads that the actor may see. */
export async function visibleNumbers(ctx: Ctx, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const params = new SqlParams();
  const among = `l.id = any(${params.add([...new Set(ids)], "uuid[]")})`;
  const rows = await reader(ctx).$queryRawUnsafe<{ id: string; number: number }[]>(
    `select l.id::text, l.number from "Lead" l where ${among} and ${visibleLeadsSql(ctx, params)}`,
    ...params.values,
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}
