import { actorOfReader } from "@/lib/auth/queries";
import { systemCtx } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { tokenHash } from "@/lib/core/token";
import { calendarOf } from "@/lib/leads/tasks/feed/ics";
import { tasksForFeed } from "@/lib/leads/tasks/queries";
import type { Ctx } from "@/lib/core/ctx";

/** Whether one's tasks can be read by a calendar program, and since when. */
export async function feedOf(ctx: Ctx): Promise<{ createdAt: string } | null> {
  if (ctx.actor.type !== "user") return null;
  const feed = await reader(ctx).taskFeed.findUnique({ where: { userId: ctx.actor.id } });
  return feed && { createdAt: feed.createdAt.toISOString() };
}

/**
 * The calendar at an address: its owner's open tasks, with no more of a lead than they see by now. Nothing for an address
 * that ended, or whose owner was deactivated or owes a second factor.
 */
export async function calendarAt(token: string, baseUrl: string, now: Date): Promise<string | null> {
  const feed = await reader({}).taskFeed.findUnique({ where: { tokenHash: tokenHash(token) } });
  const actor = feed ? await actorOfReader(feed.userId) : undefined;
  if (!actor) return null;
  const ctx = systemCtx("feed", { actor, now: () => now });
  return calendarOf(await tasksForFeed(ctx, actor.id), { baseUrl, now, locale: actor.locale });
}
