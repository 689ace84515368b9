import { database } from "@/lib/core/db";
import { readAssignment } from "@/lib/assignment/rules/queries";
import type { Tx } from "@/lib/core/db";

/** What ended longer ago says little of how somebody works now. */
const DAYS = 365;
const DAY_MS = 86_400_000;

const COUNT = `
  insert into "PastResult" ("leadTypeId", "userId", won, lost)
  select l."leadTypeId", l."ownerId", count(*) filter (where s.outcome = 'won'), count(*) filter (where s.outcome = 'lost')
    from "Lead" l join "Status" s on s.id = l."statusId" and s.outcome in ('won', 'lost')
   where l."ownerId" is not null and l."statusChangedAt" >= $1::timestamptz
   group by 1, 2
  on conflict ("leadTypeId", "userId") do update set won = excluded.won, lost = excluded.lost`;

/** Whom nothing waits for: they got an owner by hand some time ago. */
const FORGET = `
  delete from "WaitingLead" w using "Lead" l
   where l.id = w."leadId" and l."ownerId" is not null and l."lastActivityAt" < $1::timestamptz`;

/**
 * How the leads of each type ended in the last year, by whom they belonged to then and do now. Those that weren't enquiries
 * at all (disqualified) are nobody's merit or fault. Counted once an hour, since it reads every closed lead.
 */
export async function countResults(now: Date): Promise<void> {
  await database().$executeRawUnsafe(FORGET, new Date(now.getTime() - DAY_MS));
  const { rules } = await readAssignment(database());
  if (!rules.some(({ method }) => method === "bestResult")) return;
  await database().$transaction((tx) => countAnew(tx, now), { timeout: 60_000 });
}

/** The same in the transaction that first asks for it. */
export async function countAnew(tx: Tx, now: Date): Promise<void> {
  await tx.pastResult.deleteMany();
  await tx.$executeRawUnsafe(COUNT, new Date(now.getTime() - DAYS * DAY_MS));
}
