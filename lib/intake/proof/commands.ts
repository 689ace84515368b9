import { actorId, authorize, systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { invalid, Outcome, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { enqueue } from "@/lib/core/queue";
import { sourceProofAsked } from "@/lib/intake/events";
import { reconcileJob } from "@/lib/intake/jobs";
import { addDays, lastDays, momentsOf } from "@/lib/intake/proof/days";
import { MOST_DAYS, USUAL_DAYS } from "@/lib/intake/proof/schema";
import { sitesOf } from "@/lib/intake/proof/sites/queries";
import { siteStamp } from "@/lib/intake/pulling/site-time";
import { lockSource } from "@/lib/intake/sources/queries";
import { organisation } from "@/lib/settings/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { AskProofInput } from "@/lib/intake/proof/schema";

/** After this a question that got no answer was killed with its process. */
const STALE_MS = 3_600_000;

/** Has a source's site asked what it had, and that compared with what arrived. */
export async function askProof(ctx: Ctx, input: AskProofInput): Promise<{ reconciliationId: string }> {
  authorize(ctx, "intake.manage");
  const { sourceId, fetch } = input;
  const { timeZone } = await organisation();
  const usual = lastDays(ctx.now(), timeZone, USUAL_DAYS);
  const { from = usual.from, to = usual.to } = input;
  if (from > to || addDays(from, MOST_DAYS) <= to) throw invalid({ from: "notValid" });
  const { companions, unproved } = await sitesOf(sourceId);
  const id = newId();
  await mutate(ctx, async (tx, emit) => {
    const source = await lockSource(tx, sourceId);
    const isPulled = source.kind === "pull" && source.site !== null;
    const method = isPulled ? "pull" : companions.length + unproved.length > 0 && "companion";
    if (!method) throw precondition("cannotBeProved");
    const running = { sourceId, state: "asking", askedAt: { gt: new Date(ctx.now().getTime() - STALE_MS) } };
    if ((await tx.reconciliation.count({ where: running })) > 0) throw precondition("proofRunning");
    const days = { fromDay: from, toDay: to, timeZone };
    const askedById = ctx.actor.type === "user" ? actorId(ctx.actor) : null;
    await tx.reconciliation.create({
      data: { id, sourceId, askedById, askedAt: ctx.now(), ...days, method, state: "asking" },
    });
    await enqueue(tx, reconcileJob, { reconciliationId: id, fetch });
    emit(sourceProofAsked, {
      subjectId: sourceId,
      subjectLabel: source.name,
      payload: { from, to, fetch },
      companyIds: [source.companyId],
    });
  });
  return { reconciliationId: id };
}

/** When the organisation sleeps: its sites do too. */
const NIGHT_HOUR = 3;
/** From here on a site that didn't answer is left in peace until the next night. */
const NOON = 12;

/**
 * From the organisation's night on, every site that can be asked is asked once a day; a server that slept asks later. One
 * that doesn't answer is asked again with each look until noon.
 */
export async function askNightly(now: Date): Promise<number> {
  const { timeZone } = await organisation();
  const hour = Number(siteStamp(now, timeZone).slice(11, 13));
  if (hour < NIGHT_HOUR) return 0;
  const { from, to: today } = lastDays(now, timeZone, USUAL_DAYS);
  const [begun] = momentsOf({ from: today, to: today, timeZone });
  const [weekBegun] = momentsOf({ from, to: today, timeZone });
  const isRunning = { state: "asking", askedAt: { gt: new Date(now.getTime() - STALE_MS) } };
  const isEnough = hour < NOON && { OR: [{ state: "done" }, isRunning] };
  const sources = await database().source.findMany({
    where: {
      active: true,
      kind: { in: ["webhook", "pull"] },
      // What was set up today is still being read for the first time.
      createdAt: { lt: begun },
      reconciliations: { none: { askedById: null, askedAt: { gte: begun }, ...isEnough } },
    },
    select: { id: true, kind: true, siteId: true, reconciliations: longOnes({ weekBegun, begun, from }) },
  });
  let count = 0;
  for (const { id, kind, siteId, reconciliations } of sources) {
    if (!(kind === "pull" && siteId) && !(await isAskable(id))) continue;
    const long = reconciliations.length === 0 && { from: addDays(today, 1 - MOST_DAYS), to: today };
    try {
      await askProof(systemCtx("proof", { now: () => now }), { sourceId: id, fetch: false, ...long });
      count += 1;
    } catch (error) {
      // Somebody asks it at this moment; that holds up no other.
      if (!(error instanceof Outcome)) throw error;
    }
  }
  return count;
}

/** Also where no site has the source's secret: that is what has to be said. */
async function isAskable(sourceId: string): Promise<boolean> {
  const { companions, unproved } = await sitesOf(sourceId);
  return companions.length + unproved.length > 0;
}

type Since = { weekBegun: Date; begun: Date; from: string };

/**
 * What was asked of the longest span this week and answered, or today and not: then a week's is asked, which is better than
 * none. Its first day is long before the week's.
 */
function longOnes({ weekBegun, begun, from }: Since) {
  const when = [{ askedAt: { gte: weekBegun }, state: { not: "failed" } }, { askedAt: { gte: begun } }];
  return { where: { askedById: null, fromDay: { lt: addDays(from, -USUAL_DAYS) }, OR: when }, take: 1 };
}
