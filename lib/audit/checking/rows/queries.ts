import { createHash } from "node:crypto";
import { erasedLabel, erasedValue } from "@/lib/audit/erasure";
import { logDropped, logErased } from "@/lib/audit/events";
import { FIXED_HASH, PERSONAL_HASH } from "@/lib/audit/hash-sql";
import { inRanges } from "@/lib/audit/ranges";
import { isSigned } from "@/lib/audit/signing";
import { database } from "@/lib/core/db";
import type { Seal } from "@/lib/audit/sealing/queries";
import type { Finding } from "@/lib/audit/schema";
import type { z } from "zod";

const HASH_BYTES = 32;

type Leaves = { seqs: bigint[]; hashes: Uint8Array };
type Row = {
  seq: bigint;
  fixed: string;
  personal: string;
  name: string;
  salt: string | null;
  subjectLabel: string;
  changes: unknown;
  payload: unknown;
  recordedAt: Date;
};

const ROW = `e.seq, encode(${FIXED_HASH}, 'hex') as fixed, encode(${PERSONAL_HASH}, 'hex') as personal, e.name, e.salt, e."subjectLabel",
         e.changes, e.payload, e."recordedAt"`;

/** The events `e` of the seal `s`. */
export const WITHIN = `(e.xid, e.seq) > (s."fromXid"::text::xid8, s."fromSeq") and (e.xid, e.seq) <= (s."toXid"::text::xid8, s."toSeq")`;

const ROWS = `select ${ROW} from "AuditSeal" s, "Event" e where s.number = $1 and ${WITHIN}`;

// What was put elsewhere in the log by changing its transaction is there, and changed.
const ELSEWHERE = `select ${ROW} from "Event" e where e.seq = any($1::bigint[])`;

type Found = { findings: Finding[]; erased: number; dropped: number };
/** Between which moments a row of a seal can have been recorded. */
export type Span = { earliest: Date; latest: Date };

/** Which rows of a batch aren't as they were sealed, and which of these rightly so. */
export async function rowFindings({ number }: Seal, span: Span): Promise<Found> {
  const db = database();
  const leaves: Leaves = await db.auditSeal.findUniqueOrThrow({
    where: { number },
    select: { seqs: true, hashes: true },
  });
  const hashOf = new Map(
    leaves.seqs.map((seq, at) => [seq, hexOf(leaves.hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES))]),
  );
  const rows = await db.$queryRawUnsafe<Row[]>(ROWS, number);
  const here = new Set(rows.map(({ seq }) => seq));
  const away = leaves.seqs.filter((seq) => !here.has(seq));
  const moved = away.length === 0 ? [] : await db.$queryRawUnsafe<Row[]>(ELSEWHERE, away);
  const there = new Set(moved.map(({ seq }) => seq));
  const gone = away.filter((seq) => !there.has(seq));
  const differing = rows.filter(
    (row) => hashOf.has(row.seq) && hashOf.get(row.seq) !== rowHash(row.fixed, row.personal),
  );
  const [erasures, isDropped] = await Promise.all([erasuresOf(differing), droppedAmong(gone, span)]);
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
  const isMisdated = ({ recordedAt }: Row) => recordedAt < span.earliest || recordedAt > span.latest;
  const findings: Finding[] = [
    ...[...changed, ...moved].map(told("changed")),
    ...missing.map((seq) => ({ kind: "missing" as const, seal, seq: String(seq) })),
    ...rows.filter(({ seq }) => !hashOf.has(seq)).map(told("added")),
    ...rows.filter((row) => isMisdated(row) && hashOf.has(row.seq)).map(told("misdated")),
  ];
  return { findings, erased: differing.length - changed.length, dropped: gone.length - missing.length };
}

type Erasure = { before: string; after: string };
type Erasures = Map<bigint, Erasure[]>;

/** What was written down when personal values were erased from these rows, in its order, and by nobody but the program. */
async function erasuresOf(rows: Row[]): Promise<Erasures> {
  const found: Erasures = new Map();
  if (rows.length === 0) return found;
  const told = await database().$queryRawUnsafe<{ payload: unknown }[]>(
    `select e.payload from "Event" e where e.name = 'log.erased' and jsonb_exists_any(e.payload->'rows', $1::text[]) order by e.seq`,
    rows.map(({ seq }) => String(seq)),
  );
  for (const { payload } of told) {
    const said = rightly("erased", logErased.payload, payload);
    for (const { seq } of said ? rows : []) {
      const [before, after] = said?.rows[String(seq)]?.split(":") ?? [];
      if (before !== undefined && after !== undefined) found.set(seq, [...(found.get(seq) ?? []), { before, after }]);
    }
  }
  return found;
}

/** What an event says of rows that changed or went, if the program said it. */
function rightly<T extends { signature: string }>(
  what: "erased" | "dropped",
  schema: z.ZodType<T>,
  payload: unknown,
): T | undefined {
  const said = schema.safeParse(payload);
  if (!said.success) return undefined;
  const { signature, ...rest } = said.data;
  return isSigned(what, rest, signature) ? said.data : undefined;
}

/** The rest of the row is what it was, and what took the place of its values is what the erasures say, and is nobody's. */
function isErased(row: Row, sealed: string, erasures: Erasure[]): boolean {
  const first = erasures.findIndex(({ before }) => rowHash(row.fixed, before) === sealed);
  if (first === -1) return false;
  let now = erasures[first]?.after;
  for (const { before, after } of erasures.slice(first + 1)) if (before === now) now = after;
  return now === row.personal && row.salt === null && isWithoutPerson(row);
}

function isWithoutPerson({ subjectLabel, changes, payload }: Row): boolean {
  const erased = [erasedLabel(subjectLabel), erasedValue(changes), erasedValue(payload)];
  return JSON.stringify(erased) === JSON.stringify([subjectLabel, changes, payload]);
}

/** Which of these numbers went with what isn't kept any longer: only what was old enough can have. */
async function droppedAmong(seqs: bigint[], { earliest }: Span): Promise<(seq: bigint) => boolean> {
  if (seqs.length === 0) return () => false;
  const first = seqs.reduce((a, b) => (a < b ? a : b));
  const last = seqs.reduce((a, b) => (a > b ? a : b));
  const told = await database().$queryRawUnsafe<{ payload: unknown }[]>(
    `select payload from "Event"
      where name = 'log.dropped' and case when jsonb_typeof(payload->'first') = 'number' and jsonb_typeof(payload->'last') = 'number'
            then (payload->>'first')::numeric <= $2::bigint and (payload->>'last')::numeric >= $1::bigint else false end`,
    first,
    last,
  );
  const readers = told.flatMap(({ payload }) => {
    const said = rightly("dropped", logDropped.payload, payload);
    return said && new Date(said.before) > earliest ? [inRanges(said.ranges)] : [];
  });
  return (seq) => readers.some((isIn) => isIn(seq));
}

function rowHash(fixed: string, personal: string): string {
  return createHash("sha256")
    .update(Buffer.from(fixed + personal, "hex"))
    .digest("hex");
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
