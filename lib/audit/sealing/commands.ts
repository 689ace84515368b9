import { EVENT_HASH } from "@/lib/audit/hash-sql";
import { noteHead } from "@/lib/audit/head/commands";
import { leavesHash, orderHash, sealHash, sealSignature } from "@/lib/audit/seal";
import { lastSeal } from "@/lib/audit/sealing/queries";
import { isAlone } from "@/lib/core/alone";
import { database } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import type { Seal } from "@/lib/audit/sealing/queries";
import type { Tx } from "@/lib/core/db";

/** Events under one seal. What is wrong is told row by row anyhow; so many take a few milliseconds. */
const BATCH = 1000;
/** A quiet installation would else have a seal for each event. */
const WAIT_MS = 30_000;

/** In the order in which transactions began to write, and none of them while an earlier one is still running: as consumers read. */
const NEXT = `
   where (xid, seq) > ($1::text::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
   order by xid, seq limit $3`;

const WAITING = `
  select min("recordedAt") as since, count(*)::int as events from (select "recordedAt" from "Event" ${NEXT}) waiting`;

// One row, and not a thousand to be taken apart here and put together again.
const UNSEALED = `
  select count(*)::int as events, string_agg(seq::text, ',' order by xid, seq) as seqs,
         string_agg(hash, ''::bytea order by xid, seq) as hashes, max("recordedAt") as "recordedAt",
         (array_agg(xid::text::bigint order by xid desc, seq desc))[1] as "toXid", (array_agg(seq order by xid desc, seq desc))[1] as "toSeq"
    from (select seq, xid, "recordedAt", ${EVENT_HASH} as hash from "Event" e ${NEXT}) batch`;

/** The next number that nobody took: what somebody else put into the chain mustn't keep it from going on. */
const FREE = `
  with recursive taken(number) as (
    select $1::bigint union all select s.number from taken t join "AuditSeal" s on s.number = t.number + 1)
  select max(number) + 1 as number from taken`;

const WRITE = `
  insert into "AuditSeal" (number, "fromXid", "fromSeq", "toXid", "toSeq", events, seqs, hashes, "latestAt", "sealedAt", previous, hash, signature)
  values ($1, $2, $3, $4, $5, $6, string_to_array($7, ',')::bigint[], $8, $9::timestamptz, $10::timestamptz, decode($11, 'hex'),
          decode($12, 'hex'), decode($13, 'hex'))`;

type Waiting = { since: Date | null; events: number };
type Batch = { events: number; seqs: string; hashes: Uint8Array; recordedAt: Date; toXid: bigint; toSeq: bigint };
type End = Pick<Seal, "number" | "toXid" | "toSeq" | "latestAt" | "hash">;

const BEGINNING: End = { number: 0n, toXid: 0n, toSeq: 0n, latestAt: new Date(0), hash: "" };

/**
 * Seals the next batch of what was committed, if no other process is about it. Nothing of this is part of anybody's
 * transaction: whoever writes events never waits for a seal. Answers true while there may be more.
 */
export async function sealNext(options: { atOnce: boolean } = { atOnce: false }): Promise<boolean> {
  const work = async (tx: Tx) => {
    if (!(await isAlone(tx, "audit seals"))) return { isMore: false };
    const last = (await lastSeal(tx)) ?? BEGINNING;
    const after = [String(last.toXid), last.toSeq, BATCH] as const;
    const [waiting] = await tx.$queryRawUnsafe<Waiting[]>(WAITING, ...after);
    if (!waiting?.since) return { isMore: false };
    const isFull = waiting.events === BATCH;
    if (!isFull && !options.atOnce && Date.now() - waiting.since.getTime() < WAIT_MS) return { isMore: false };
    const [batch] = await tx.$queryRawUnsafe<Batch[]>(UNSEALED, ...after);
    return { isMore: isFull, ...(batch && { head: await write(tx, last, batch) }) };
  };
  const { isMore, head } = await database().$transaction(work, { maxWait: 10_000, timeout: 60_000 });
  if (head) await noteHead(head);
  return isMore;
}

async function write(tx: Tx, last: End, { events, seqs, hashes, recordedAt, toXid, toSeq }: Batch) {
  const sealedAt = new Date();
  const [free] = await tx.$queryRawUnsafe<{ number: bigint }[]>(FREE, last.number);
  const batch = {
    number: free?.number ?? last.number + 1n,
    fromXid: last.toXid,
    fromSeq: last.toSeq,
    toXid,
    toSeq,
    events,
    // What says that it comes from the future is found, and mustn't make all others seem late.
    latestAt: new Date(Math.max(last.latestAt.getTime(), Math.min(recordedAt.getTime(), sealedAt.getTime()))),
    sealedAt,
    previous: last.hash,
  };
  const hash = sealHash({ ...batch, order: orderHash(seqs), leaves: leavesHash(hashes) });
  await tx.$executeRawUnsafe(
    WRITE,
    ...[batch.number, batch.fromXid, batch.fromSeq, batch.toXid, batch.toSeq, batch.events, seqs, hashes],
    ...[
      batch.latestAt.toISOString(),
      sealedAt.toISOString(),
      batch.previous,
      hash,
      sealSignature(hash, env().DATA_KEY),
    ],
  );
  return { number: String(batch.number), hash };
}
