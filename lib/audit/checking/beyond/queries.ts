import { MOST_FINDINGS } from "@/lib/audit/schema";
import { database } from "@/lib/core/db";
import type { Link } from "@/lib/audit/checking/queries";
import type { Finding } from "@/lib/audit/schema";

type Row = { seq: string; name: string; subject: string; at: Date };

// Whatever this statement sees was written by a transaction that is over, and so has a lower number than the next.
const BEYOND = `
  select seq::text, name, "subjectLabel" as subject, "recordedAt" as at
    from "Event" where xid >= pg_snapshot_xmax(pg_current_snapshot()) order by xid, seq limit ${MOST_FINDINGS}`;

/** Events behind which nothing could ever be sealed: of transactions that there weren't, or all of them in a new database. */
export async function beyondFindings(last: Link): Promise<Finding[]> {
  const [now] = await database().$queryRawUnsafe<{ next: string }[]>(
    "select pg_snapshot_xmax(pg_current_snapshot())::text as next",
  );
  if (now && last.toXid >= BigInt(now.next)) return [{ kind: "renumbered", seal: String(last.number) }];
  const rows = await database().$queryRawUnsafe<Row[]>(BEYOND);
  return rows.map(({ at, ...row }) => ({ kind: "beyond", ...row, at: at.toISOString() }));
}
