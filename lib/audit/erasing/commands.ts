import { erasedLabel, erasedValue } from "@/lib/audit/erasure";
import { logErased } from "@/lib/audit/events";
import { PERSONAL_HASH } from "@/lib/audit/hash-sql";
import { withSignature } from "@/lib/audit/signing";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import type { EraseInput } from "@/lib/audit/erasing/schema";
import type { Ctx } from "@/lib/core/ctx";

/** Rows a transaction. */
const BATCH = 500;

const ROWS = `
  select seq::text as seq, "subjectLabel", changes, payload, encode(${PERSONAL_HASH}, 'hex') as before
    from "Event" e
   where "subjectType" = $1 and "subjectId" = $2::uuid and seq > $3::bigint
   order by e.seq limit $4`;

// Without its salt the hash that the seals keep can't be compared with guesses.
const ERASE = `
  update "Event" e set "subjectLabel" = n."subjectLabel", changes = n.changes, payload = n.payload, salt = null
    from jsonb_to_recordset($1::jsonb) as n(seq bigint, "subjectLabel" text, changes jsonb, payload jsonb, before text)
   where e.seq = n.seq and encode(${PERSONAL_HASH}, 'hex') = n.before
  returning e.seq::text as seq, n.before || ':' || encode(${PERSONAL_HASH}, 'hex') as hashes`;

type Row = { seq: string; subjectLabel: string; changes: unknown; payload: unknown; before: string };

/**
 * Takes personal values out of everything that was ever told about somebody. That something happened stays, and when, and
 * who did it; and that values were erased is an event itself, which says of which rows. Done again, it does nothing.
 */
export async function eraseFromLog(ctx: Ctx, input: EraseInput): Promise<{ erased: number }> {
  authorize(ctx, "settings.manage");
  let erased = 0;
  for (let after: string | undefined = "0"; after !== undefined;) {
    const done: { erased: number; last: string | undefined } = await eraseBatch(ctx, input, after);
    erased += done.erased;
    after = done.last;
  }
  return { erased };
}

async function eraseBatch(ctx: Ctx, { subjectType, subjectId, reason }: EraseInput, after: string) {
  const found = await personalRows(ctx, { subjectType, subjectId }, after);
  const telling = found.rows.filter(isTelling).map(withoutPerson);
  if (telling.length === 0) return { erased: 0, last: found.last };
  const erased = await mutate(ctx, async (tx, emit) => {
    await tx.$queryRawUnsafe("select set_config('audit.erasing', 'on', true)");
    const rows = await tx.$queryRawUnsafe<{ seq: string; hashes: string }[]>(ERASE, JSON.stringify(telling));
    await tx.$queryRawUnsafe("select set_config('audit.erasing', 'off', true)");
    const hashes = Object.fromEntries(rows.map((row) => [row.seq, row.hashes]));
    emit(logErased, {
      subjectId: newId(),
      subjectLabel: "",
      payload: withSignature("erased", { subjectType, subjectId, reason, rows: hashes }),
    });
    return rows.length;
  });
  return { erased, last: found.last };
}

async function personalRows(ctx: Ctx, about: { subjectType: string; subjectId: string }, after: string) {
  const read = reader(ctx);
  const rows = await read.$queryRawUnsafe<Row[]>(ROWS, about.subjectType, about.subjectId, after, BATCH);
  return { rows, last: rows.length === BATCH ? rows.at(-1)?.seq : undefined };
}

function withoutPerson({ subjectLabel, changes, payload, ...row }: Row): Row {
  return {
    ...row,
    subjectLabel: erasedLabel(subjectLabel),
    changes: erasedValue(changes),
    payload: erasedValue(payload),
  };
}

function isTelling(row: Row): boolean {
  const values = ({ subjectLabel, changes, payload }: Row) => JSON.stringify([subjectLabel, changes, payload]);
  return values(withoutPerson(row)) !== values(row);
}
