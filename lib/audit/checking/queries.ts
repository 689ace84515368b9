import { createHash } from "node:crypto";
import { inRanges } from "@/lib/audit/ranges";
import { sealHash, sealSignature } from "@/lib/audit/seal";
import { database } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { originIdOf } from "@/lib/core/from-where";
import type { Finding } from "@/lib/audit/schema";
import type { FromWhere } from "@/lib/core/from-where";

/** A transaction may have been at it for so long before it was committed, and a clock be set back a little. */
const LATE_MS = 3_600_000;
const HASH_BYTES = 32;

type Digest = {
  number: bigint;
  fromXid: bigint;
  fromSeq: bigint;
  toXid: bigint;
  toSeq: bigint;
  events: number;
  latestAt: Date;
  sealedAt: Date;
  previous: string;
  hash: string;
  signature: string;
  order: string;
  leaves: string;
  /** As the rows are now. */
  found: number;
  foundOrder: string | null;
  foundLeaves: string | null;
  misdated: number;
};

// Nothing but digests leaves the database for what is whole. The rows between two seals' ends are read by the index on (xid, seq).
const DIGESTS = `
  select s.number, s."fromXid", s."fromSeq", s."toXid", s."toSeq", s.events, s."latestAt", s."sealedAt",
         encode(s.previous, 'hex') as previous, encode(s.hash, 'hex') as hash, encode(s.signature, 'hex') as signature,
         encode(sha256(convert_to(array_to_string(s.seqs, ','), 'UTF8')), 'hex') as order, encode(sha256(s.hashes), 'hex') as leaves,
         r.found, r."foundOrder", r."foundLeaves", r.misdated
    from "AuditSeal" s
    left join "AuditSeal" p on p.number = s.number - 1
   cross join lateral (
     select count(*)::int as found, encode(sha256(convert_to(string_agg(e.seq::text, ',' order by e.xid, e.seq), 'UTF8')), 'hex') as "foundOrder",
            encode(sha256(string_agg(event_hash(e), ''::bytea order by e.xid, e.seq)), 'hex') as "foundLeaves",
            count(*) filter (where e."recordedAt" < p."latestAt" - $3::int * interval '1 millisecond'
                                or e."recordedAt" > s."sealedAt" + $3::int * interval '1 millisecond')::int as misdated
       from "Event" e
      where (e.xid, e.seq) > (s."fromXid"::text::xid8, s."fromSeq") and (e.xid, e.seq) <= (s."toXid"::text::xid8, s."toSeq")) r
   where s.number between $1 and $2
   order by s.number`;

/** The end of the one before, which the next has to begin with. */
export type Link = { number: bigint; toXid: bigint; toSeq: bigint; hash: string };
export const NO_LINK: Link = { number: 0n, toXid: 0n, toSeq: 0n, hash: "" };

export type Compared = { last: Link; events: number; erased: number; dropped: number; findings: Finding[] };

/** Some seals and the events under them, as they should be and as they are. */
export async function compareSeals(before: Link, to: bigint): Promise<Compared> {
  const rows = await database().$queryRawUnsafe<Digest[]>(DIGESTS, before.number + 1n, to, LATE_MS);
  const compared: Compared = { last: before, events: 0, erased: 0, dropped: 0, findings: [] };
  for (const seal of rows) {
    for (let missing = compared.last.number + 1n; missing < seal.number; missing += 1n) {
      compared.findings.push({ kind: "sealMissing", seal: String(missing) });
    }
    const isNext = seal.number === compared.last.number + 1n;
    const wrong = sealFindings(seal, isNext ? compared.last : undefined);
    compared.findings.push(...wrong);
    compared.events += seal.found;
    // What a changed seal says of its rows is worth nothing.
    if (!wrong.some(({ kind }) => kind === "sealChanged") && !isAsSealed(seal)) {
      const { findings, erased, dropped } = await rowFindings(seal.number);
      compared.findings.push(...findings);
      compared.erased += erased;
      compared.dropped += dropped;
    }
    compared.last = { number: seal.number, toXid: seal.toXid, toSeq: seal.toSeq, hash: seal.hash };
  }
  for (let missing = compared.last.number + 1n; missing <= to; missing += 1n) {
    compared.findings.push({ kind: "sealMissing", seal: String(missing) });
    compared.last = { ...compared.last, number: missing };
  }
  return compared;
}

