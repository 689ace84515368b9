import { areAtOtherPaths, ofSameHome } from "@/lib/intake/home-address";
import { readAssignment } from "@/lib/assignment/rules/queries";
import { listOf } from "@/lib/intake/rules/queries";
import { isReachedElsewhere, isSamePerson, isSomebodyElse, personSaid } from "@/lib/intake/processing/person-said";
import { LESSON, lessonsFor } from "@/lib/intake/mapping-lessons/queries";
import { allFields } from "@/lib/leads/custom-fields/queries";
import { lockPersons } from "@/lib/leads/duplicates/queries";
import { ownsSql } from "@/lib/leads/ownership/queries";
import { serviceNames } from "@/lib/leads/service-words/queries";
import { renamedTags } from "@/lib/leads/tags/queries";
import type { Assignment } from "@/lib/assignment/schema";
import type { Tx } from "@/lib/core/db";
import type { Entry, Prisma, RuleVersion } from "@/lib/core/prisma/client";
import type { FieldDefinition } from "@/lib/leads/custom-fields/field/schema";
import type { RuleLists } from "@/lib/intake/classification";
import type { ServiceNames } from "@/lib/leads/service-words/naming/schema";
import type { RenamedTags } from "@/lib/leads/tags/renamed/schema";
import type { StoredLesson } from "@/lib/intake/mapping-lessons/queries";
import type { PersonSaid } from "@/lib/intake/processing/person-said";
import type { Traces } from "@/lib/intake/processing/traces";
import type { Understood } from "@/lib/intake/schema";

/** One form sent twice by an impatient visitor arrives within this. */
const REPEAT_WINDOW_MS = 15 * 60 * 1000;

