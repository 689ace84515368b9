import { actorId } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { insertValues } from "@/lib/leads/custom-fields/values/commands";
import { leadAssigned, leadClassified, leadCreated } from "@/lib/leads/events";
import { firstOwner, leadColumns, touchpointColumns } from "@/lib/leads/new-lead";
import { leadLabel } from "@/lib/leads/schema";
import { searchTextOf } from "@/lib/leads/search-text";
import { moveToStatus } from "@/lib/leads/status/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { Prisma } from "@/lib/core/prisma/client";
import type { NewLead } from "@/lib/leads/commands";

/** A lead to be made, on behalf of whom and when. */
export type Made = { ctx: Ctx; input: NewLead };

const NUMBERS = `
  select nextval(pg_get_serial_sequence('"Lead"', 'number'))::int as number from generate_series(1, $1::int) order by 1`;

/** What `createLead` does, for many in a few statements; joins the transaction. In the order given. */
export async function createLeads(tx: Tx, made: Made[]): Promise<{ id: string; number: number }[]> {
  const numbers = await tx.$queryRawUnsafe<{ number: number }[]>(NUMBERS, made.length);
  const rows = made.map((one, index) => rowOf(one, numbers[index]?.number ?? 0));
  await tx.lead.createMany({
    data: rows.map(({ lead, owned }) => ({ ...lead, ...owned, searchText: searchTextOf(lead) })),
  });
  await tx.touchpoint.createMany({
    data: rows.map(({ lead, input }) => ({ ...touchpointColumns(newId(), input.arrival), leadId: lead.id })),
  });
  await insertValues(
    tx,
    rows.flatMap(({ lead, input }) => (input.values ?? []).map((value) => ({ leadId: lead.id, ...value }))),
  );
  await tx.leadSpan.createMany({ data: rows.flatMap(spansOf) });
  const assignments = rows.flatMap(assignmentOf);
  if (assignments.length > 0) await tx.assignment.createMany({ data: assignments });
  for (const row of rows) await mutate({ ...row.ctx, tx }, (_, emit) => tell(tx, emit, row));
  return rows.map(({ lead: { id, number } }) => ({ id, number }));
}

type Row = ReturnType<typeof rowOf>;

function rowOf({ ctx, input }: Made, number: number) {
  const now = ctx.now();
  const lead = { ...leadColumns(newId(), now, ctx.history, input), number };
  const ownerId = ctx.history ? null : input.defaultOwnerId;
  const owned = ownerId ? { ownerId, assignedAt: now } : { ownerId: null, assignedAt: null };
  return { ctx, input, now, lead, owned, assignmentId: newId() };
}

function spansOf({ ctx, now, lead, owned }: Row): Prisma.LeadSpanCreateManyInput[] {
  const span = (kind: string, value: string) => ({
    id: newId(),
    leadId: lead.id,
    kind,
    value,
    from: now,
    actorId: actorId(ctx.actor),
  });
  return [span("status", lead.statusId), ...(owned.ownerId ? [span("owner", owned.ownerId)] : [])];
}

function assignmentOf({ ctx, input, now, lead, owned, assignmentId }: Row): Prisma.AssignmentCreateManyInput[] {
  if (!owned.ownerId) return [];
  const { ownerId } = owned;
  const by = actorId(ctx.actor);
  return [{ id: assignmentId, leadId: lead.id, ownerId, actorId: by, ...firstOwner(input), occurredAt: now }];
}

async function tell(tx: Tx, emit: Emit, { ctx, input, lead, owned, assignmentId }: Row): Promise<void> {
  const { classification } = input;
  const unowned = { companyId: lead.companyId, ownerId: null };
  const about = { subjectId: lead.id, subjectLabel: leadLabel(lead.number) };
  emit(leadCreated, {
    ...about,
    ...audienceOf(unowned),
    payload: { number: lead.number, sourceId: lead.sourceId, statusId: lead.statusId },
  });
  emit(leadClassified, {
    ...about,
    ...audienceOf(unowned),
    payload: {
      rules: classification.rules,
      statusId: classification.statusId,
      leadTypeId: classification.leadTypeId,
      score: classification.score,
    },
  });
  // Few leads are moved at the first look.
  if (classification.statusId !== lead.statusId) {
    const { companyId, number, statusId } = lead;
    await moveToStatus(
      ctx,
      tx,
      emit,
      { id: lead.id, number, companyId, statusId, ownerId: null },
      classification.statusId,
    );
  }
  if (!owned.ownerId) return;
  const { ownerId } = owned;
  emit(leadAssigned, {
    ...about,
    payload: { assignmentId, ownerId, previousOwnerId: null, ...firstOwner(input) },
    changes: { owner: { from: null, to: ownerId } },
    ...audienceOf({ companyId: lead.companyId, ownerId }, { ownerId: null }),
  });
}
