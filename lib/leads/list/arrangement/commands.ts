import { database } from "@/lib/core/db";
import { forbidden } from "@/lib/core/errors";
import type { Ctx } from "@/lib/core/ctx";
import type { ArrangeInput } from "@/lib/leads/list/arrangement/schema";

/** Keeps which columns one wants, in which order and how wide. The last arrangement counts, from whichever device. */
export async function arrangeColumns(ctx: Ctx, { columns }: ArrangeInput): Promise<void> {
  if (ctx.actor.type !== "user") throw forbidden();
  const userId = ctx.actor.id;
  await database().listArrangement.upsert({
    where: { userId },
    create: { userId, columns },
    update: { columns },
  });
}
