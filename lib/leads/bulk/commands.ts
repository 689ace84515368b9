import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { insertRows, updateRows } from "@/lib/core/rows";
import { insertOwn, writeOwn } from "@/lib/leads/bulk/own/commands";
import { extraIn } from "@/lib/leads/bulk/extra-values/schema";
import { changeOne } from "@/lib/leads/bulk/one/commands";
import { amountOf } from "@/lib/leads/bulk/policy";
import { BULK_TEXTS } from "@/lib/leads/bulk/schema";
import { aboutLead, assignedFrom, assignmentRow, touchRow } from "@/lib/leads/bulk/telling";
import { leadAssigned, leadCreated, leadRemoved } from "@/lib/leads/events";
import { leaveToNobody } from "@/lib/leads/ownership/commands";
import { answerAgain } from "@/lib/leads/returning/commands";
import { dayOf } from "@/lib/leads/status/answers";
import { moveSpans, reopenStatus, spanRow } from "@/lib/leads/spans/commands";
import { searchTextOf } from "@/lib/leads/search-text";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { RowValues } from "@/lib/core/rows";
import type { Moved } from "@/lib/leads/bulk/one/commands";
import type { BulkLead, BulkSet, GivenBy, Moments, NewBulkLead } from "@/lib/leads/bulk/schema";
import type { Reopened } from "@/lib/leads/spans/commands";

/*
 * The verbs for many leads: rows, spans and events many at a time. Who calls them has locked what they write and asked
 * whether the actor may; none of them loops over the single verb.
 */

/** So many numbers of the sequence, for leads that are about to be made. */
export async function takeNumbers(tx: Tx, count: number): Promise<number[]> {
  const rows = await tx.$queryRawUnsafe<{ number: number }[]>(
    `select nextval('"Lead_number_seq"')::int as number from generate_series(1, $1::int)`,
    count,
  );
  return rows.map((row) => row.number);
}

/** Leads with their first touchpoint, each at its own time. */
export async function createLeads(ctx: Ctx, leads: readonly NewBulkLead[]): Promise<void> {
  if (leads.length === 0) return;
  await mutate(ctx, async (tx, emit) => {
    const recorded = ctx.now();
    await insertRows(
      tx,
      "Lead",
      leads.map((lead) => leadRow(ctx, lead, recorded)),
    );
    await insertRows(tx, "Touchpoint", leads.map(firstTouchpoint));
    const spans = leads.flatMap((lead) => [
      spanRow(ctx, lead.id, "status", lead.statusId, lead.at),
      ...(lead.ownerId ? [spanRow(ctx, lead.id, "owner", lead.ownerId, lead.at)] : []),
    ]);
    await insertRows(tx, "LeadSpan", spans);
    await insertOwn(tx, leads);
    const given: RowValues[] = [];
    for (const lead of leads) {
      const about = { ...aboutLead(lead), occurredAt: lead.at };
      emit(leadCreated, {
        ...about,
        payload: { number: lead.number, sourceId: lead.sourceId, statusId: lead.statusId },
      });
      if (!lead.ownerId) continue;
      const row = assignmentRow(ctx, lead.id, lead.ownerId, lead.at, BY_IMPORT);
      given.push(row);
      emit(leadAssigned, { ...about, ...assignedFrom(row.id, null, lead.ownerId, BY_IMPORT) });
    }
    await insertRows(tx, "Assignment", given);
  });
}

function leadRow(ctx: Ctx, lead: NewBulkLead, recorded: Date): RowValues {
  const { utm, at } = lead;
  return {
    id: lead.id,
    number: lead.number,
    companyId: lead.companyId,
    leadTypeId: lead.leadTypeId,
    statusId: lead.statusId,
    ownerId: lead.ownerId,
    sourceId: lead.sourceId,
    channel: lead.channel,
    subChannel: lead.subChannel,
    ...textColumns(lead),
    otherKeys: lead.otherKeys ?? [],
    extra: lead.extra,
    utmSource: utm.source,
    utmMedium: utm.medium,
    utmCampaign: utm.campaign,
    utmTerm: utm.term,
    utmContent: utm.content,
    pageUrl: lead.pageUrl,
    priority: lead.priority ?? "normal",
    tags: lead.tags ?? [],
    amountCents: amountOf(lead),
    managementMessage: "",
    classification: { rules: [] },
    currency: lead.currency,
    history: ctx.history,
    touchCount: 1,
    submittedAt: at,
    receivedAt: at,
    assignedAt: lead.ownerId ? at : null,
    statusChangedAt: at,
    lastActivityAt: at,
    lastTouchAt: at,
    createdAt: recorded,
    updatedAt: recorded,
  };
}

function firstTouchpoint(lead: NewBulkLead): RowValues {
  const { contactName, firm, email, phone, message, service, pageUrl, sourceId, at, utm, extra } = lead;
  const values = { person: { contactName, firm, email, phone }, extra };
  return touchRow({ leadId: lead.id, touchpointId: newId(), sourceId, at, message, service, pageUrl, utm, values });
}

