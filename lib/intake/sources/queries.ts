import { IN } from "@/lib/auth/standing/policy";
import { authorize, hasRights } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { conflict, invalid, notFound } from "@/lib/core/errors";
import { openText } from "@/lib/core/secrets";
import { fold } from "@/lib/core/text";
import { shapeOf } from "@/lib/intake/delivery-reading";
import { SUBMITTED } from "@/lib/intake/inbox/conditions";
import { REHEARSED } from "@/lib/intake/rehearsing/schema";
import { visibleSources } from "@/lib/intake/policy";
import { originOfSite } from "@/lib/intake/sources/values";
import { ownsSql } from "@/lib/leads/ownership/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { PullKindName } from "@/lib/intake/schema";
import type { Prisma } from "@/lib/core/prisma/client";

/** The source for a change, held until the transaction ends. */
export async function lockSource(tx: Tx, sourceId: string) {
  await tx.$queryRawUnsafe(`select id from "Source" where id = $1::uuid for update`, sourceId);
  const source = await tx.source.findUnique({
    where: { id: sourceId },
    include: { site: true, leadType: { select: { successorId: true } } },
  });
  if (!source) throw notFound();
  return { ...source, leadTypeId: typeNow(source) };
}

/** A source that names a retired type means what took its place. */
function typeNow(source: { leadTypeId: string; leadType: { successorId: string | null } }): string {
  return source.leadType.successorId ?? source.leadTypeId;
}
export type LockedSource = Awaited<ReturnType<typeof lockSource>>;

/** Who was first, and to what they changed it. */
export async function sourceConflict(tx: Tx, sourceId: string, field: string, to: string) {
  const [last] = await tx.$queryRawUnsafe<{ actorLabel: string }[]>(
    `select "actorLabel" from "Event" where "subjectType" = 'source' and "subjectId" = $1::uuid and changes ? $2 order by seq desc limit 1`,
    sourceId,
    field,
  );
  return conflict({ field, to, ...(last && { by: last.actorLabel }) });
}

/** The lead type, owner and company a source names must be there, and the owner must reach the company. */
export async function requireReferences(
  tx: Tx,
  named: { companyId: string; leadTypeId?: string | undefined; defaultOwnerId?: string | null | undefined },
): Promise<void> {
  const { companyId, leadTypeId, defaultOwnerId } = named;
  if ((await tx.company.count({ where: { id: companyId, active: true } })) === 0)
    throw invalid({ companyId: "notValid" });
  if (leadTypeId && (await tx.leadType.count({ where: { id: leadTypeId, active: true } })) === 0) {
    throw invalid({ leadTypeId: "notValid" });
  }
  if (!defaultOwnerId) return;
  const owns = `select 1 from "User" u where u.id = $1::uuid and ${ownsSql("$2::uuid")}`;
  const owners = await tx.$queryRawUnsafe<unknown[]>(owns, defaultOwnerId, companyId);
  if (owners.length === 0) throw invalid({ defaultOwnerId: "notValid" });
}

/**
 * Sources are told apart by their names, in one company those that work; no two may be named the same at once. What was
 * named so before, or is paused, stays.
 */
export async function requireOwnName(
  tx: Tx,
  { id, name, companyId }: { id?: string; name: string; companyId: string },
): Promise<void> {
  await tx.$queryRawUnsafe("select pg_advisory_xact_lock(hashtext($1))::text", `source names:${companyId}`);
  const others = await tx.source.findMany({
    where: { companyId, active: true, ...(id !== undefined && { id: { not: id } }) },
    select: { name: true },
  });
  if (others.some((other) => fold(other.name) === fold(name))) throw invalid({ name: "sourceNameTaken" });
}

/** What a new source takes from the organisation. */
export async function defaultsOfOrganisation(tx: Tx): Promise<{ timeZone: string; defaultCountry: string }> {
  const organisation = await tx.organisation.findUnique({
    where: { id: 1 },
    select: { timeZone: true, defaultCountry: true },
  });
  return organisation ?? { timeZone: "America/Argentina/Buenos_Aires", defaultCountry: "AR" };
}