function isAsSealed({ found, events, foundLeaves, leaves, foundOrder, order, misdated }: Digest): boolean {
  return found === events && foundLeaves === leaves && foundOrder === order && misdated === 0;
}

function sealFindings(seal: Digest, before: Link | undefined): Finding[] {
  const about = { seal: String(seal.number) };
  const follows =
    before === undefined ||
    (seal.previous === before.hash && seal.fromXid === before.toXid && seal.fromSeq === before.toSeq);
  if (!follows || sealHash(seal) !== seal.hash) return [{ kind: "sealChanged", ...about }];
  return sealSignature(seal.hash, env().DATA_KEY) === seal.signature ? [] : [{ kind: "sealForeign", ...about }];
}

type Leaves = { seqs: bigint[]; hashes: Uint8Array };
type Row = {
  seq: bigint;
  fixed: string;
  personal: string;
  name: string;
  subjectLabel: string;
  recordedAt: Date;
  inside: boolean;
  misdated: boolean;
};

const ROWS = `
  with s as (select * from "AuditSeal" where number = $1), p as (select * from "AuditSeal" where number = $1 - 1)
  select e.seq, encode(event_fixed_hash(e), 'hex') as fixed, encode(event_personal_hash(e), 'hex') as personal, e.name, e."subjectLabel",
         e."recordedAt", true as inside,
         coalesce(e."recordedAt" < (select "latestAt" from p) - $2::int * interval '1 millisecond', false)
           or e."recordedAt" > s."sealedAt" + $2::int * interval '1 millisecond' as misdated
    from s, "Event" e
   where (e.xid, e.seq) > (s."fromXid"::text::xid8, s."fromSeq") and (e.xid, e.seq) <= (s."toXid"::text::xid8, s."toSeq")`;

// What was put elsewhere in the log by changing its transaction is there, and changed.
const ELSEWHERE = `
  select e.seq, encode(event_fixed_hash(e), 'hex') as fixed, encode(event_personal_hash(e), 'hex') as personal, e.name, e."subjectLabel",
         e."recordedAt", false as inside, false as misdated
    from "Event" e where e.seq = any($1::bigint[])`;

type Found = { findings: Finding[]; erased: number; dropped: number };

/** Which rows of a batch aren't as they were sealed, and which of these rightly so. */
async function rowFindings(number: bigint): Promise<Found> {
  const db = database();
  const leaves: Leaves = await db.auditSeal.findUniqueOrThrow({
    where: { number },
    select: { seqs: true, hashes: true },
  });
  const hashOf = new Map(
    leaves.seqs.map((seq, at) => [seq, hexOf(leaves.hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES))]),
  );
  const rows = await db.$queryRawUnsafe<Row[]>(ROWS, number, LATE_MS);
  const here = new Set(rows.map(({ seq }) => seq));
  const away = leaves.seqs.filter((seq) => !here.has(seq));
  const moved = away.length === 0 ? [] : await db.$queryRawUnsafe<Row[]>(ELSEWHERE, away);
  const there = new Set(moved.map(({ seq }) => seq));
  const gone = away.filter((seq) => !there.has(seq));
  const differing = rows.filter(
    (row) => hashOf.has(row.seq) && hashOf.get(row.seq) !== rowHash(row.fixed, row.personal),
  );
  const [erasures, isDropped] = await Promise.all([erasuresOf(differing), droppedAmong(gone)]);
  const changed = differing.filter((row) => !isErased(row, hashOf.get(row.seq) ?? "", erasures.get(row.seq) ?? []));
  const missing = gone.filter((seq) => !isDropped(seq));
  const seal = String(number);
  const told = (kind: "changed" | "added" | "misdated") => (row: Row) => ({
    kind,
    seal,
    seq: String(row.seq),
    name: row.name,
    subject: row.subjectLabel,
    at: row.recordedAt.toISOString(),
  });
  const findings: Finding[] = [
    ...[...changed, ...moved].map(told("changed")),
    ...missing.map((seq) => ({ kind: "missing" as const, seal, seq: String(seq) })),
    ...rows.filter(({ seq }) => !hashOf.has(seq)).map(told("added")),
    ...rows.filter(({ seq, misdated }) => misdated && hashOf.has(seq)).map(told("misdated")),
  ];
  return { findings, erased: differing.length - changed.length, dropped: gone.length - missing.length };
}