type ChangingHow = {
  country?: string;
  by?: GivenBy;
  /** How some of them get their owner, where that isn't said for all. */
  byLead?: ReadonlyMap<string, GivenBy>;
  /** It is nobody's activity. */
  quiet?: boolean;
  /** What an undo gives back beside the values. */
  moments?: ReadonlyMap<string, Partial<Moments>>;
};

/**
 * Changes in their order; one lead may be among them several times. `leads` holds each as it stands, and afterwards as it
 * is then. Answers what each change really changed.
 */
export async function changeLeads(
  ctx: Ctx,
  leads: Map<string, BulkLead>,
  changes: readonly { leadId: string; set: BulkSet }[],
  how: ChangingHow = {},
): Promise<Changes[]> {
  if (changes.length === 0) return [];
  return mutate(ctx, async (tx, emit) => {
    const now = ctx.now();
    const { country = "", by = BY_IMPORT } = how;
    const isUndo = by.method === "undo";
    const { quiet = isUndo } = how;
    const moved: Moved = { status: new Map(), left: new Map(), owner: new Map(), assignments: [], own: new Map() };
    const done = changes.map(({ leadId, set }) => {
      const lead = leads.get(leadId);
      const given = how.byLead?.get(leadId) ?? by;
      return lead ? changeOne({ ctx, emit, now, country, by: given, moved }, lead, set) : {};
    });
    const written = {
      texts: changes.some(({ set }) => BULK_TEXTS.some((field) => set[field] !== undefined)),
      tags: changes.some(({ set }) => set.tags !== undefined),
      priority: changes.some(({ set }) => set.priority !== undefined),
      extra: changes.some(({ set }) => extraIn(set).length > 0),
    };
    const ids = [...new Set(changes.map(({ leadId }) => leadId))];
    const after = ids.flatMap((id) => leads.get(id) ?? []);
    // A tag is a note of one's own, nothing that happened with the lead.
    if (!quiet && changes.some(({ set }) => Object.keys(set).some((field) => field !== "tags")))
      for (const lead of after) lead.lastActivityAt = now;
    for (const lead of after) Object.assign(lead, how.moments?.get(lead.id));
    const back = [...moved.status].map(([leadId, statusId]) => ({
      ...{ leadId, statusId },
      left: moved.left.get(leadId) ?? [],
    }));
    const reopened = isUndo ? await reopenStatus(tx, back) : new Map<string, Reopened>();
    for (const lead of after) lead.statusChangedAt = reopened.get(lead.id)?.since ?? lead.statusChangedAt;
    await updateRows(
      tx,
      "Lead",
      after.map((lead) => changedColumns(lead, now, written)),
    );
    await answerAgain(tx, [...moved.status.keys()]);
    for (const leadId of reopened.keys()) moved.status.delete(leadId);
    await moveSpans(ctx, tx, "status", moved.status, now);
    await moveSpans(ctx, tx, "owner", moved.owner, now);
    const nobodys = [...moved.owner].flatMap(([leadId, ownerId]) => (ownerId === null ? leadId : []));
    await leaveToNobody(tx, nobodys, by.method);
    await insertRows(tx, "Assignment", moved.assignments);
    await writeOwn(tx, moved.own);
    return done;
  });
}

type Written = { texts: boolean; tags: boolean; priority: boolean; extra: boolean };

/** What nobody changes isn't written: a lead has long texts. */
function changedColumns(lead: BulkLead, now: Date, written: Written) {
  return {
    id: lead.id,
    ...(written.texts && textColumns(lead)),
    ...(written.tags && { tags: lead.tags ?? [] }),
    ...(written.priority && { priority: lead.priority }),
    ...(written.extra && { extra: lead.extra ?? {} }),
    statusId: lead.statusId,
    ownerId: lead.ownerId,
    statusChangedAt: lead.statusChangedAt,
    lostReasonId: lead.lostReasonId ?? null,
    holdUntil: dayOf(lead.holdUntil ?? null),
    amountCents: amountOf(lead),
    assignedAt: lead.assignedAt,
    lastActivityAt: lead.lastActivityAt,
    updatedAt: now,
  };
}

/** Takes leads back that came by mistake and that nobody worked. What was told of them stays told. */
export async function removeLeads(ctx: Ctx, leads: readonly BulkLead[]): Promise<void> {
  if (leads.length === 0) return;
  await mutate(ctx, async (tx, emit) => {
    await tx.$executeRawUnsafe(
      `delete from "Lead" where id = any($1::uuid[])`,
      leads.map(({ id }) => id),
    );
    for (const lead of leads) emit(leadRemoved, { ...aboutLead(lead), payload: { number: lead.number } });
  });
}

function textColumns(lead: BulkLead) {
  const { contactName, firm, email, phone, service, message } = lead;
  const { contactNameKey, firmKey, serviceKey, emailKey, phoneE164, phoneKey } = lead;
  const keys = { contactNameKey, firmKey, serviceKey, emailKey, phoneE164, phoneKey };
  return { contactName, firm, email, phone, service, message, ...keys, searchText: searchTextOf(lead) };
}

const BY_IMPORT: GivenBy = { method: "import", reason: "" };