/** The path to paste behind the server's address, and the token itself for plugins that send it in a header. */
export async function sourceDoor(ctx: Ctx, sourceId: string): Promise<{ path: string; token: string }> {
  authorize(ctx, "intake.manage");
  const source = await reader(ctx).source.findUnique({ where: { id: sourceId }, select: { tokenSealed: true } });
  if (!source) throw notFound();
  const token = openText(source.tokenSealed);
  return { path: `/api/intake/${sourceId}/${token}`, token };
}

const DETAIL = {
  id: true,
  name: true,
  kind: true,
  channel: true,
  subChannel: true,
  formId: true,
  timeZone: true,
  defaultCountry: true,
  mapping: true,
  labels: true,
  spamOff: true,
  allowGet: true,
  requireSignature: true,
  active: true,
  pullKind: true,
  pullShape: true,
  pullFrom: true,
  pullMinutes: true,
  pullState: true,
  pullReason: true,
  lastPullAt: true,
  nextPullAt: true,
  quietOneIn: true,
  secretSealed: true,
  previousTokenUntil: true,
  previousSecretUntil: true,
  leadTypeId: true,
  leadType: { select: { successorId: true } },
  defaultOwnerId: true,
  company: { select: { id: true, name: true, tone: true } },
  site: { select: { url: true, userName: true, passwordSealed: true } },
} as const satisfies Prisma.SourceSelect;

/** One source with all its settings, secrets only as "there is one". */
export async function getSource(ctx: Ctx, sourceId: string) {
  authorize(ctx, "intake.read");
  const [found, real] = await Promise.all([
    reader(ctx).source.findFirst({
      where: { AND: [{ id: sourceId }, visibleSources(ctx.actor)] },
      select: DETAIL,
    }),
    reader(ctx).delivery.findFirst({
      where: { sourceId, state: { in: ["processed", "duplicate"] } },
      select: { id: true },
    }),
  ]);
  if (!found) throw notFound();
  const { secretSealed, site, mapping, labels, pullKind, pullShape, leadType, ...source } = found;
  return {
    ...source,
    leadTypeId: typeNow({ ...source, leadType }),
    works: real !== null,
    mapping: mapping as Record<string, string>,
    labels: labels as Record<string, string>,
    pullKind: pullKind as PullKindName,
    pullShape: shapeOf(pullShape),
    hasSecret: secretSealed !== "",
    site: site && {
      url: site.url,
      origin: originOfSite(site.url),
      userName: site.userName,
      hasPassword: site.passwordSealed !== "",
    },
  };
}
export type SourceDetail = Awaited<ReturnType<typeof getSource>>;

const SUMMARIES = `
  select s.id::text, s.name, s.kind, s.active, s."pullState", s."pullReason", s."lastPullAt", c.name as company, c.tone,
         d.last as "lastDeliveryAt", d.works, coalesce(d.today, 0)::int as today, coalesce(d.week, 0)::int as week,
         coalesce(d.failed, 0)::int as failed, coalesce(d.quarantined, 0)::int as quarantined
    from "Source" s
    join "Company" c on c.id = s."companyId"
    left join lateral (
      select (select ${SUBMITTED} from "Delivery" d where d."sourceId" = s.id and d.reason <> '${REHEARSED}'
               order by ${SUBMITTED} desc limit 1) as last,
             exists (select 1 from "Delivery" where "sourceId" = s.id and state in ('processed', 'duplicate')) as works,
             count(*) filter (where ${SUBMITTED} >= $1::timestamptz) as today, count(*) as week,
             count(*) filter (where d.state = 'failed') as failed, count(*) filter (where d.state = 'quarantined') as quarantined
        from "Delivery" d where d."sourceId" = s.id and ${SUBMITTED} >= $2::timestamptz and d.reason <> '${REHEARSED}') as d on true
   where s.kind in ('webhook', 'pull', 'api') and ($3::uuid[] is null or s."companyId" = any($3::uuid[]))
   order by s.active desc, s.name, s.id`;

