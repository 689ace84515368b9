import { logDropped, logRetentionSet } from "@/lib/audit/events";
import { toRanges } from "@/lib/audit/ranges";
import { retention } from "@/lib/audit/retention/queries";
import { DROPPABLE, namesOf } from "@/lib/audit/retention/schema";
import { withSignature } from "@/lib/audit/signing";
import { authorize, systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { conflict, Outcome, precondition } from "@/lib/core/errors";
import { newId, NO_ID } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import type { Droppable, SetRetentionInput } from "@/lib/audit/retention/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Changes } from "@/lib/core/events";

/** Rows a transaction. */
const BATCH = 5000;

export async function setRetention(ctx: Ctx, { set, seen }: SetRetentionInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    await tx.$queryRawUnsafe("select pg_advisory_xact_lock(hashtext('audit retention'))::text");
    const now = await retention({ ...ctx, tx });
    const changes: Changes = {};
    for (const kind of DROPPABLE) {
      const to = set[kind];
      if (to === undefined || to === now[kind]) continue;
      if (seen[kind] !== now[kind]) throw conflict({ field: kind, to: now[kind] });
      changes[kind] = { from: now[kind], to };
      const months = Number(to);
      if (months === 0) await tx.auditRetention.delete({ where: { kind } });
      else await tx.auditRetention.upsert({ where: { kind }, create: { kind, months }, update: { months } });
    }
    if (Object.keys(changes).length === 0) throw precondition("unchanged");
    // There is one log: what is told of it as a whole is about nothing else.
    emit(logRetentionSet, { subjectId: NO_ID, subjectLabel: "", payload: {}, changes });
  });
}

/** Drops what isn't kept any longer, piece by piece, each with the event that says so. Answers how many went. */
export async function dropOldEvents(now: Date): Promise<number> {
  const rows = await database().auditRetention.findMany();
  let dropped = 0;
  for (const { kind, months } of rows) {
    const known = DROPPABLE.find((one) => one === kind);
    if (!known || months <= 0) continue;
    const before = new Date(now);
    before.setUTCMonth(before.getUTCMonth() - months);
    for (const name of namesOf(known)) {
      for (let last = BATCH; last === BATCH;) {
        last = await dropBatch(known, name, before);
        dropped += last;
      }
    }
  }
  return dropped;
}

// Only what was sealed, so that its going can be told from its being taken away.
const DROP = `
  delete from "Event" e using (
    select e.seq from "Event" e
     where e.name = $1 and e.seq < event_seq_at($2::timestamptz + interval '10 minutes') and e."recordedAt" < $2::timestamptz
       and (e.xid, e.seq) <= (select "toXid"::text::xid8, "toSeq" from "AuditSeal" order by number desc limit 1)
     order by e.seq limit $3) old
   where e.seq = old.seq
  returning e.seq`;

async function dropBatch(kind: Droppable, name: string, before: Date): Promise<number> {
  const ctx = systemCtx("audit");
  try {
    return await mutate(ctx, async (tx, emit) => {
      await tx.$queryRawUnsafe("select set_config('audit.dropping', 'on', true)");
      const rows = await tx.$queryRawUnsafe<{ seq: bigint }[]>(DROP, name, before.toISOString(), BATCH);
      await tx.$queryRawUnsafe("select set_config('audit.dropping', 'off', true)");
      if (rows.length === 0) throw precondition("unchanged");
      const seqs = rows.map(({ seq }) => seq).sort((a, b) => Number(a - b));
      emit(logDropped, {
        subjectId: newId(),
        subjectLabel: "",
        payload: withSignature("dropped", {
          kind,
          name,
          before: before.toISOString(),
          rows: seqs.length,
          first: Number(seqs[0]),
          last: Number(seqs.at(-1)),
          ranges: toRanges(seqs),
        }),
      });
      return rows.length;
    });
  } catch (error) {
    if (error instanceof Outcome && error.code === "PRECONDITION") return 0;
    throw error;
  }
}
