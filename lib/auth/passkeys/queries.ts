import { enteredLongAgo } from "@/lib/auth/second-factor/queries";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import type { PasskeysView } from "@/lib/auth/passkeys/schema";
import type { Ctx } from "@/lib/core/ctx";

/** One's own passkeys, the newest first. */
export async function ownPasskeys(ctx: Ctx): Promise<PasskeysView> {
  const { actor } = ctx;
  if (actor.type !== "user") throw notFound();
  const [keys, asksCode, isLongAgo] = await Promise.all([
    reader(ctx).passkey.findMany({
      where: { userId: actor.id },
      orderBy: { createdAt: "desc" },
      select: { id: true, name: true, host: true, createdAt: true, lastUsedAt: true },
    }),
    reader(ctx).secondFactor.count({ where: { userId: actor.id } }),
    enteredLongAgo(ctx, actor.sessionId),
  ]);
  return {
    keys: keys.map((key) => ({
      ...key,
      createdAt: key.createdAt.toISOString(),
      lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    })),
    asksCode: asksCode > 0,
    asksPassword: asksCode > 0 || isLongAgo,
  };
}
