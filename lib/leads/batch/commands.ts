import { actorId } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { insertRows } from "@/lib/core/rows";
import { audienceOf } from "@/lib/leads/audience";
import { insertValues } from "@/lib/leads/custom-fields/values/commands";
import { leadAssigned, leadClassified, leadCreated, leadStatusChanged, leadWaiting } from "@/lib/leads/events";
import { firstOwner, leadColumns, leadNumbers, touchpointColumns } from "@/lib/leads/new-lead";
import { waitingEvent } from "@/lib/leads/ownership/commands";
import { BY_ASSIGNMENT } from "@/lib/leads/ownership/schema";
import { leadLabel } from "@/lib/leads/schema";
import { searchTextOf } from "@/lib/leads/search-text";
import { moveToStatus } from "@/lib/leads/status/commands";
import { spanRow } from "@/lib/leads/spans/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { RowValues } from "@/lib/core/rows";
import type { Decide, NewLead } from "@/lib/leads/commands";
import type { SpanKind } from "@/lib/leads/spans/commands";
import type { GivenHow } from "@/lib/leads/ownership/schema";

/** A lead to be made, on behalf of whom and when. */
export type Made = { ctx: Ctx; input: NewLead };

/** What `createLead` does, for many in a few statements; joins the transaction. In the order given. */
export async function createLeads(tx: Tx, made: Made[], decide?: Decide): Promise<{ id: string; number: number }[]> {
  const numbers = await leadNumbers(tx, made.length);
  const assigned = decide && (await assignedStatus(tx));
  const rows = made.map((one, index) => rowOf(one, numbers[index] ?? 0, decide, assigned));
  await insertRows(tx, "Lead", rows.map(leadRow));
  await insertRows(
    tx,
    "Touchpoint",
    rows.map(({ lead, input }) => ({ ...touchpointColumns(newId(), input.arrival), leadId: lead.id })),
  );
  await insertValues(
    tx,
    rows.flatMap(({ lead, input }) => (input.values ?? []).map((value) => ({ leadId: lead.id, ...value }))),
  );
  await insertRows(tx, "LeadSpan", rows.flatMap(spansOf));
  await insertRows(tx, "Assignment", rows.flatMap(assignmentOf));
  await insertRows(tx, "WaitingLead", rows.flatMap(waitingOf));
  for (const row of rows) await mutate({ ...row.ctx, tx }, (_, emit) => tell(tx, emit, row));
  return rows.map(({ lead: { id, number } }) => ({ id, number }));
}

/** What assigning makes of a lead that was only begun. */
async function assignedStatus(tx: Tx): Promise<string | undefined> {
  return (await tx.status.findUnique({ where: { part: "assigned" }, select: { id: true } }))?.id;
}

type Row = ReturnType<typeof rowOf>;

function rowOf({ ctx, input }: Made, number: number, decide: Decide | undefined, assigned: string | undefined) {
  const now = ctx.now();
  const lead = { ...leadColumns(newId(), now, ctx.history, input), number };
  const { statusId } = input.classification;
  const verdict = ctx.history ? undefined : decide?.({ ...lead, statusId });
  const firstId = ctx.history ? null : input.defaultOwnerId;
  const ownerId = verdict ? verdict.ownerId : firstId;
  const owned = ownerId ? { ownerId, assignedAt: now } : { ownerId: null, assignedAt: null };
  const how: GivenHow = verdict
    ? { method: BY_ASSIGNMENT, reason: verdict.rule.name, receipt: verdict.receipt }
    : firstOwner(input);
  // Whoever was only begun becomes assigned; written once, as it is in the end.
  const movedTo = verdict?.ownerId && statusId === lead.statusId ? assigned : undefined;
  return { ctx, input, now, lead, owned, how, verdict, movedTo, assignmentId: newId() };
}

function leadRow({ lead, owned, movedTo, now }: Row): RowValues {
  return { ...lead, ...owned, statusId: movedTo ?? lead.statusId, searchText: searchTextOf(lead), updatedAt: now };
}

function spansOf({ ctx, now, lead, owned, movedTo }: Row): RowValues[] {
  const span = (kind: SpanKind, value: string, to: Date | null = null) => ({
    ...spanRow(ctx, lead.id, kind, value, now),
    to,
  });
  return [
    span("status", lead.statusId, movedTo ? now : null),
    ...(owned.ownerId ? [span("owner", owned.ownerId)] : []),
    ...(movedTo ? [span("status", movedTo)] : []),
  ];
}

function assignmentOf({ ctx, now, lead, owned, how, assignmentId }: Row): RowValues[] {
  if (!owned.ownerId) return [];
  const { ownerId } = owned;
  const by = actorId(ctx.actor);
  const { method, reason, receipt = {} } = how;
  return [{ id: assignmentId, leadId: lead.id, ownerId, actorId: by, method, reason, receipt, occurredAt: now }];
}

function waitingOf({ now, lead, verdict }: Row): RowValues[] {
  if (verdict?.ownerId !== null) return [];
  const { rule, receipt } = verdict;
  return [{ leadId: lead.id, since: now, ruleId: rule.id, version: rule.version, receipt }];
}

async function tell(tx: Tx, emit: Emit, row: Row): Promise<void> {
  const { ctx, input, lead, owned, how, verdict, movedTo, assignmentId } = row;
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
  if (verdict?.ownerId === null) emit(leadWaiting, waitingEvent({ ...lead, ownerId: null }, verdict.rule));
  if (!owned.ownerId) return;
  const { ownerId } = owned;
  const whose = { companyId: lead.companyId, ownerId };
  emit(leadAssigned, {
    ...about,
    payload: { assignmentId, ownerId, previousOwnerId: null, method: how.method, reason: how.reason },
    changes: { owner: { from: null, to: ownerId } },
    ...audienceOf(whose, { ownerId: null }),
  });
  if (!movedTo) return;
  emit(leadStatusChanged, {
    ...about,
    payload: { statusId: movedTo, previousStatusId: lead.statusId },
    changes: { status: { from: lead.statusId, to: movedTo } },
    ...audienceOf(whose),
  });
}
