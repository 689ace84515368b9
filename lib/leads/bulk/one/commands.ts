import { audienceOf } from "@/lib/leads/audience";
import { extraIn, extraSaid, withExtra } from "@/lib/leads/bulk/extra-values/schema";
import { ownIn } from "@/lib/leads/bulk/own-values/schema";
import { amountOf } from "@/lib/leads/bulk/policy";
import { BULK_TEXTS, keysOf } from "@/lib/leads/bulk/schema";
import { aboutLead, assignedFrom, assignmentRow } from "@/lib/leads/bulk/telling";
import { leadAssigned, leadStatusChanged, leadUpdated } from "@/lib/leads/events";
import { dayOf } from "@/lib/leads/status/answers";
import type { Ctx } from "@/lib/core/ctx";
import type { Changes } from "@/lib/core/events";
import type { Emit } from "@/lib/core/mutate";
import type { RowValues } from "@/lib/core/rows";
import type { OwnValues } from "@/lib/leads/bulk/own-values/schema";
import type { BulkLead, BulkSet, GivenBy } from "@/lib/leads/bulk/schema";

/** The last status, owner and custom values of each lead that got others. */
export type Moved = {
  status: Map<string, string>;
  /** In which ones they stood before that, the last one last. */
  left: Map<string, string[]>;
  owner: Map<string, string | null>;
  assignments: RowValues[];
  own: Map<string, OwnValues>;
};
type Changing = { ctx: Ctx; emit: Emit; now: Date; country: string; by: GivenBy; moved: Moved };

/** One lead of many: as it is afterwards, and what is told of it. Answers what changed. */
export function changeOne({ ctx, emit, now, country, by, moved }: Changing, lead: BulkLead, set: BulkSet): Changes {
  const told = sayOne(lead, set, country, moved);
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
  if (set.status !== undefined && isMoving(lead, set)) {
    const payload = { statusId: set.status, previousStatusId: lead.statusId };
    const because = by.method === "undo" && { because: "undo" as const };
    const changes = { status: { from: lead.statusId, to: set.status }, ...answerOne(lead, set) };
    Object.assign(lead, { statusId: set.status, statusChangedAt: now });
    moved.status.set(lead.id, set.status);
    moved.left.set(lead.id, [...(moved.left.get(lead.id) ?? []), payload.previousStatusId]);
    Object.assign(done, changes);
    emit(leadStatusChanged, { ...aboutLead(lead), payload: { ...payload, ...because }, changes });
  }
  return done;
}

const isMoving = ({ statusId }: BulkLead, { status }: BulkSet) => status !== undefined && status !== statusId;

/** What it says from then on in its fields. */
function sayOne(lead: BulkLead, set: BulkSet, country: string, moved: Moved): Changes {
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
  for (const [name, to] of extraIn(set)) {
    const from = extraSaid(lead.extra, name);
    if (from === to) continue;
    told[name] = { from, to };
    lead.extra = withExtra(lead.extra, name, to);
  }
  if (set.priority !== undefined && set.priority !== lead.priority) {
    told["priority"] = { from: lead.priority, to: set.priority };
    lead.priority = set.priority;
  }
  // With another status it is told as its answer.
  if (set.amount !== undefined && !isMoving(lead, set) && set.amount !== amountOf(lead)) {
    told["amount"] = { from: amountOf(lead), to: set.amount };
    lead.amountCents = set.amount === null ? null : BigInt(set.amount);
  }
  if (set.tags) {
    told["tags"] = { from: lead.tags ?? [], to: set.tags };
    lead.tags = set.tags;
  }
  return told;
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
