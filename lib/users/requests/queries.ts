import { authorize } from "@/lib/core/ctx";
import { database, reader } from "@/lib/core/db";
import { tokenHash } from "@/lib/core/token";
import { CONFIRM_DAYS } from "@/lib/users/requests/schema";
import { fullName } from "@/lib/users/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { RequestView } from "@/lib/users/requests/schema";

const DAY_MS = 86_400_000;
const SHOWN = 200;

/** Whether people without an account may ask for one. */
export async function takesRequests(): Promise<boolean> {
  const row = await database().organisation.findUnique({ where: { id: 1 }, select: { takesRequests: true } });
  return row?.takesRequests ?? false;
}

/** What waits for whoever may make users, oldest first. */
export async function waitingRequests(ctx: Ctx): Promise<RequestView[]> {
  authorize(ctx, "user.manage");
  const rows = await reader(ctx).accessRequest.findMany({
    where: { state: "waiting" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: SHOWN,
  });
  const senders = rows.map(({ sender }) => sender).filter((sender) => sender !== "");
  const shared = [...new Set(senders.filter((sender, at) => senders.indexOf(sender) !== at))];
  return rows.map((row) => ({
    id: row.id,
    name: fullName(row),
    email: row.email,
    message: row.message,
    createdAt: row.createdAt.toISOString(),
    confirmed: row.confirmedAt !== null,
    network: shared.includes(row.sender) ? shared.indexOf(row.sender) : null,
  }));
}

export async function countRequests(ctx: Ctx): Promise<number> {
  authorize(ctx, "user.manage");
  return reader(ctx).accessRequest.count({ where: { state: "waiting" } });
}

/** Whose request a mail's link confirms, while it can. */
export async function requestOfLink(token: string): Promise<{ firstName: string } | undefined> {
  const row = await database().accessRequest.findUnique({
    where: { tokenHash: tokenHash(token), state: "unconfirmed", createdAt: { gt: confirmableSince(new Date()) } },
    select: { firstName: true },
  });
  return row ?? undefined;
}

export function confirmableSince(now: Date): Date {
  return new Date(now.getTime() - CONFIRM_DAYS * DAY_MS);
}
