import { openRequests } from "@/lib/users/requests/room/queries";
import { MOST_OPEN } from "@/lib/users/requests/schema";
import type { Tx } from "@/lib/core/db";

/** Of one network, an office's too; the throttle lets twenty an hour through. */
const MOST_OF_SENDER = 50;

// Whoever sent most loses first, and of theirs the oldest. What somebody confirmed from their mailbox stays.
const GIVE_WAY = `
  delete from "AccessRequest" where id = (
    select id from "AccessRequest"
     where state in ('unconfirmed', 'waiting') and "confirmedAt" is null and ($1::text is null or sender = $1::text)
     order by count(*) over (partition by sender) desc, "createdAt", id limit 1)`;

/**
 * Room for one more from this sender; answers whether there is. Where there are too many, of one network or of all, one that
 * nobody confirmed gives way: so a flood drives out itself, and shuts the door to nobody else.
 */
export async function makeRoom(tx: Tx, now: Date, sender: string): Promise<boolean> {
  const open = openRequests(now);
  const own = sender === "" ? 0 : await tx.accessRequest.count({ where: { AND: [open, { sender }] } });
  if (own >= MOST_OF_SENDER) return (await tx.$executeRawUnsafe(GIVE_WAY, sender)) > 0;
  if ((await tx.accessRequest.count({ where: open })) < MOST_OPEN) return true;
  return (await tx.$executeRawUnsafe(GIVE_WAY, null)) > 0;
}
