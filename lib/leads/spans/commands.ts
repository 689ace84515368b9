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

const FORMER_SPANS = `
  with going as (
    select f.id as former, o.id as undone
      from jsonb_to_recordset($1::jsonb) as b("leadId" uuid, "statusId" uuid)
      join "LeadSpan" o on o."leadId" = b."leadId" and o.kind = 'status' and o."to" is null
     cross join lateral (
       select id from "LeadSpan" x
        where x."leadId" = b."leadId" and x.kind = 'status' and x."to" = o."from" and x.value = b."statusId"
        order by x."from" desc, x.id desc limit 1) f),
  gone as (
    delete from "LeadSpan" where id in (select undone from going))
  update "LeadSpan" f set "to" = null from going where f.id = going.former
  returning f."leadId"::text, f.id::text as "spanId", f."from" as since`;

/**
 * The last change of status of these leads is undone: the span before it goes on as if it had never ended, and what was
 * won or left by mistake is counted nowhere. The log keeps both. A lead that stood elsewhere before (its former status was
 * retired meanwhile) isn't among what is answered.
 */
export async function reopenStatus(
  tx: Tx,
  back: { leadId: string; statusId: string }[],
): Promise<Map<string, Reopened>> {
  if (back.length === 0) return new Map();
  const reopened = await tx.$queryRawUnsafe<Reopened[]>(FORMER_SPANS, JSON.stringify(back));
  return new Map(reopened.map((one) => [one.leadId, one]));
}
