import type { Tx } from "@/lib/core/db";
import type { UnderRequest } from "@/lib/leads/bulk/queries";

const TAKEN_BACK = `
  select distinct e."subjectId"::text as "leadId", e."requestId"
    from "Event" e join "Import" i on i.id::text = e."requestId" and i.stage = 'undo' and i.state = 'done'
   where e."subjectType" = 'lead' and e."subjectId" = any($1::uuid[])
     and not exists (select 1 from "ImportRow" r where r."importId" = i.id and r."leadId" = e."subjectId" and r.undo = 'kept')`;

/** What imports did to these leads that was taken back as a whole: as if it had never been. */
export async function takenBackOn(tx: Tx, leadIds: string[]): Promise<UnderRequest[]> {
  return tx.$queryRawUnsafe<UnderRequest[]>(TAKEN_BACK, leadIds);
}
