import { authorize } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { enqueue } from "@/lib/core/queue";
import { sourcePullAsked, sourcePullStopped } from "@/lib/intake/events";
import { pullSourceJob } from "@/lib/intake/jobs";
import { lockSource } from "@/lib/intake/sources/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { SourceInput } from "@/lib/intake/sources/schema";

/** Has a source pulled now; how it goes is seen by `pullProgress`. */
export async function askPull(ctx: Ctx, { sourceId }: SourceInput): Promise<void> {
  authorize(ctx, "intake.manage");
  await mutate(ctx, async (tx, emit) => {
    const source = await lockSource(tx, sourceId);
    if (!source.site) throw precondition("notPulled");
    if (!source.active) throw precondition("paused");
    await enqueue(tx, pullSourceJob, { sourceId, asked: true }, { singletonKey: sourceId });
    emit(sourcePullAsked, {
      subjectId: sourceId,
      subjectLabel: source.name,
      payload: {},
      companyIds: [source.companyId],
    });
  });
}

/** The next one is counted from when this one was to start; what a server that was away missed isn't made up for. */
const TAKE_DUE = `
  update "Source" set "nextPullAt" = case
     when "nextPullAt" + make_interval(mins => coalesce("pullMinutes", 5)) > now()
     then "nextPullAt" + make_interval(mins => coalesce("pullMinutes", 5))
     else now() + make_interval(mins => coalesce("pullMinutes", 5)) end
   where kind = 'pull' and active and "siteId" is not null and "nextPullAt" <= now()
  returning id::text`;

/** Starts what is due; whoever asks at the same moment gets none of it. */
export async function startDuePulls(): Promise<number> {
  return database().$transaction(async (tx) => {
    const due = await tx.$queryRawUnsafe<{ id: string }[]>(TAKE_DUE);
    for (const { id } of due) await enqueue(tx, pullSourceJob, { sourceId: id, asked: false }, { singletonKey: id });
    return due.length;
  });
}

/** Has a running pull end after what it has in hand; what it kept stays. */
export async function stopPull(ctx: Ctx, { sourceId }: SourceInput): Promise<void> {
  authorize(ctx, "intake.manage");
  await mutate(ctx, async (tx, emit) => {
    const source = await lockSource(tx, sourceId);
    const { count } = await tx.pull.updateMany({
      where: { sourceId, state: "running", stopAsked: false },
      data: { stopAsked: true },
    });
    if (count === 0) throw precondition("unchanged");
    emit(sourcePullStopped, {
      subjectId: sourceId,
      subjectLabel: source.name,
      payload: {},
      companyIds: [source.companyId],
    });
  });
}