export type SourceSummary = {
  id: string;
  name: string;
  kind: string;
  active: boolean;
  pullState: string;
  pullReason: string;
  lastPullAt: Date | null;
  company: string;
  tone: string;
  lastDeliveryAt: Date | null;
  /** Something of a real visitor's has come through; a test alone proves little. */
  works: boolean;
  today: number;
  week: number;
  failed: number;
  quarantined: number;
};

/**
 * Every source with what came in lately, each at its own time: a first fetch brings years in a minute. `today` is when the
 * reader's day began.
 */
export async function listSources(ctx: Ctx, { today }: { today: Date }): Promise<SourceSummary[]> {
  const scope = authorize(ctx, "intake.read");
  const week = new Date(today.getTime() - 6 * 86_400_000);
  const companies = hasRights(ctx.actor) && scope !== "any" ? [...ctx.actor.companyIds] : null;
  return reader(ctx).$queryRawUnsafe<SourceSummary[]>(SUMMARIES, today, week, companies);
}

/** The company of that name or key; the refusal names those there are. */
export async function companyNamed(ctx: Ctx, name: string): Promise<string> {
  authorize(ctx, "intake.manage");
  const companies = await reader(ctx).company.findMany({
    where: { active: true },
    select: { id: true, key: true, name: true },
  });
  const found = companies.find((company) => [company.key, company.name].some((word) => fold(word) === fold(name)));
  if (!found) throw invalid({ company: "unknown" }, { known: companies.map((company) => company.name).join(", ") });
  return found.id;
}

/** What the forms for sources offer to choose from. */
export async function sourceChoices(ctx: Ctx) {
  authorize(ctx, "intake.read");
  const read = reader(ctx);
  const words = { labelEn: true, labelEs: true } as const;
  const retiredView = { key: true, ...words, successor: { select: words } } as const;
  const [companies, leadTypes, statuses, retiredTypes, retiredStatuses, owners, defaults] = await Promise.all([
    read.company.findMany({
      where: { active: true },
      orderBy: { position: "asc" },
      select: { id: true, key: true, name: true },
    }),
    read.leadType.findMany({
      where: { active: true },
      orderBy: { position: "asc" },
      select: { id: true, key: true, labelEn: true, labelEs: true },
    }),
    read.status.findMany({
      where: { active: true },
      orderBy: { position: "asc" },
      select: { key: true, labelEn: true, labelEs: true },
    }),
    read.leadType.findMany({ where: { active: false }, select: retiredView }),
    read.status.findMany({ where: { active: false }, select: retiredView }),
    read.user.findMany({
      where: { ...IN, role: { permissions: { some: { permission: "lead.update" } } } },
      orderBy: [{ firstName: "asc" }, { lastName: "asc" }],
      select: {
        id: true,
        firstName: true,
        lastName: true,
        companies: { select: { companyId: true } },
        role: { select: { permissions: { where: { permission: "lead.read", scope: "any" } } } },
      },
    }),
    read.organisation.findUnique({ where: { id: 1 }, select: { timeZone: true, defaultCountry: true } }),
  ]);
  return {
    companies,
    leadTypes,
    statuses,
    /** No longer chosen, but rules may name them: each with what took its place. */
    retired: [...retiredStatuses, ...retiredTypes],
    /** Who can own leads, and of which companies. */
    owners: owners.map((owner) => ({
      id: owner.id,
      name: `${owner.firstName} ${owner.lastName}`.trim(),
      companyIds:
        owner.role.permissions.length > 0
          ? companies.map(({ id }) => id)
          : owner.companies.map(({ companyId }) => companyId),
    })),
    defaults: defaults ?? { timeZone: "America/Argentina/Buenos_Aires", defaultCountry: "AR" },
  };
}
export type SourceChoices = Awaited<ReturnType<typeof sourceChoices>>;
