import { EVENT_HASH } from "@/lib/audit/hash-sql";
import { isInChain } from "@/lib/audit/head/queries";
import { rowFindings, WITHIN } from "@/lib/audit/checking/rows/queries";
import { SEAL, sealFault } from "@/lib/audit/sealing/queries";
import { database } from "@/lib/core/db";
import type { Span } from "@/lib/audit/checking/rows/queries";
import type { Seal } from "@/lib/audit/sealing/queries";
import type { Finding } from "@/lib/audit/schema";

/** A transaction may have been at it for so long before it was committed, and a clock be set back a little. */
const LATE_MS = 3_600_000;
/** Seals at a time: twenty thousand events, some hundred milliseconds of the database, and hardly any memory here. */
const GROUP = 20;

/** As the rows are now. */
type Digest = Seal & {
  found: number;
  foundOrder: string | null;
  foundLeaves: string | null;
  earliest: Date | null;
  latest: Date | null;
};

// Nothing but digests leaves the database for what is whole. The rows between two seals' ends are read by the index on (xid, seq).
const DIGESTS = `
  select ${SEAL}, r.found, r."foundOrder", r."foundLeaves", r.earliest, r.latest
    from (select * from "AuditSeal" where number > $1 and number <= $2 order by number limit ${GROUP}) s
   cross join lateral (
     select count(*)::int as found,
            encode(pg_catalog.sha256(pg_catalog.convert_to(string_agg(e.seq::text, ',' order by e.xid, e.seq), 'UTF8')), 'hex') as "foundOrder",
            encode(pg_catalog.sha256(string_agg(${EVENT_HASH}, ''::bytea order by e.xid, e.seq)), 'hex') as "foundLeaves",
            min(e."recordedAt") as earliest, max(e."recordedAt") as latest
       from "Event" e where ${WITHIN}) r
   order by s.number`;

/** The end of a seal, which the next has to begin with. */
export type Link = Pick<Seal, "number" | "toXid" | "toSeq" | "latestAt" | "hash">;
export const NO_LINK: Link = { number: 0n, toXid: 0n, toSeq: 0n, latestAt: new Date(0), hash: "" };

/**
 * How far a walk along the chain is: the last seal of this installation, the row that was looked at last, and the number that
 * comes next. Numbers that a foreign seal took aren't missing, and what is far behind the chain is no gap in it.
 */
export type Place = { last: Link; row: Link; next: bigint };
export type Compared = Place & {
  isEnd: boolean;
  events: number;
  erased: number;
  dropped: number;
  findings: Finding[];
};

/** The next seals and the events under them, as they should be and as they are. Only what is there is walked along. */
export async function compareSeals(place: Place, to: bigint): Promise<Compared> {
  const rows = await database().$queryRawUnsafe<Digest[]>(DIGESTS, place.row.number, to);
  const isEnd = rows.length < GROUP;
  const compared: Compared = { ...place, isEnd, events: 0, erased: 0, dropped: 0, findings: [] };
  for (const seal of rows) {
    const seen = String(seal.number);
    const fault = sealFault(seal);
    compared.events += seal.found;
    if (fault) {
      compared.findings.push({ kind: fault, seal: seen });
      if (seal.number === compared.next) compared.next += 1n;
    } else {
      const { next } = compared;
      const gap = String(next) + (next < seal.number - 1n ? `-${seal.number - 1n}` : "");
      if (next < seal.number) compared.findings.push({ kind: "sealMissing", seal: gap });
      else if (!follows(seal, compared)) compared.findings.push({ kind: "sealChanged", seal: seen });
      compared.next = seal.number + 1n;
    }
    // What a changed or foreign seal says of its rows is worth nothing, unless it was only its signature that was changed.
    const span = spanOf(seal, compared.last);
    if (fault !== "sealChanged" && !isAsSealed(seal, span) && (fault === undefined || follows(seal, compared))) {
      const { findings, erased, dropped } = await rowFindings(seal, span);
      compared.findings.push(...findings);
      compared.erased += erased;
      compared.dropped += dropped;
    }
    compared.row = seal;
    if (!fault) compared.last = seal;
  }
  return compared;
}

/** Behind the last seal that is one; where that was made unrecognizable afterwards, behind what is left of it. */
function follows(seal: Seal, { last, row }: Pick<Place, "last" | "row">): boolean {
  return [last, row].some(
    ({ hash, toXid, toSeq }) => seal.previous === hash && seal.fromXid === toXid && seal.fromSeq === toSeq,
  );
}

function spanOf({ sealedAt }: Seal, { latestAt }: Link): Span {
  return { earliest: new Date(latestAt.getTime() - LATE_MS), latest: new Date(sealedAt.getTime() + LATE_MS) };
}

function isAsSealed(seal: Digest, span: Span): boolean {
  const { found, events, foundLeaves, leaves, foundOrder, order, earliest, latest } = seal;
  const isDated = (earliest === null || earliest >= span.earliest) && (latest === null || latest <= span.latest);
  return found === events && foundLeaves === leaves && foundOrder === order && isDated;
}

/** Whether `number:hash`, as an earlier verification told it, is still a seal of this chain. */
export async function isKnownHead(told: string): Promise<boolean> {
  const [, number, hash] = /^(\d{1,18}):([\da-f]{64})$/.exec(told) ?? [];
  return number !== undefined && hash !== undefined && isInChain({ number, hash });
}
