import { readAssignment } from "@/lib/assignment/rules/queries";
import { homeOf } from "@/lib/intake/home-address";
import { listOf } from "@/lib/intake/rules/queries";
import { LESSON, lessonsFor } from "@/lib/intake/mapping-lessons/queries";
import { allFields } from "@/lib/leads/custom-fields/queries";
import { lockPersons } from "@/lib/leads/duplicates/queries";
import { serviceNames } from "@/lib/leads/service-words/queries";
import { renamedTags } from "@/lib/leads/tags/queries";
import type { Assignment } from "@/lib/assignment/schema";
import type { Tx } from "@/lib/core/db";
import type { Entry, Prisma, RuleVersion } from "@/lib/core/prisma/client";
import type { FieldDefinition } from "@/lib/leads/custom-fields/field";
import type { RuleLists } from "@/lib/intake/classification";
import type { ServiceNames } from "@/lib/leads/service-words/naming";
import type { RenamedTags } from "@/lib/leads/tags/renamed";
import type { StoredLesson } from "@/lib/intake/mapping-lessons/queries";
import type { Traces } from "@/lib/intake/processing/traces";
import type { Understood } from "@/lib/intake/schema";

/** One form sent twice by an impatient visitor arrives within this. */
const REPEAT_WINDOW_MS = 15 * 60 * 1000;

const SOURCE = {
  ruleVersions: { orderBy: { number: "desc" }, take: 1 },
  company: true,
  leadType: true,
  defaultOwner: { select: { id: true, deactivatedAt: true } },
} as const satisfies Prisma.SourceInclude;
export type LoadedSource = Prisma.SourceGetPayload<{ include: typeof SOURCE }> & {
  currency: string;
  /** What corrections of other sources teach it. */
  lessons: ReadonlyMap<string, string>;
  /** The custom fields there are, and how what it sends is read for them. */
  fields: readonly FieldDefinition[];
  decimal: "," | ".";
  /** Its own rules and those for every source. Throws where they can't be read: only who needs them fails. */
  lists: () => RuleLists;
};

/** `owner`: the users in use, by themselves; `open`: the statuses in which a lead is somebody's work. */
export type LoadedKeys = Record<"status" | "leadType" | "company" | "owner" | "open", Map<string, string>> & {
  tags: RenamedTags;
  services: ServiceNames;
};

/** What a batch needs not ask twice; a changed rule counts from the next batch on, a second later at most. */
export type Memory = {
  sources: Map<string, LoadedSource>;
  shared?: RuleVersion | null;
  assignment?: Assignment;
  lessons?: StoredLesson[];
  fields?: FieldDefinition[];
  keys?: LoadedKeys;
  sites?: Map<string, string>;
};

export async function loadSource(tx: Tx, sourceId: string, memory: Memory): Promise<LoadedSource> {
  const known = memory.sources.get(sourceId);
  if (known) return known;
  const source = await tx.source.findUniqueOrThrow({ where: { id: sourceId }, include: SOURCE });
  const organisation = await tx.organisation.findUnique({ where: { id: 1 }, select: { currency: true, locale: true } });
  memory.shared ??= await tx.ruleVersion.findFirst({ where: { sourceId: null }, orderBy: { number: "desc" } });
  const [own, shared] = [source.ruleVersions[0], memory.shared];
  memory.lessons ??= await tx.mappingLesson.findMany({ select: LESSON });
  memory.fields ??= (await allFields(tx)).filter(({ active }) => active);
  let lists: RuleLists | undefined;
  const loaded = {
    ...source,
    currency: organisation?.currency ?? "ARS",
    lessons: lessonsFor(sourceId, memory.lessons),
    fields: memory.fields,
    decimal: organisation?.locale === "en" ? ("." as const) : ("," as const),
    lists: () => (lists ??= { own: listOf(own), shared: listOf(shared) }),
  };
  memory.sources.set(sourceId, loaded);
  return loaded;
}

/** Waits for whoever settles an arrival, and is the only one until the transaction ends. */
export const lockSettling = lockPersons;

/**
 * The ids behind the keys that rules speak in: a retired status or type stands for what took its place, also where a
 * source names a type by its id. Where a lead begins is the status `part:start`.
 */
