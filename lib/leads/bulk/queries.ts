import { NO_WORK } from "@/lib/leads/no-work";
import { fieldName } from "@/lib/leads/custom-fields/field/schema";
import { written } from "@/lib/leads/custom-fields/value/schema";
import { valuesOf } from "@/lib/leads/custom-fields/values/queries";
import { serviceNames } from "@/lib/leads/service-words/queries";
import { renamedTags } from "@/lib/leads/tags/queries";
import type { Tx } from "@/lib/core/db";
import type { WordsNow } from "@/lib/leads/bulk/policy";
import type { BulkKeys, BulkLead } from "@/lib/leads/bulk/schema";

const COLUMNS = `
  l.id::text, l.number, l."companyId"::text, l."statusId"::text, l."ownerId"::text, l."contactName", l.firm, l.email, l.phone,
  l.service, l.message, l."receivedAt", l."statusChangedAt", l."lastActivityAt", l."lostReasonId"::text, l."holdUntil", l."amountCents",
  l."assignedAt", l."contactNameKey", l."firmKey", l."serviceKey", l."emailKey", l."phoneE164", l."phoneKey", l."otherKeys", l.tags, l.priority`;

/** The leads of these companies (of all, where none is named) that share a mail, a phone, also a further one, or the firm; locked when they are to be written. */
export async function leadsByKeys(
  tx: Tx,
  companyIds: string[],
  { emails, phones, firms }: BulkKeys,
  { lock }: { lock: boolean },
): Promise<BulkLead[]> {
  return tx.$queryRawUnsafe<BulkLead[]>(
    `select ${COLUMNS}, l.extra from "Lead" l
      where l.id in (
        select x.id from "Lead" x where x."companyId" = any($1::uuid[]) and x."emailKey" = any($2::text[])
        union select x.id from "Lead" x where x."companyId" = any($1::uuid[]) and x."phoneKey" = any($3::text[])
        union select x.id from "Lead" x where x."companyId" = any($1::uuid[]) and x."otherKeys" && ($2::text[] || $3::text[]) and x."otherKeys" <> '{}'
        union select x.id from "Lead" x where x."companyId" = any($1::uuid[]) and x."firmKey" = any($4::text[]) and x."firmKey" <> '')
      order by l.id ${lock ? "for update of l" : ""}`,
    companyIds,
    emails,
    phones,
    firms,
  );
}

/** These leads, locked; with what they say beyond their fields only where that is asked for, since it may be much. */
export async function lockLeads(tx: Tx, ids: string[], { extra = false } = {}): Promise<BulkLead[]> {
  return tx.$queryRawUnsafe<BulkLead[]>(
    `select ${COLUMNS} ${extra ? ", l.extra" : ""} from "Lead" l where l.id = any($1::uuid[]) order by l.id for update of l`,
    ids,
  );
}

/** What words that leads had mean now. */
export async function wordsNow(tx: Tx): Promise<WordsNow> {
  return { tags: await renamedTags(tx), services: await serviceNames(tx) };
}

/** Notes on each lead what it says in custom fields. */
export async function readOwn(tx: Pick<Tx, "$queryRawUnsafe">, leads: readonly BulkLead[]): Promise<void> {
  const said = await valuesOf(
    tx,
    leads.map(({ id }) => id),
  );
  for (const lead of leads) {
    const own = Object.entries(said.get(lead.id) ?? {});
    lead.own = Object.fromEntries(own.map(([key, value]) => [fieldName(key), written(value)]));
  }
}

export type UnderRequest = { leadId: string; requestId: string };

/**
 * Which of these leads somebody or something touched otherwise than under this request, or under one of those that left
 * nothing on them. A look is nothing done.
 */
export async function workedOtherwise(
  tx: Tx,
  ids: string[],
  requestId: string,
  gone: readonly UnderRequest[] = [],
): Promise<Set<string>> {
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
    `select distinct "subjectId"::text as id from "Event" e
      where "subjectType" = 'lead' and "subjectId" = any($1::uuid[]) and "requestId" <> $2 and name <> all($3::text[])
        and not exists (select 1 from unnest($4::uuid[], $5::text[]) g(id, request) where g.id = e."subjectId" and g.request = e."requestId")`,
    ids,
    requestId,
    NO_WORK,
    gone.map(({ leadId }) => leadId),
    gone.map((one) => one.requestId),
  );
  return new Set(rows.map((row) => row.id));
}

/**
 * On which of these leads somebody here or a program of theirs did something, or more than what made it arrived. A look is
 * nothing done, nor is what takes back what an arrival did.
 */
export async function touchedByPeople(tx: Tx, ids: string[]): Promise<Set<string>> {
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
    `select l.id::text from "Lead" l where l.id = any($1::uuid[]) and (l."touchCount" > 1 or exists (
       select 1 from "Event" e where e."subjectType" = 'lead' and e."subjectId" = l.id and e.name <> all($2::text[])
          and e.payload->>'because' is distinct from 'takenBack'
          and (e."actorType" = 'user' or (e."actorType" = 'apiKey' and not exists (
            select 1 from "Event" made where made."subjectType" = 'lead' and made."subjectId" = l.id and made.name = 'lead.created'
               and made."requestId" = e."requestId")))))`,
    ids,
    NO_WORK,
  );
  return new Set(rows.map((row) => row.id));
}
