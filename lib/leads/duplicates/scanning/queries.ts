import { reader } from "@/lib/core/db";

/** How many leads wait to be compared; above a limit, that many at least. */
export async function waitingScans(ctx: Parameters<typeof reader>[0]): Promise<number> {
  const [row] = await reader(ctx).$queryRawUnsafe<{ waiting: number }[]>(
    `select count(*)::int as waiting from (select 1 from "DuplicateScan" limit 1000000) w`,
  );
  return row?.waiting ?? 0;
}
