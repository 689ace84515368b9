import type { Tx } from "@/lib/core/db";
import type { Entry, Prisma } from "@/lib/core/prisma/client";
import type { Understood } from "@/lib/intake/schema";

/** One form sent twice by an impatient visitor arrives within this. */
const REPEAT_WINDOW_MS = 15 * 60 * 1000;

const SOURCE = {
  rules: { orderBy: { position: "asc" } },
  company: true,
  leadType: true,
  defaultOwner: { select: { id: true, deactivatedAt: true } },
} as const satisfies Prisma.SourceInclude;
export type LoadedSource = Prisma.SourceGetPayload<{ include: typeof SOURCE }> & { currency: string };

export async function loadSource(tx: Tx, sourceId: string): Promise<LoadedSource> {
  const source = await tx.source.findUniqueOrThrow({ where: { id: sourceId }, include: SOURCE });
  const organisation = await tx.organisation.findUnique({ where: { id: 1 }, select: { currency: true } });
  return { ...source, currency: organisation?.currency ?? "ARS" };
}

/** Arrivals are settled one at a time across all processes: two of one person at once must not become two leads. */
const SETTLE_LOCK = 724_521;

/** Waits for whoever settles an arrival, and is the only one until the transaction ends. */
export async function lockSettling(tx: Tx): Promise<void> {
  await tx.$queryRawUnsafe("select pg_advisory_xact_lock($1)::text", SETTLE_LOCK);
}

/** The ids behind the keys that rules speak in. */
export async function loadKeys(
  tx: Tx,
): Promise<{ status: Map<string, string>; leadType: Map<string, string>; company: Map<string, string> }> {
  const rows = await tx.$queryRawUnsafe<{ kind: string; key: string; id: string }[]>(
    `select 'status' as kind, key, id::text from "Status" where active
     union all select 'leadType', key, id::text from "LeadType" where active
     union all select 'company', key, id::text from "Company" where active`,
  );
  const of = (kind: string) => new Map(rows.filter((row) => row.kind === kind).map((row) => [row.key, row.id]));
  return { status: of("status"), leadType: of("leadType"), company: of("company") };
}

/** Ids are unique within a site; without a site, within the source. */
export function originOf(source: LoadedSource): string {
  return source.siteId ?? source.id;
}

export function formOf(source: LoadedSource, understood: Understood): string {
  return understood.form.id ?? source.formId;
}

/** The entry this arrival is of: by the origin's id, else the same content from the same source a moment ago. */
export async function findEntry(
  tx: Tx,
  source: LoadedSource,
  understood: Understood,
  hash: string,
  at: Date,
): Promise<Entry | null> {
  if (understood.externalId) {
    return tx.entry.findUnique({
      where: {
        originKey_formId_externalId: {
          originKey: originOf(source),
          formId: formOf(source, understood),
          externalId: understood.externalId,
        },
      },
    });
  }
  return tx.entry.findFirst({
    where: {
      sourceId: source.id,
      contentHash: hash,
      externalId: null,
      lastSeenAt: { gte: new Date(at.getTime() - REPEAT_WINDOW_MS), lte: new Date(at.getTime() + REPEAT_WINDOW_MS) },
    },
    orderBy: { lastSeenAt: "desc" },
  });
}

/** What the entry said the last time. */
export async function lastWord(tx: Tx, entryId: string): Promise<Understood | undefined> {
  const delivery = await tx.delivery.findFirst({
    where: { entryId, state: "processed" },
    orderBy: { receivedAt: "desc" },
    select: { understood: true },
  });
  return (delivery?.understood ?? undefined) as Understood | undefined;
}
