import { NO_LINK } from "@/lib/audit/checking/queries";
import { lastSeal } from "@/lib/audit/sealing/queries";
import { database, pool } from "@/lib/core/db";

/** So many take some minutes. */
const MOST_RAISED = 100_000_000n;
/** At a time, with a word between. */
const STEP = 10_000_000n;
/** What wasn't sealed yet is no further behind the last seal; what is was put there by somebody else. */
const UNSEALED = 1_000_000n;

const BEHIND = `
  select greatest($1::bigint, (select max(xid::text::bigint) from (
           select xid from "Event" where xid <= ($1::bigint + ${UNSEALED})::text::xid8 order by xid desc limit 1) e)) + 1
         - pg_snapshot_xmax(pg_current_snapshot())::text::bigint as missing`;

/**
 * A database that was filled from a dump numbers its transactions anew, while events are read and sealed in their order: what
 * happened now would lie before what is sealed already, and be neither sealed nor passed on. So its numbers are used up until
 * they have passed those of the log, before anything is written. Answers how many those were.
 */
export async function raiseNumbers(most = MOST_RAISED, say: (text: string) => void = () => undefined): Promise<bigint> {
  const last = (await lastSeal(database())) ?? NO_LINK;
  const [row] = await database().$queryRawUnsafe<{ missing: bigint }[]>(BEHIND, last.toXid);
  const missing = row?.missing ?? 0n;
  if (missing <= 0n) return 0n;
  if (missing > most) {
    throw new Error(
      `The database was filled from a dump, and numbers its transactions ${missing} lower than its event log. Raise them first: see docs/operating.md, The audit log.`,
    );
  }
  say(
    `The database was filled from a dump: ${missing} transaction numbers are used up, to pass those of the event log.`,
  );
  const client = await pool().connect();
  try {
    await client.query("set synchronous_commit = off");
    for (let left = missing; left > 0n; left -= STEP) {
      const count = left < STEP ? left : STEP;
      await client.query(
        `do $$ begin for n in 1..${count} loop perform pg_current_xact_id(); commit; end loop; end $$`,
      );
    }
  } finally {
    // With what was set on it, nobody else gets it.
    client.release(true);
  }
  return missing;
}