const SOURCE = {
  ruleVersions: { orderBy: { number: "desc" }, take: 1 },
  company: true,
  leadType: true,
  site: { select: { url: true } },
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

/** `owner`: who can own leads of a company, by both (`ownerKey`); `open`: the statuses in which a lead is somebody's work. */
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
     union all select 'owner', u.id::text || ' ' || c.id::text, u.id::text from "User" u, "Company" c where ${ownsSql("c.id")}
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

const JOINED: Record<string, string> = { push: "pull", pull: "push" };

/** What an arrival is of. `traces` are its own, without an id that proved to be no entry's. */
type Found = {
  entry: Entry | null;
  traces: Traces;
  /** Somebody else's submission has its id. */
  isTaken: boolean;
};

/** The entry this arrival is of: by the origin's id, else the same content a moment ago, else the same by the other way. */
export async function findEntry(tx: Tx, traces: Traces): Promise<Found> {
  const byId = traces.externalId === null ? [] : await entriesOfId(tx, traces);
  const entry = await firstOf(byId, async (one) => !(await isOfSomebodyElse(tx, one, traces)));
  if (entry) return { entry, traces, isTaken: false };
  const isTaken = byId.length > 0;
  // A counter says a number again for another form; what has letters and comes with somebody else is no entry's id.
  const kept = isTaken && /\p{L}/u.test(traces.externalId ?? "") ? { ...traces, externalId: null } : traces;
  const { sourceId, contentHash, externalId, receivedAt } = kept;
  const where = { sourceId, contentHash, externalId: null, lastSeenAt: around(receivedAt) };
  const same = externalId === null ? await tx.entry.findFirst({ where, orderBy: { lastSeenAt: "desc" } }) : null;
  return { entry: same ?? (await findByOtherWay(tx, kept)), traces: kept, isTaken };
}

/** Several people can have one id: so many are looked at. */
const SHARING = 20;

/** Of the company's, never of another's, whatever a request says of where it comes from. */
async function entriesOfId(tx: Tx, traces: Traces): Promise<Entry[]> {
  const { companyId, originKey, sourceId, formId, externalId, home } = traces;
  const entries = await tx.entry.findMany({
    // What came before the site was known is under its source.
    where: {
      ...{ formId, externalId, source: { companyId }, ...ofPlugin(traces) },
      AND: [{ OR: [{ originKey }, { sourceId }] }, ofSameHome(traces.home)],
    },
    orderBy: { lastSeenAt: "desc" },
    take: SHARING,
  });
  // Those of its own path first: who says nothing of themselves could be anybody.
  return entries.sort((a, b) => Number(areAtOtherPaths(a.home, home)) - Number(areAtOtherPaths(b.home, home)));
}

/** Each plugin of each WordPress counts for itself; where one isn't known, it may be any. */
const ofPlugin = ({ plugin }: Traces) => (plugin === "" ? {} : { plugin: { in: ["", plugin] } });

async function firstOf(entries: Entry[], fits: (entry: Entry) => Promise<boolean>): Promise<Entry | null> {
  for (const entry of entries) if (await fits(entry)) return entry;
  return null;
}

/** From another path of the host, which may be another WordPress, another mail or phone is enough to be another's. */
async function isOfSomebodyElse(tx: Tx, entry: Entry, { person, home }: Traces): Promise<boolean> {
  const said = await personsIn(tx, entry);
  const mayBeAnother = areAtOtherPaths(entry.home, home);
  const isOther = (one: PersonSaid) => isSomebodyElse(one, person) || (mayBeAnother && isReachedElsewhere(one, person));
  return said.length > 0 && said.every(isOther);
}

/** Who spoke in an entry so far, and who its lead is now. */
async function personsIn(tx: Tx, { id, leadId }: Entry): Promise<PersonSaid[]> {
  const deliveries = await tx.delivery.findMany({
    where: { entryId: id, state: { in: ["processed", "duplicate", "spam"] } },
    orderBy: { receivedAt: "desc" },
    take: SHARING,
    select: { understood: true },
  });
  const lead =
    leadId === null
      ? null
      : await tx.lead.findUnique({
          where: { id: leadId },
          select: { contactName: true, email: true, phoneE164: true },
        });
  return [
    ...deliveries.flatMap(({ understood }) => (understood ? [personSaid(understood as unknown as Understood)] : [])),
    ...(lead ? [personSaid({ name: lead.contactName, email: lead.email, phone: lead.phoneE164 })] : []),
  ];
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
  const origins = externalId !== null && (await originsOf(tx, companyId));
  const byId = origins && {
    originKey: { in: origins },
    formId,
    externalId,
    ...ofPlugin(traces),
    AND: [ofSameHome(traces.home)],
  };
  // An id with its very words is the same however long it was on its way, or whatever the site takes for the time.
  const byBoth = byId && sameKey !== "" && { ...byId, sameKey };
  const looks = [
    { where: byBoth },
    {
      where: near && byId && { ...byId, ...near },
      fits: async (one: Entry) => !(await isOfSomebodyElse(tx, one, traces)),
    },
    { where: near && bySame && { ...bySame, ...near } },
    // However much later it comes, and whatever was corrected meanwhile.
    {
      where: byId,
      fits: async (one: Entry) => (await personsIn(tx, one)).some((said) => isSamePerson(said, traces.person)),
    },
  ];
  for (const { where, fits } of looks) {
    if (!where) continue;
    const found = await tx.entry.findMany({
      where: { ...where, via: other, source: { companyId } },
      orderBy: { firstSeenAt: "asc" },
      take: SHARING,
    });
    const entry = await firstOf(found, fits ?? (() => Promise.resolve(true)));
    if (entry) return entry;
  }
  return null;
}

async function originsOf(tx: Tx, companyId: string): Promise<string[]> {
  const sources = await tx.source.findMany({ where: { companyId }, select: { id: true, siteId: true } });
  return [...new Set(sources.flatMap(({ id, siteId }) => (siteId ? [id, siteId] : [id])))];
}

/** A site's clock may be a little ahead; one far ahead would keep out every later word. */
const NEWER = `
  select exists (
    select 1 from "Delivery"
     where "entryId" = $1::uuid and id <> $2::uuid and state in ('processed', 'duplicate') and understood ? 'changedAt'
       and (understood->>'changedAt')::timestamptz > $3::timestamptz
       and (understood->>'changedAt')::timestamptz <= "receivedAt" + interval '15 minutes') as newer`;

/** Whether the entry has said something that its origin wrote after this. */
export async function hasNewerWord(tx: Tx, entryId: string, but: string, changedAt: string): Promise<boolean> {
  const [found] = await tx.$queryRawUnsafe<{ newer: boolean }[]>(NEWER, entryId, but, changedAt);
  return found?.newer === true;
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
