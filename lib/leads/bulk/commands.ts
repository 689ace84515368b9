import { actorId } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { insertRows, updateRows } from "@/lib/core/rows";
import { audienceOf } from "@/lib/leads/audience";
import { insertOwn, writeOwn } from "@/lib/leads/bulk/own/commands";
import { ownIn } from "@/lib/leads/bulk/own-values/schema";
import { amountOf } from "@/lib/leads/bulk/policy";
import { BULK_TEXTS, keysOf } from "@/lib/leads/bulk/schema";
import { aboutLead, touchRow } from "@/lib/leads/bulk/telling";
import { leadAssigned, leadCreated, leadRemoved, leadStatusChanged, leadUpdated } from "@/lib/leads/events";
import { answerAgain } from "@/lib/leads/returning/commands";
import { dayOf } from "@/lib/leads/status/answers";
import { moveSpans, reopenStatus, spanRow } from "@/lib/leads/spans/commands";
import { searchTextOf } from "@/lib/leads/search-text";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Emit } from "@/lib/core/mutate";
import type { RowValues } from "@/lib/core/rows";
import type { OwnValues } from "@/lib/leads/bulk/own-values/schema";
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
    const moved: Moved = { status: new Map(), owner: new Map(), assignments: [], own: new Map() };
    const done = changes.map(({ leadId, set }) => {
      const lead = leads.get(leadId);
      const given = how.byLead?.get(leadId) ?? by;
      return lead ? changeOne({ ctx, emit, now, country, by: given, moved }, lead, set) : {};
    });
    const written = {
      texts: changes.some(({ set }) => BULK_TEXTS.some((field) => set[field] !== undefined)),
      tags: changes.some(({ set }) => set.tags !== undefined),
    };
    const ids = [...new Set(changes.map(({ leadId }) => leadId))];
    const after = ids.flatMap((id) => leads.get(id) ?? []);
    // A tag is a note of one's own, nothing that happened with the lead.
    if (!quiet && changes.some(({ set }) => Object.keys(set).some((field) => field !== "tags")))
      for (const lead of after) lead.lastActivityAt = now;
    for (const lead of after) Object.assign(lead, how.moments?.get(lead.id));
    const statuses = [...moved.status].map(([leadId, statusId]) => ({ leadId, statusId }));
    const reopened = isUndo ? await reopenStatus(tx, statuses) : new Map<string, Reopened>();
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
    await insertRows(tx, "Assignment", moved.assignments);
    await writeOwn(tx, moved.own);
    return done;
  });
}

/** The last status, owner and custom values of each lead that got others. */
type Moved = {
  status: Map<string, string>;
  owner: Map<string, string | null>;
  assignments: RowValues[];
  own: Map<string, OwnValues>;
};
type Changing = { ctx: Ctx; emit: Emit; now: Date; country: string; by: GivenBy; moved: Moved };

function changeOne({ ctx, emit, now, country, by, moved }: Changing, lead: BulkLead, set: BulkSet): Changes {
  const told: Changes = {};
  for (const field of BULK_TEXTS) {
    const to = set[field];
    if (to === undefined || to === lead[field]) continue;
    told[field] = { from: lead[field], to };
    lead[field] = to;
  }
  if (Object.keys(told).length > 0) Object.assign(lead, keysOf(lead, country));
  for (const [name, to] of ownIn(set)) {
    const from = lead.own?.[name] ?? "";
    if (from === to) continue;
    told[name] = { from, to };
    lead.own = { ...lead.own, [name]: to };
    moved.own.set(lead.id, { ...moved.own.get(lead.id), [name]: to });
  }
  if (set.tags) {
    told["tags"] = { from: lead.tags ?? [], to: set.tags };
    lead.tags = set.tags;
  }
  if (Object.keys(told).length > 0) emit(leadUpdated, { ...aboutLead(lead), payload: {}, changes: told });
  const done: Changes = { ...told };
  if (set.owner !== undefined && set.owner !== lead.ownerId) {
    const previous = lead.ownerId;
    const row = assignmentRow(ctx, lead.id, set.owner, now, by);
    Object.assign(lead, { ownerId: set.owner, assignedAt: set.owner ? (lead.assignedAt ?? now) : lead.assignedAt });
    moved.owner.set(lead.id, set.owner);
    moved.assignments.push(row);
    done["owner"] = { from: previous, to: set.owner };
    const audience = audienceOf(lead, { ownerId: previous });
    emit(leadAssigned, { ...aboutLead(lead), ...assignedFrom(row.id, previous, set.owner, by), ...audience });
  }
  if (set.status !== undefined && set.status !== lead.statusId) {
    const payload = { statusId: set.status, previousStatusId: lead.statusId };
    const because = by.method === "undo" && { because: "undo" as const };
    const changes = { status: { from: lead.statusId, to: set.status }, ...answerOne(lead, set) };
    Object.assign(lead, { statusId: set.status, statusChangedAt: now });
    moved.status.set(lead.id, set.status);
    Object.assign(done, changes);
    emit(leadStatusChanged, { ...aboutLead(lead), payload: { ...payload, ...because }, changes });
  }
  return done;
}

/** What the new status asked, in place of what the one before had. */
function answerOne(lead: BulkLead, { lostReason = null, holdUntil = null, amount }: BulkSet): Changes {
  const reason = { from: lead.lostReasonId ?? null, to: lostReason };
  const until = { from: dayOf(lead.holdUntil ?? null), to: holdUntil };
  const quoted = { from: amountOf(lead), to: amount === undefined ? amountOf(lead) : amount };
  Object.assign(lead, {
    lostReasonId: reason.to,
    holdUntil: until.to === null ? null : new Date(until.to),
    amountCents: quoted.to === null ? null : BigInt(quoted.to),
  });
  return {
    ...(reason.from !== reason.to && { lostReason: reason }),
    ...(until.from !== until.to && { holdUntil: until }),
    ...(quoted.from !== quoted.to && { amount: quoted }),
  };
}

type Written = { texts: boolean; tags: boolean };

/** What nobody changes isn't written: a lead has long texts. */
function changedColumns(lead: BulkLead, now: Date, written: Written) {
  return {
    id: lead.id,
    ...(written.texts && textColumns(lead)),
    ...(written.tags && { tags: lead.tags ?? [] }),
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

function assignmentRow(ctx: Ctx, leadId: string, ownerId: string | null, at: Date, { receipt = {}, ...how }: GivenBy) {
  return { id: newId(), leadId, ownerId, actorId: actorId(ctx.actor), ...how, receipt, occurredAt: at };
}

function assignedFrom(assignmentId: string, from: string | null, to: string | null, { method, reason }: GivenBy) {
  const payload = { assignmentId, ownerId: to, previousOwnerId: from, method, reason };
  return { payload, changes: { owner: { from, to } } };
}
