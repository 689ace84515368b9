import type { Tx } from "@/lib/core/db";
import type { Traces } from "@/lib/intake/processing/traces";

/** Somebody's delivery, and the person in it as the columns that compare persons hold them. */
export type Asked = { traces: Traces; companyId: string; emailKey: string; phoneKey: string };

// Each finds the places in the batch that something in the database is about; what is found is looked at one by one.
const BY_ID = `
  select a.at::int as at from unnest($1::int[], $2::text[], $3::text[], $4::text[], $6::uuid[]) as a(at, form, external, origin, source)
    join "Entry" e on e."formId" = a.form and e."externalId" = a.external
     and (e."originKey" = any($5::text[] || a.origin) or e."sourceId" = a.source)`;
const BY_CONTENT = `
  select a.at::int as at from unnest($1::int[], $2::uuid[], $3::text[]) as a(at, source, hash)
    join "Entry" e on e."sourceId" = a.source and e."contentHash" = a.hash`;
const BY_SAME = `
  select a.at::int as at from unnest($1::int[], $2::text[]) as a(at, same)
    join "Entry" e on e."sameKey" = a.same and e."sameKey" <> ''`;
const BY_PERSON = `
  select a.at::int as at from unnest($1::int[], $2::uuid[], $3::text[]) as a(at, company, mail)
    join "Lead" l on l."companyId" = a.company and l."emailKey" = a.mail where a.mail <> ''
   union select a.at::int from unnest($1::int[], $2::uuid[], $4::text[]) as a(at, company, phone)
    join "Lead" l on l."companyId" = a.company and l."phoneKey" = a.phone where a.phone <> ''
   union select a.at::int from unnest($1::int[], $2::uuid[], $3::text[], $4::text[]) as a(at, company, mail, phone)
    join "Lead" l on l."companyId" = a.company and l."otherKeys" && array_remove(array[a.mail, a.phone], '') and l."otherKeys" <> '{}'`;

/** The places in the batch of those who may be known already, by their entry or by their person. */
export async function knownAmong(tx: Tx, asked: Asked[]): Promise<Set<number>> {
  const places = asked.map((_, index) => index);
  const column = <T>(pick: (one: Asked) => T) => asked.map(pick);
  const origins = [...new Set(asked.flatMap(({ traces }) => [traces.originKey, traces.sourceId]))];
  const sites = await tx.source.findMany({
    where: { companyId: { in: [...new Set(column(({ traces }) => traces.companyId))] } },
    select: { id: true, siteId: true },
  });
  const everywhere = [
    ...new Set([...origins, ...sites.flatMap(({ id, siteId }) => [id, ...(siteId ? [siteId] : [])])]),
  ];
  type Row = { at: number };
  const found = [
    await tx.$queryRawUnsafe<Row[]>(
      BY_ID,
      places,
      column(({ traces }) => traces.formId),
      column(({ traces }) => traces.externalId),
      column(({ traces }) => traces.originKey),
      everywhere,
      column(({ traces }) => traces.sourceId),
    ),
    await tx.$queryRawUnsafe<Row[]>(
      BY_CONTENT,
      places,
      column(({ traces }) => traces.sourceId),
      column(({ traces }) => traces.contentHash),
    ),
    await tx.$queryRawUnsafe<Row[]>(
      BY_SAME,
      places,
      column(({ traces }) => traces.sameKey),
    ),
    await tx.$queryRawUnsafe<Row[]>(
      BY_PERSON,
      places,
      column(({ companyId }) => companyId),
      column(({ emailKey }) => emailKey),
      column(({ phoneKey }) => phoneKey),
    ),
  ];
  return new Set(found.flat().map(({ at }) => at));
}
