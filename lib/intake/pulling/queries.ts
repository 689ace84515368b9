import { authorize } from "@/lib/core/ctx";
import { database, reader } from "@/lib/core/db";
import { notFound, precondition } from "@/lib/core/errors";
import { openText } from "@/lib/core/secrets";
import { shapeOf } from "@/lib/intake/delivery-reading";
import { visibleSources } from "@/lib/intake/policy";
import { overlapOf } from "@/lib/intake/pulling/run";
import { startOfDay } from "@/lib/intake/pulling/site-time";
import type { Ctx } from "@/lib/core/ctx";
import type { Prisma } from "@/lib/core/prisma/client";
import type { Site } from "@/lib/intake/pulling/gateway";
import type { PullSetup } from "@/lib/intake/pulling/kinds/kind";

const PULLED = { site: true } as const satisfies Prisma.SourceInclude;
export type PulledSource = Prisma.SourceGetPayload<{ include: typeof PULLED }>;

export async function loadPulledSource(sourceId: string): Promise<{ source: PulledSource; site: Site }> {
  const source = await database().source.findUnique({ where: { id: sourceId }, include: PULLED });
  if (!source) throw notFound();
  if (!source.site) throw precondition("notPulled");
  const { url, userName, passwordSealed } = source.site;
  return { source, site: { url, userName, password: passwordSealed ? openText(passwordSealed) : "" } };
}

/** What a pull of the source asks for: from the day it is limited to, or from well before the last one began. */
export function setupOf(source: PulledSource): PullSetup {
  const { formId, timeZone, pullFrom, pullCursor } = source;
  const from = startOfDay(pullFrom, timeZone);
  const last = pullCursor && overlapOf(pullCursor);
  const since = from && last && from < last ? last : (from ?? last);
  return { formId, timeZone, since, list: shapeOf(source.pullShape) };
}

const FAILURES = `
  select count(*)::int as count, min("startedAt") as since from "Pull"
   where "sourceId" = $1::uuid and state = 'failed' and not asked and "startedAt" > coalesce(
     (select max("startedAt") from "Pull" where "sourceId" = $1::uuid and state = 'done'), '-infinity')`;

/** How many pulls failed since one came to its end, and since when. Those that somebody tried by hand aren't counted. */
export async function failuresInARow(sourceId: string): Promise<{ count: number; since: Date | null }> {
  const [row] = await database().$queryRawUnsafe<{ count: number; since: Date | null }[]>(FAILURES, sourceId);
  return row ?? { count: 0, since: null };
}

/** Which of these submissions were seen before, with what content. */
export async function seenDigests(sourceId: string, externalIds: string[]): Promise<Map<string, string>> {
  const rows = await database().$queryRawUnsafe<{ externalId: string; digest: string }[]>(
    `select "externalId", digest from "PulledItem" where "sourceId" = $1::uuid and "externalId" = any($2::text[])`,
    sourceId,
    externalIds,
  );
  return new Map(rows.map((row) => [row.externalId, row.digest]));
}

/** What is told of one pull. */
export const PULL_RUN = {
  id: true,
  startedAt: true,
  finishedAt: true,
  state: true,
  reason: true,
  detail: true,
  stopAsked: true,
  pages: true,
  total: true,
  seen: true,
  fresh: true,
  unread: true,
} as const satisfies Prisma.PullSelect;
type StoredRun = Prisma.PullGetPayload<{ select: typeof PULL_RUN }>;
/** `known`: what it brought had come by another way before. */
export type PullRun = StoredRun & { known: number };

/** A source is pulled by one at a time, so what came while a pull ran is what it brought. */
const KNOWN = `
  select p.id::text, count(*)::int as known
    from "Pull" p
    join "Delivery" d on d."sourceId" = p."sourceId" and d.state not in ('received', 'processed')
     and d."receivedAt" >= p."startedAt" and d."receivedAt" <= coalesce(p."finishedAt", now())
   where p.id = any($1::uuid[]) and p.fresh > 0 and d.via = 'pull' and d.state = 'duplicate'
   group by p.id`;

/** With what only reading could tell of the submissions they brought. */
export async function withKnown(ctx: Ctx, runs: StoredRun[]): Promise<PullRun[]> {
  const rows = await reader(ctx).$queryRawUnsafe<{ id: string; known: number }[]>(
    KNOWN,
    runs.map(({ id }) => id),
  );
  const known = new Map(rows.map((row) => [row.id, row.known]));
  return runs.map((run) => ({ ...run, known: known.get(run.id) ?? 0 }));
}

export type PullProgress = {
  pullState: string;
  pullReason: string;
  lastPullAt: Date | null;
  nextPullAt: Date | null;
  runs: PullRun[];
};

/** How the source's pulls go, the newest first. */
export async function pullProgress(ctx: Ctx, { sourceId }: { sourceId: string }): Promise<PullProgress> {
  authorize(ctx, "intake.read");
  const source = await reader(ctx).source.findFirst({
    where: { AND: [{ id: sourceId }, visibleSources(ctx.actor)] },
    select: {
      pullState: true,
      pullReason: true,
      lastPullAt: true,
      nextPullAt: true,
      pulls: {
        orderBy: { startedAt: "desc" },
        take: 6,
        select: PULL_RUN,
      },
    },
  });
  if (!source) throw notFound();
  const { pulls, ...rest } = source;
  return { ...rest, runs: await withKnown(ctx, pulls) };
}
