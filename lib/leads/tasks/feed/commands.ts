import { forbidden, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { newToken } from "@/lib/core/token";
import { userFeedEnded, userFeedMade } from "@/lib/leads/tasks/events";
import type { Ctx, UserActor } from "@/lib/core/ctx";

/** An address for one's calendar program, shown once; the one before ends. */
export async function makeFeed(ctx: Ctx): Promise<{ token: string }> {
  const actor = requireUser(ctx);
  return mutate(ctx, async (tx, emit) => {
    const { token, hash } = newToken();
    const data = { tokenHash: hash, createdAt: ctx.now(), readAt: null };
    await tx.taskFeed.upsert({ where: { userId: actor.id }, create: { userId: actor.id, ...data }, update: data });
    emit(userFeedMade, { ...about(actor), payload: {} });
    return { token };
  });
}

/** Whoever has the address reads nothing any more. */
export async function endFeed(ctx: Ctx): Promise<void> {
  const actor = requireUser(ctx);
  await mutate(ctx, async (tx, emit) => {
    const { count } = await tx.taskFeed.deleteMany({ where: { userId: actor.id } });
    if (count === 0) throw precondition("unchanged");
    emit(userFeedEnded, { ...about(actor), payload: {} });
  });
}

function requireUser({ actor }: Ctx): UserActor {
  if (actor.type !== "user") throw forbidden();
  return actor;
}

function about({ id, name, companyIds }: UserActor) {
  return { subjectId: id, subjectLabel: name, companyIds: [...companyIds] };
}
