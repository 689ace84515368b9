import { database } from "@/lib/core/db";
import { STILL_WAITING } from "@/lib/assignment/people/queries";
import type { Tx } from "@/lib/core/db";
import type { Facts } from "@/lib/assignment/fields";

const OLDEST_VERSION = `
  select min(w.version) as version from "WaitingLead" w join "Lead" l on l.id = w."leadId" join "Status" s on s.id = l."statusId"
   where ${STILL_WAITING}`;

/** By which version of the rules the longest untouched lead waits; null where none does. */
export async function oldestWaiting(): Promise<number | null> {
  const [row] = await database().$queryRawUnsafe<{ version: number | null }[]>(OLDEST_VERSION);
  return row?.version ?? null;
}

/** A lead that waits, as far as rules ask. */
export type Waiting = Facts & {
  id: string;
  number: number;
  since: Date;
  ruleId: string;
  version: number;
  defaultOwnerId: string | null;
};

const WAITING = `
  select l.id::text, l.number, w.since, w."ruleId"::text, w.version, o."defaultOwnerId"::text, l."companyId"::text, l."leadTypeId"::text,
         l."sourceId"::text, l.priority, l.score, l."contactName", l.firm, l.service, l.email, l.phone, l.message, l.tags, l.channel,
         l."subChannel", l."utmSource", l."utmMedium", l."utmCampaign", l."utmTerm", l."utmContent", l."pageUrl"
    from "WaitingLead" w
    join "Lead" l on l.id = w."leadId"
    join "Status" s on s.id = l."statusId"
    left join "Source" o on o.id = l."sourceId"
   where ${STILL_WAITING}
     and (w.version <> $1 or (w."ruleId"::text || ' ' || l."companyId"::text) = any($2::text[]))
   order by w.since, l.number
   limit $3
     for update of w, l skip locked`;

/**
 * What waits and may be given now, locked, who came first first: of rules and companies where somebody is free, and
 * whatever was decided by rules that don't count any more. Whoever works such a lead at this moment keeps it.
 */
export async function lockWaiting(
  tx: Tx,
  asked: { version: number; free: readonly { ruleId: string; companyId: string }[]; most: number },
): Promise<Waiting[]> {
  const groups = asked.free.map(({ ruleId, companyId }) => `${ruleId} ${companyId}`);
  return tx.$queryRawUnsafe<Waiting[]>(WAITING, asked.version, groups, asked.most);
}