export async function loadKeys(tx: Tx, memory: Memory): Promise<LoadedKeys> {
  if (memory.keys) return memory.keys;
  const rows = await tx.$queryRawUnsafe<{ kind: string; key: string; id: string }[]>(
    `select 'status' as kind, key, coalesce("successorId", id)::text as id from "Status" where active or "successorId" is not null
     union all select 'status', 'part:' || part, id::text from "Status" where part is not null
     union all select 'leadType', key, coalesce("successorId", id)::text from "LeadType" where active or "successorId" is not null
     union all select 'leadType', id::text, "successorId"::text from "LeadType" where "successorId" is not null
     union all select 'company', key, id::text from "Company" where active
     union all select 'owner', id::text, id::text from "User" where "deactivatedAt" is null
     union all select 'open', id::text, id::text from "Status" where outcome = 'open'`,
  );
  const of = (kind: string) => new Map(rows.filter((row) => row.kind === kind).map((row) => [row.key, row.id]));
  const [tags, services] = [await renamedTags(tx), await serviceNames(tx)];
  return (memory.keys = {
    status: of("status"),
    leadType: of("leadType"),
    company: of("company"),
    owner: of("owner"),
    open: of("open"),
    tags,
    services,
  });
}

/** Whose new leads become, beyond their sources' default owners. */
export async function loadAssignment(tx: Tx, memory: Memory): Promise<Assignment> {
  return (memory.assignment ??= await readAssignment(tx));
}

/** The sites that are pulled, by the address their requests name. */
export async function loadSites(tx: Tx, memory: Memory): Promise<Map<string, string>> {
  if (memory.sites) return memory.sites;
  const sites = await tx.site.findMany({ select: { id: true, url: true } });
  return (memory.sites = new Map(sites.map(({ id, url }) => [homeOf(url), id])));
}

const JOINED: Record<string, string> = { push: "pull", pull: "push" };

/** The entry this arrival is of: by the origin's id, else the same content a moment ago, else the same by the other way. */
export async function findEntry(tx: Tx, traces: Traces): Promise<Entry | null> {
  const { originKey, formId, externalId, sourceId } = traces;
  if (externalId !== null) {
    // What came before the site was known is under its source.
    const found = await tx.entry.findMany({ where: { originKey: { in: [originKey, sourceId] }, formId, externalId } });
    const entry = found.find((one) => one.originKey === originKey) ?? found[0];
    if (entry) return entry;
  } else {
    const entry = await tx.entry.findFirst({
      where: { sourceId, contentHash: traces.contentHash, externalId: null, lastSeenAt: around(traces.receivedAt) },
      orderBy: { lastSeenAt: "desc" },
    });
    if (entry) return entry;
  }
  return findByOtherWay(tx, traces);
}

const around = (at: Date) => ({
  gte: new Date(at.getTime() - REPEAT_WINDOW_MS),
  lte: new Date(at.getTime() + REPEAT_WINDOW_MS),
});

/**
 * A form that sends to us and is pulled as well. The pull says when it was submitted, the webhook came at that moment:
 * near each other, the same form and id, or the same person with the same words, are the same submission.
 */
async function findByOtherWay(tx: Tx, traces: Traces): Promise<Entry | null> {
  const other = JOINED[traces.via];
  if (!other) return null;
  const time = traces.via === "pull" ? traces.submittedAt : traces.receivedAt;
  const near = time && { [traces.via === "pull" ? "firstSeenAt" : "submittedAt"]: around(time) };
  const { companyId, formId, externalId, sameKey } = traces;
  const bySame = sameKey !== "" && { sameKey, ...(externalId !== null && { externalId: null }) };
  const sources = externalId !== null && (await originsOf(tx, companyId));
  const byId = externalId !== null && sources && { originKey: { in: sources }, formId, externalId };
  // An id with its very words is the same however long it was on its way, or whatever the site takes for the time.
  const byBoth = byId && sameKey !== "" && { ...byId, sameKey };
  for (const where of [byBoth, near && byId && { ...byId, ...near }, near && bySame && { ...bySame, ...near }]) {
    if (!where) continue;
    const found = await tx.entry.findFirst({
      where: { ...where, via: other, source: { companyId } },
      orderBy: { firstSeenAt: "asc" },
    });
    if (found) return found;
  }
  return null;
}

async function originsOf(tx: Tx, companyId: string): Promise<string[]> {
  const sources = await tx.source.findMany({ where: { companyId }, select: { id: true, siteId: true } });
  return [...new Set(sources.flatMap(({ id, siteId }) => (siteId ? [id, siteId] : [id])))];
}

export type Word = { via: string; understood: Understood };

/** What the entry said so far, the last first. */
export async function wordsOf(tx: Tx, entryId: string): Promise<Word[]> {
  const deliveries = await tx.delivery.findMany({
    where: { entryId, state: { in: ["processed", "duplicate"] } },
    orderBy: { receivedAt: "desc" },
    take: 10,
    select: { understood: true, via: true },
  });
  return deliveries.flatMap(({ via, understood }) =>
    understood ? [{ via, understood: understood as unknown as Understood }] : [],
  );
}
