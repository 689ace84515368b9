import { actorId, authorize } from "@/lib/core/ctx";
import { notFound } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { sourceSiteAskedAgain, sourceSiteLeft } from "@/lib/intake/events";
import { homeOf } from "@/lib/intake/home-address";
import { sitesOf } from "@/lib/intake/proof/sites/queries";
import { lockSource } from "@/lib/intake/sources/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { SetFormerInput } from "@/lib/intake/proof/schema";

/**
 * Says of one of several sites that it is no more: it isn't asked until it sends again, and what it lacks can't be fetched.
 * Or takes that back.
 */
export async function setFormer(ctx: Ctx, { sourceId, site, former }: SetFormerInput): Promise<void> {
  authorize(ctx, "intake.manage");
  const home = homeOf(site);
  const { companions, unproved } = await sitesOf(sourceId);
  const known = [...companions.map((one) => one.home), ...unproved.map(homeOf)];
  await mutate(ctx, async (tx, emit) => {
    const source = await lockSource(tx, sourceId);
    // A source whose only site is away can't be proved, and says so.
    if (former && (known.length < 2 || !known.includes(home))) throw notFound();
    if (former) {
      const said = { leftAt: ctx.now(), leftById: ctx.actor.type === "user" ? actorId(ctx.actor) : null };
      const where = { sourceId_home: { sourceId, home } };
      await tx.formerSite.upsert({ where, create: { sourceId, home, ...said }, update: said });
    } else {
      const { count } = await tx.formerSite.deleteMany({ where: { sourceId, home } });
      if (count === 0) throw notFound();
    }
    emit(former ? sourceSiteLeft : sourceSiteAskedAgain, {
      subjectId: sourceId,
      subjectLabel: source.name,
      payload: { site: home },
      companyIds: [source.companyId],
    });
  });
}