type Erasure = { before: string; after: string };

/** What was written down when personal values were erased from these rows, in its order. */
async function erasuresOf(rows: Row[]): Promise<Map<bigint, Erasure[]>> {
  const found = new Map<bigint, Erasure[]>();
  if (rows.length === 0) return found;
  const told = await database().$queryRawUnsafe<{ seq: string; hashes: string }[]>(
    `select asked.seq::text as seq, e.payload->'rows'->>asked.seq::text as hashes
       from "Event" e cross join unnest($1::bigint[]) asked(seq)
      where e.name = 'log.erased' and e.payload->'rows' ? asked.seq::text
      order by e.seq`,
    rows.map(({ seq }) => seq),
  );
  for (const { seq, hashes } of told) {
    const [before = "", after = ""] = hashes.split(":");
    found.set(BigInt(seq), [...(found.get(BigInt(seq)) ?? []), { before, after }]);
  }
  return found;
}

/** The rest of the row is what it was, and what took the place of its values is what the erasures say. */
function isErased(row: Row, sealed: string, erasures: Erasure[]): boolean {
  const first = erasures.findIndex(({ before }) => rowHash(row.fixed, before) === sealed);
  if (first === -1) return false;
  let now = erasures[first]?.after;
  for (const { before, after } of erasures.slice(first + 1)) if (before === now) now = after;
  return now === row.personal;
}

/** Which of these numbers went with what isn't kept any longer. */
async function droppedAmong(seqs: bigint[]): Promise<(seq: bigint) => boolean> {
  if (seqs.length === 0) return () => false;
  const first = seqs.reduce((a, b) => (a < b ? a : b));
  const last = seqs.reduce((a, b) => (a > b ? a : b));
  const told = await database().$queryRawUnsafe<{ ranges: string }[]>(
    `select payload->>'ranges' as ranges from "Event"
      where name = 'log.dropped' and (payload->>'first')::bigint <= $2 and (payload->>'last')::bigint >= $1`,
    first,
    last,
  );
  const readers = told.map(({ ranges }) => inRanges(ranges));
  return (seq) => readers.some((isIn) => isIn(seq));
}

/** Whether `number:hash`, as an earlier verification told it, is still a seal of this chain. */
export async function isKnownHead(told: string): Promise<boolean> {
  const [, number, hash] = /^(\d{1,18}):([\da-f]{64})$/.exec(told) ?? [];
  if (number === undefined || hash === undefined) return false;
  const seal = await database().auditSeal.findUnique({ where: { number: BigInt(number) }, select: { hash: true } });
  return seal !== null && hexOf(seal.hash) === hash;
}

const MOST_ORIGINS = 1000;

/** Origins whose values don't make their id. */
export async function changedOrigins(): Promise<Finding[]> {
  const findings: Finding[] = [];
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await database().origin.findMany({
      where: { id: { gt: after } },
      orderBy: { id: "asc" },
      take: MOST_ORIGINS,
    });
    const [last] = rows.slice(-1);
    if (!last) return findings;
    const changed = rows.filter((row) => originIdOf(row as FromWhere) !== row.id);
    findings.push(...changed.map(({ id }) => ({ kind: "originChanged" as const, origin: id })));
    after = last.id;
  }
}

function rowHash(fixed: string, personal: string): string {
  return createHash("sha256")
    .update(Buffer.from(fixed + personal, "hex"))
    .digest("hex");
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
