import { writeToManagers } from "@/lib/intake/watching/alarms/commands";
import { failingLetter } from "@/lib/intake/watching/letters";
import type { Tx } from "@/lib/core/db";
import type { SiteTrouble } from "@/lib/intake/proof/schema";
import type { Reconciliation, Source } from "@/lib/core/prisma/client";

/** A site that is away for a night is nobody's news. */
const NIGHTS = 3;

const UNANSWERED = `
  select count(distinct ("askedAt" at time zone $2)::date)::int as nights, min("askedAt") as since
    from "Reconciliation"
   where "sourceId" = $1::uuid and "askedById" is null and state = 'failed' and "askedAt" > coalesce(
     (select max("askedAt") from "Reconciliation" where "sourceId" = $1::uuid and state = 'done'), '-infinity')`;

type Run = Reconciliation & { source: Source };
type End = { state: string; troubles: SiteTrouble[] };

/** Whoever manages intake is written to once where a site doesn't answer for nights; an answer ends it. */
export async function noteAnswer(tx: Tx, { sourceId, source, askedById, timeZone }: Run, end: End): Promise<void> {
  if (end.state === "done") {
    await tx.source.updateMany({ where: { id: sourceId, proofToldAt: { not: null } }, data: { proofToldAt: null } });
    return;
  }
  if (askedById !== null) return;
  const [row] = await tx.$queryRawUnsafe<{ nights: number; since: Date | null }[]>(UNANSWERED, sourceId, timeZone);
  if (!row?.since || row.nights < NIGHTS) return;
  // That nothing can be fetched was written about already.
  const where = { id: sourceId, proofToldAt: null, pullToldAt: null };
  const { count } = await tx.source.updateMany({ where, data: { proofToldAt: new Date() } });
  if (count === 0) return;
  const { troubles } = end;
  const failing = { sourceId, source: source.name, kind: "proof", since: row.since, troubles } as const;
  await writeToManagers(tx, new Date(), "failing", (to) => failingLetter(failing, to));
}
