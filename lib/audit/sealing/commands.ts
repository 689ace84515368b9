import { leavesHash, orderHash, sealHash, sealSignature } from "@/lib/audit/seal";
import { database } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import type { Tx } from "@/lib/core/db";

/** Events under one seal. What is wrong is told row by row anyhow; so many take a few milliseconds. */
const BATCH = 1000;
/** A quiet installation would else have a seal for each event. */
const WAIT_MS = 30_000;

/** In the order in which transactions began to write, and none of them while an earlier one is still running: as consumers read. */
const UNSEALED = `
  select seq, xid::text::bigint as xid, "recordedAt" as "recordedAt", event_hash(e) as hash
    from "Event" e
   where (xid, seq) > ($1::text::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
   order by xid, seq
   limit $3`;

const WAITING = `
  select min("recordedAt") as since, count(*)::int as events
    from (select "recordedAt" from "Event"
           where (xid, seq) > ($1::text::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
           order by xid, seq limit $3) waiting`;

type Waiting = { since: Date | null; events: number };
type Row = { seq: bigint; xid: bigint; recordedAt: Date; hash: Uint8Array };
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
    await write(tx, last, await tx.$queryRawUnsafe<Row[]>(UNSEALED, ...after));
    return isFull;
  };
  return database().$transaction(work, { maxWait: 10_000, timeout: 60_000 });
}

async function write(tx: Tx, last: End, rows: Row[]): Promise<void> {
  const sealedAt = new Date();
  const seqs = rows.map(({ seq }) => seq);
  const hashes = Buffer.concat(rows.map(({ hash }) => hash));
  const newest = rows.at(-1) ?? { xid: last.toXid, seq: last.toSeq };
  const recorded = Math.max(last.latestAt.getTime(), ...rows.map(({ recordedAt }) => recordedAt.getTime()));
  const batch = {
    number: last.number + 1n,
    fromXid: last.toXid,
    fromSeq: last.toSeq,
    toXid: newest.xid,
    toSeq: newest.seq,
    events: rows.length,
    // What says that it comes from the future is found, and mustn't make all others seem late.
    latestAt: new Date(Math.max(last.latestAt.getTime(), Math.min(recorded, sealedAt.getTime()))),
    sealedAt,
  };
  const previous = Buffer.from(last.hash).toString("hex");
  const hash = sealHash({ ...batch, previous, order: orderHash(seqs), leaves: leavesHash(hashes) });
  const signature = sealSignature(hash, env().DATA_KEY);
  await tx.auditSeal.create({
    data: {
      ...batch,
      seqs,
      hashes,
      previous: Buffer.from(previous, "hex"),
      hash: Buffer.from(hash, "hex"),
      signature: Buffer.from(signature, "hex"),
    },
  });
}
