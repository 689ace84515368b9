import { database } from "@/lib/core/db";
import { forbidden } from "@/lib/core/errors";
import type { Ctx } from "@/lib/core/ctx";
import type { ArrangeInput } from "@/lib/leads/list/arrangement/schema";

/** Keeps which columns one wants, in which order and how wide. The last arrangement counts, from whichever device. */
export async function arrangeColumns(ctx: Ctx, { columns }: ArrangeInput): Promise<void> {
  await arrange(ctx, { columns });
}

/** In which order one's views stand. */
export async function orderViews(ctx: Ctx, { ids }: { ids: string[] }): Promise<void> {
  await arrange(ctx, { views: ids });
}

async function arrange(ctx: Ctx, data: { columns: string } | { views: string[] }): Promise<void> {
  if (ctx.actor.type !== "user") throw forbidden();
  const userId = ctx.actor.id;
  await database().listArrangement.upsert({ where: { userId }, create: { userId, ...data }, update: data });
}
