import { isAlone } from "@/lib/core/alone";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { insertRows } from "@/lib/core/rows";
import { blockKeys, COUNTED, domainKey } from "@/lib/leads/duplicates/blocking";
import { comparable } from "@/lib/leads/duplicates/comparable";
import { likeness } from "@/lib/leads/duplicates/likeness";
import type { Tx } from "@/lib/core/db";
import type { Comparable, Compared } from "@/lib/leads/duplicates/comparable";
import type { Likeness } from "@/lib/leads/duplicates/likeness";

/** Leads compared in one transaction. */
const BATCH = 25;
/** Of the leads that share a key, so many are compared: the newest. A key that more share says little. */
const NEAREST = 20;

/**
 * Compares the leads that are waiting for it with those they share a key with, the newest first, and keeps the pairs that
 * may be one. Answers whether more are waiting. One process at a time: what each finds depends on the keys of all.
 */
export async function compareWaiting(): Promise<boolean> {
  return database().$transaction(
    async (tx) => {
      if (!(await isAlone(tx, "duplicates"))) return false;
      const taken = await tx.$queryRawUnsafe<{ leadId: string }[]>(
        `delete from "DuplicateScan" where id in (select id from "DuplicateScan" order by id desc limit ${BATCH}) returning "leadId"::text`,
      );
      if (taken.length === 0) return false;
      await compare(tx, [...new Set(taken.map(({ leadId }) => leadId))]);
      return taken.length === BATCH;
    },
    { timeout: 60_000 },
  );
}

const COLUMNS = `
  id::text, "companyId"::text, "previousLeadId"::text, "contactNameKey", "firmKey", "emailKey", phone, "phoneKey", "otherKeys",
  case when extra = '{}' then null else extra end as extra`;

async function compare(tx: Tx, ids: string[]): Promise<void> {
  // Locked against leaving until their keys are written.
  const leads = await comparables(tx, ids, "order by id for key share");
  const blocks = leads.flatMap((lead) =>
    blockKeys(lead).map((key) => ({ companyId: lead.companyId, key, leadId: lead.id })),
  );
  await tx.$executeRawUnsafe(`delete from "LeadBlock" where "leadId" = any($1::uuid[])`, ids);
  await insertRows(tx, "LeadBlock", blocks);
  const beside = await tx.$queryRawUnsafe<{ one: string; other: string }[]>(
    BESIDE,
    blocks.map(({ companyId }) => companyId),
    blocks.map(({ key }) => key),
    blocks.map(({ leadId }) => leadId),
  );
  const known = new Map(leads.map((lead) => [lead.id, lead]));
  const further = [...new Set(beside.map(({ other }) => other))].filter((id) => !known.has(id));
  for (const lead of await comparables(tx, further, "")) known.set(lead.id, lead);
  const common = await commonDomains(tx, leads);
  for (const [id, lead] of known)
    known.set(id, { ...lead, domains: lead.domains.filter((domain) => !common.has(`${lead.companyId} ${domain}`)) });
  const found = beside.flatMap(({ one, other }) => pairOf(known.get(one), known.get(other)));
  await keepPairs(tx, ids, new Map(found.map((pair) => [`${pair.leadAId} ${pair.leadBId}`, pair])));
}

/** A domain that so many leads share is a provider nobody told us of, or a firm so large that it says little. */
const COMMON = 40;

async function commonDomains(tx: Tx, leads: Comparable[]): Promise<Set<string>> {
  const domains = new Map(
    leads.flatMap(({ companyId, domains }) =>
      domains.map((domain) => [`${companyId} ${domain}`, { companyId, domain }]),
    ),
  );
  const asked = [...domains.values()];
  const rows = await tx.$queryRawUnsafe<{ company: string; key: string }[]>(
    `select b.company::text, b.key from unnest($1::uuid[], $2::text[]) as b(company, key)
      where (select count(*) from (select 1 from "LeadBlock" y where y."companyId" = b.company and y.key = b.key limit ${COMMON}) c) = ${COMMON}`,
    asked.map(({ companyId }) => companyId),
    asked.map(({ domain }) => domainKey(domain)),
  );
  return new Set(rows.map(({ company, key }) => `${company} ${key.slice(COUNTED.length)}`));
}

const BESIDE = `
  select distinct b.lead::text as one, x."leadId"::text as other
    from unnest($1::uuid[], $2::text[], $3::uuid[]) as b(company, key, lead)
   cross join lateral (
     select y."leadId" from "LeadBlock" y where y."companyId" = b.company and y.key = b.key and y."leadId" <> b.lead
      order by y."leadId" desc limit ${NEAREST}) x
   where b.key not like '${COUNTED}%'`;

async function comparables(tx: Tx, ids: string[], lock: string): Promise<Comparable[]> {
  const rows = await tx.$queryRawUnsafe<Compared[]>(
    `select ${COLUMNS} from "Lead" where id = any($1::uuid[]) ${lock}`,
    ids,
  );
  return rows.map(comparable);
}

type Found = Likeness & { leadAId: string; leadBId: string };

function pairOf(one: Comparable | undefined, other: Comparable | undefined): Found[] {
  if (!one || !other) return [];
  const [a, b] = one.id < other.id ? [one, other] : [other, one];
  const found = likeness(a, b);
  return found ? [{ ...found, leadAId: a.id, leadBId: b.id }] : [];
}

/** New ones are added, those still open told anew, and what isn't alike any more goes; what a person decided stays. */
async function keepPairs(tx: Tx, ids: string[], found: Map<string, Found>): Promise<void> {
  const now = new Date();
  const rows = [...found.values()].map((pair) => ({ id: newId(), ...pair, state: "open", foundAt: now }));
  const kept = await tx.$queryRawUnsafe<{ id: string }[]>(
    `insert into "DuplicatePair" (id, "leadAId", "leadBId", strength, reasons, state, "foundAt")
     select id, "leadAId", "leadBId", strength, reasons, state, "foundAt"
       from jsonb_populate_recordset(null::"DuplicatePair", $1::jsonb) order by "leadAId", "leadBId"
     on conflict ("leadAId", "leadBId") do update
        set strength = excluded.strength, reasons = excluded.reasons where "DuplicatePair".state = 'open'
     returning id::text`,
    JSON.stringify(rows),
  );
  await tx.$executeRawUnsafe(
    `delete from "DuplicatePair"
      where id in (select id from "DuplicatePair" where "leadAId" = any($1::uuid[]) and state = 'open'
                   union all select id from "DuplicatePair" where "leadBId" = any($1::uuid[]) and state = 'open')
        and id <> all($2::uuid[])`,
    ids,
    kept.map(({ id }) => id),
  );
}
