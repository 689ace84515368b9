import { notFound, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { insertRows } from "@/lib/core/rows";
import { audienceOf } from "@/lib/leads/audience";
import { NO_WORK } from "@/lib/leads/no-work";
import { forgetKeys, rememberKeys, takeBackChanges } from "@/lib/leads/correcting/commands";
import { leadTouchRemoved, leadTouchRestored } from "@/lib/leads/events";
import { recountTouches } from "@/lib/leads/merging/commands";
import { lockLead } from "@/lib/leads/queries";
import { reask, unask } from "@/lib/leads/returning/commands";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Lead } from "@/lib/core/prisma/client";
import type { Reached } from "@/lib/leads/correcting/commands";
import type { Asked } from "@/lib/leads/returning/commands";

/*
 * One arrival leaves a lead that is there for others' sake, and can come back: what it counted, filled in and asked for
 * goes and comes with it. What people did meanwhile stays.
 */

type Row = {
  id: string;
  leadId: string;
  sourceId: string | null;
  occurredAt: string;
  values: { person?: Reached };
};

/** An arrival that was taken off its lead, with all that is needed to put it back. */
export type Withdrawn = { touchpoint: Row; asked: Asked | null; changes: Changes; lastActivityAt: string; at: string };

/** Takes the arrival that a delivery made off its lead. */
export async function withdrawTouch(ctx: Ctx, deliveryId: string, country: string): Promise<Withdrawn> {
  return mutate(ctx, async (tx, emit) => {
    const [found] = await tx.$queryRawUnsafe<{ row: Row }[]>(
      `select to_jsonb(t) as row from "Touchpoint" t where t."leadId" in (select d."leadId" from "Delivery" d where d.id = $1::uuid)
          and t."deliveryId" = $1::uuid for update`,
      deliveryId,
    );
    if (!found) throw notFound();
    const touchpoint = found.row;
    const lead = await lockLead(ctx, tx, touchpoint.leadId, "lead.update");
    const told = await toldOf(tx, lead.id, touchpoint.id);
    await tx.touchpoint.delete({ where: { id: touchpoint.id } });
    await recountTouches(tx, lead.id);
    const asked = told && (await unask(ctx, tx, emit, lead, { at: told.at, requestId: told.requestId }));
    const changes = told ? await takeBackChanges({ ...ctx, tx }, lead.id, told.changes, country) : {};
    await forgetKeys(tx, lead.id, touchpoint.values.person ?? {}, country);
    await lieAsBefore(ctx, tx, lead, told);
    emit(leadTouchRemoved, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: { touchpointId: touchpoint.id, because: "spam", deliveryId },
      ...audienceOf(lead),
    });
    const lastActivityAt = lead.lastActivityAt.toISOString();
    return { touchpoint, asked, changes, lastActivityAt, at: ctx.now().toISOString() };
  });
}

type Told = { at: Date; requestId: string; changes: Changes[] };

/** How its coming was told, and what it filled in: up to the next arrival of the same request. */
async function toldOf(tx: Tx, leadId: string, touchpointId: string): Promise<Told | null> {
  const [told] = await tx.$queryRawUnsafe<{ seq: string; at: Date; requestId: string; subjectId: string }[]>(
    `select e.seq::text, e."occurredAt" as at, e."requestId", e."subjectId"::text from "Event" e
      where e."subjectType" = 'lead' and e.name = 'lead.touched' and e.payload->>'touchpointId' = $2
        and e."subjectId" in (select $1::uuid union select m."leadId" from "LeadMerge" m where m."survivorId" = $1::uuid
                              union select m."survivorId" from "LeadMerge" m where m."leadId" = $1::uuid)`,
    leadId,
    touchpointId,
  );
  if (!told) return null;
  const rows = await tx.$queryRawUnsafe<{ changes: Changes }[]>(
    `select e.changes from "Event" e
      where e."subjectType" = 'lead' and e."subjectId" = $1::uuid and e.name = 'lead.updated' and e."requestId" = $2 and e.seq > $3::bigint
        and e."actorType" <> 'user' and not exists (
          select 1 from "Event" n where n."subjectType" = 'lead' and n."subjectId" = $1::uuid and n.name in ('lead.touched', 'lead.touchRemoved')
             and n.seq > $3::bigint and n.seq < e.seq)
      order by e.seq desc`,
    told.subjectId,
    told.requestId,
    told.seq,
  );
  return { at: told.at, requestId: told.requestId, changes: rows.map(({ changes }) => changes) };
}

/** The lead lies since what happened before, where this was the last that did; that it is gone is no activity. */
async function lieAsBefore(ctx: Ctx, tx: Tx, lead: Lead, told: Told | null): Promise<void> {
  await tx.$executeRawUnsafe(
    `update "Lead" l set "lastActivityAt" = case when $2::timestamptz is distinct from $3::timestamptz then $2::timestamptz else coalesce(
            (select max(e."occurredAt") from "Event" e where e."subjectType" = 'lead' and e."subjectId" = l.id
                and e."requestId" <> all($4::text[]) and e.name <> all($5::text[])), l."createdAt") end
      where l.id = $1::uuid`,
    lead.id,
    lead.lastActivityAt.toISOString(),
    told?.at.toISOString() ?? null,
    [told?.requestId ?? "", ctx.requestId],
    NO_WORK,
  );
}

/** It stands where it stood; its lead may have been merged into another meanwhile. Answers whose it is. */
export async function putTouchBack(ctx: Ctx, withdrawn: Withdrawn, country: string): Promise<string> {
  return mutate(ctx, async (tx, emit) => {
    const { touchpoint, asked, changes, lastActivityAt, at } = withdrawn;
    const leadId = await standingLead(tx, touchpoint.leadId);
    const lead = await lockLead(ctx, tx, leadId, "lead.update");
    await insertRows(tx, "Touchpoint", [{ ...touchpoint, leadId }]);
    await recountTouches(tx, leadId);
    if (asked) await reask(tx, emit, lead, asked, new Date(at));
    // What was undone is undone.
    await takeBackChanges({ ...ctx, tx }, leadId, [changes], country);
    const { email = "", phone = "" } = touchpoint.values.person ?? {};
    await rememberKeys({ ...ctx, tx }, leadId, { email, phone, country });
    await tx.$executeRawUnsafe(
      `update "Lead" set "lastActivityAt" = greatest($2::timestamptz, $3::timestamptz) where id = $1::uuid`,
      leadId,
      lead.lastActivityAt.toISOString(),
      lastActivityAt,
    );
    emit(leadTouchRestored, {
      subjectId: leadId,
      subjectLabel: leadLabel(lead.number),
      payload: { touchpointId: touchpoint.id, sourceId: touchpoint.sourceId },
      ...audienceOf(lead),
    });
    return leadId;
  });
}

async function standingLead(tx: Tx, leadId: string): Promise<string> {
  let id = leadId;
  while ((await tx.lead.count({ where: { id } })) === 0) {
    const merge = await tx.leadMerge.findFirst({ where: { leadId: id, undoneAt: null } });
    if (!merge) throw precondition("leadGone");
    id = merge.survivorId;
  }
  return id;
}
