import { authorize } from "@/lib/core/ctx";
import { database, reader } from "@/lib/core/db";
import { confirmableSince } from "@/lib/users/requests/queries";
import { MOST_OPEN } from "@/lib/users/requests/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Prisma } from "@/lib/core/prisma/client";

/** What nobody confirmed in time takes nobody's place. */
export const openRequests = (now: Date): Prisma.AccessRequestWhereInput => ({
  OR: [{ state: "waiting" }, { state: "unconfirmed", createdAt: { gt: confirmableSince(now) } }],
});

/** Whether there are as many as are kept, so that each further one takes another's place. */
export async function areCrowded(ctx: Ctx): Promise<boolean> {
  authorize(ctx, "user.manage");
  return (await reader(ctx).accessRequest.count({ where: openRequests(ctx.now()) })) >= MOST_OPEN;
}

/** Whether all of them were confirmed from their mailboxes, and none of them gives way any more. */
export async function areFull(): Promise<boolean> {
  const where = { state: "waiting", confirmedAt: { not: null } };
  return (await database().accessRequest.count({ where })) >= MOST_OPEN;
}
