import { leavesHash, orderHash, sealHash, sealSignature } from "@/lib/audit/seal";
import { database } from "@/lib/core/db";
import { env } from "@/lib/core/env";
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
    from (select seq, xid, "recordedAt", event_hash(e) as hash from "Event" e ${NEXT}) batch`;

const WRITE = `
  insert into "AuditSeal" (number, "fromXid", "fromSeq", "toXid", "toSeq", events, seqs, hashes, "latestAt", "sealedAt", previous, hash, signature)
  values ($1, $2, $3, $4, $5, $6, string_to_array($7, ',')::bigint[], $8, $9::timestamptz, $10::timestamptz, decode($11, 'hex'),
          decode($12, 'hex'), decode($13, 'hex'))`;

type Waiting = { since: Date | null; events: number };
type Batch = { events: number; seqs: string; hashes: Uint8Array; recordedAt: Date; toXid: bigint; toSeq: bigint };
type End = { number: bigint; toXid: bigint; toSeq: bigint; latestAt: Date; hash: Uint8Array };

const end = { number: true, toXid: true, toSeq: true, latestAt: true, hash: true } as const;
const BEGINNING: End = {
  number: 0n,
  toXid: 0n,
  toSeq: 0n,
  latestAt: new Date(0),
  hash: new Uint8Array(),
};

/**
 * Seals the next batch of what was committed, if no other process is about it. Nothing of this is part of anybody's
 * transaction: whoever writes events never waits for a seal. Answers true while there may be more.
 */
export async function sealNext(options: { atOnce: boolean } = { atOnce: false }): Promise<boolean> {
  const work = async (tx: Tx) => {
    const [lock] = await tx.$queryRawUnsafe<{ mine: boolean }[]>(
      "select pg_try_advisory_xact_lock(hashtext('audit seals')) as mine",
    );
    if (!lock?.mine) return false;
    const last = (await tx.auditSeal.findFirst({ orderBy: { number: "desc" }, select: end })) ?? BEGINNING;
    const after = [String(last.toXid), last.toSeq, BATCH] as const;
    const [waiting] = await tx.$queryRawUnsafe<Waiting[]>(WAITING, ...after);
    if (!waiting?.since) return false;
    const isFull = waiting.events === BATCH;
    if (!isFull && !options.atOnce && Date.now() - waiting.since.getTime() < WAIT_MS) return false;
    const [batch] = await tx.$queryRawUnsafe<Batch[]>(UNSEALED, ...after);
    if (batch) await write(tx, last, batch);
    return isFull;
  };
  return database().$transaction(work, { maxWait: 10_000, timeout: 60_000 });
}

async function write(tx: Tx, last: End, { events, seqs, hashes, recordedAt, toXid, toSeq }: Batch): Promise<void> {
  const sealedAt = new Date();
  const batch = {
    number: last.number + 1n,
    fromXid: last.toXid,
    fromSeq: last.toSeq,
    toXid,
    toSeq,
    events,
    // What says that it comes from the future is found, and mustn't make all others seem late.
    latestAt: new Date(Math.max(last.latestAt.getTime(), Math.min(recordedAt.getTime(), sealedAt.getTime()))),
    sealedAt,
    previous: Buffer.from(last.hash).toString("hex"),
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
}
