import { actorId, authorize } from "@/lib/core/ctx";
import { notFound } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { sourceMissingGivenUp, sourceMissingLookedFor } from "@/lib/intake/events";
import { lockSource } from "@/lib/intake/sources/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { SetLostInput } from "@/lib/intake/proof/schema";

/** Says of missing submissions that they won't come any more, or takes that back; what has come meanwhile is left alone. */
export async function setLost(ctx: Ctx, { sourceId, missingIds, lost }: SetLostInput): Promise<void> {
  authorize(ctx, "intake.manage");
  await mutate(ctx, async (tx, emit) => {
    const source = await lockSource(tx, sourceId);
    const which = { sourceId, id: { in: missingIds }, arrivedAt: null };
    const rows = await tx.missingEntry.findMany({
      where: { ...which, lostAt: lost ? null : { not: null } },
      select: { id: true, externalId: true },
    });
    if (rows.length === 0) throw notFound();
    await tx.missingEntry.updateMany({
      where: { id: { in: rows.map(({ id }) => id) } },
      data: { lostAt: lost ? ctx.now() : null, lostById: lost ? actorId(ctx.actor) : null },
    });
    emit(lost ? sourceMissingGivenUp : sourceMissingLookedFor, {
      subjectId: sourceId,
      subjectLabel: source.name,
      payload: { count: rows.length, entries: rows.map(({ externalId }) => externalId) },
      companyIds: [source.companyId],
    });
  });
}
