import { actorId } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { insertRows } from "@/lib/core/rows";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { RowValues } from "@/lib/core/rows";

export type SpanKind = "status" | "owner";

/** From when on a lead stands in a status or is somebody's. */
export function spanRow(
  ctx: Ctx,
  leadId: string,
  kind: SpanKind,
  value: string,
  from: Date,
): RowValues & { id: string } {
  return { id: newId(), leadId, kind, value, from, actorId: actorId(ctx.actor) };
}

/** Ends the spans that go on of these leads, already locked, and begins those of what they get. Answers the new ones' ids. */
export async function moveSpans(
  ctx: Ctx,
  tx: Tx,
  kind: SpanKind,
  to: ReadonlyMap<string, string | null>,
  now: Date,
): Promise<Map<string, string>> {
  if (to.size === 0) return new Map();
  await tx.leadSpan.updateMany({ where: { leadId: { in: [...to.keys()] }, kind, to: null }, data: { to: now } });
  const begun = [...to].flatMap(([leadId, value]) =>
    value === null ? [] : [{ leadId, row: spanRow(ctx, leadId, kind, value, now) }],
  );
  await insertRows(
    tx,
    "LeadSpan",
    begun.map(({ row }) => row),
  );
  return new Map(begun.map(({ leadId, row }) => [leadId, row.id]));
}

export type Reopened = { leadId: string; spanId: string; since: Date };
/** `left`: the statuses that are undone, in which the lead stood since. */
type GoingBack = { leadId: string; statusId: string; left: readonly string[] };

// Ids are in the order in which they were made.
const FORMER_SPANS = `
  with going as (
    select b."leadId", f.id as former
      from jsonb_to_recordset($1::jsonb) as b("leadId" uuid, "statusId" uuid, "left" jsonb)
      join "LeadSpan" o on o."leadId" = b."leadId" and o.kind = 'status' and o."to" is null
     cross join lateral (
       select id from "LeadSpan" x
        where x."leadId" = b."leadId" and x.kind = 'status' and x.id < o.id and x.value = b."statusId"
        order by x.id desc limit 1) f
     where not exists (
       select 1 from "LeadSpan" s
        where s."leadId" = b."leadId" and s.kind = 'status' and s.id > f.id
          and not b."left" ? s.value::text)),
  gone as (
    delete from "LeadSpan" s using going
     where s."leadId" = going."leadId" and s.kind = 'status' and s.id > going.former)
  update "LeadSpan" f set "to" = null from going where f.id = going.former
  returning f."leadId"::text, f.id::text as "spanId", f."from" as since`;

/**
 * The last changes of status of these leads are undone: the span before them goes on as if it had never ended, and what was
 * won or left by mistake is counted nowhere. The log keeps both. A lead that stood elsewhere meanwhile (its former status was
 * retired, or somebody moved it in between) isn't among what is answered.
 */
export async function reopenStatus(tx: Tx, back: readonly GoingBack[]): Promise<Map<string, Reopened>> {
  if (back.length === 0) return new Map();
  const reopened = await tx.$queryRawUnsafe<Reopened[]>(FORMER_SPANS, JSON.stringify(back));
  return new Map(reopened.map((one) => [one.leadId, one]));
}
