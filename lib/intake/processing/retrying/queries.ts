import { reader } from "@/lib/core/db";
import type { Tx } from "@/lib/core/db";
import { TRY_AGAIN } from "@/lib/intake/processing/settled";

const BATCH = 50;
const MOST_ATTEMPTS = 14;

/** A minute after the first failure, two after the second, up to six hours. */
const DUE = `
  select d.id::text, s.name as source, s.id::text as "sourceId", s."companyId"::text
    from "Delivery" d join "Source" s on s.id = d."sourceId"
   where d.state = 'failed' and d.reason = '${TRY_AGAIN}' and d."parentId" is null and d.attempts between 1 and ${MOST_ATTEMPTS}
     and d."processedAt" <= $1::timestamptz - least(interval '1 minute' * 2 ^ (d.attempts - 1), interval '6 hours')
   order by d.id limit ${BATCH} for update of d skip locked`;

export type DueAgain = { id: string; source: string; sourceId: string; companyId: string };

/** What failed for the machine's sake and may be tried again by now; held until the transaction ends. */
export function dueAgain(tx: Pick<Tx, "$queryRawUnsafe">, now: Date): Promise<DueAgain[]> {
  return tx.$queryRawUnsafe<DueAgain[]>(DUE, now);
}

/** How many deliveries couldn't be read, up to a thousand; null while nobody can tell. */
export async function countFailed(): Promise<number | null> {
  const found = await reader({})
    .$queryRawUnsafe<{ count: number }[]>(
      `select count(*)::int from (select 1 from "Delivery" where state = 'failed' limit 1000) as failed`,
    )
    .catch(() => undefined);
  return found?.[0]?.count ?? null;
}
