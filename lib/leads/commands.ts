import { max } from "date-fns";
import { actorId } from "@/lib/core/ctx";
import { invalid, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { insertValues } from "@/lib/leads/custom-fields/values/commands";
import { leadClassified, leadCreated, leadTouched, leadUpdated } from "@/lib/leads/events";
import { giveByVerdict, giveTo } from "@/lib/leads/ownership/commands";
import { firstOwner, leadColumns, leadNumbers, touchpointColumns } from "@/lib/leads/new-lead";
import { mayPlace } from "@/lib/leads/page/policy";
import { requireSomeContact } from "@/lib/leads/person";
import { fieldConflict, lockLead } from "@/lib/leads/queries";
import { askAgain } from "@/lib/leads/returning/commands";
import { leadLabel } from "@/lib/leads/schema";
import { requireWritable } from "@/lib/leads/sensitive/policy";
import { searchTextOf } from "@/lib/leads/search-text";
import { moveToStatus } from "@/lib/leads/status/commands";
import { writeFields } from "@/lib/leads/writing/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Emit } from "@/lib/core/mutate";
import type { ArrivingValue } from "@/lib/leads/custom-fields/arriving/schema";
import type { Lead, Prisma } from "@/lib/core/prisma/client";
import type { Verdict } from "@/lib/leads/ownership/schema";
import type { LeadFields, Priority, SpokenRule, UpdateLeadInput } from "@/lib/leads/schema";

export type Arrival = {
  sourceId: string | null;
  deliveryId: string | null;
  submittedAt: Date;
  receivedAt: Date;
  message: string;
  service: string;
  pageUrl: string;
  referrer: string;
  utm: { source: string; medium: string; campaign: string; term: string; content: string };
  /** Who wrote this time, and what else the form said: `{ person, extra, files, consent, cut }`. */
  values: Prisma.InputJsonObject;
};

export type Classification = {
  rules: SpokenRule[];
  statusId: string;
  leadTypeId: string;
  companyId: string;
  priority: Priority;
  tags: string[];
  score: number;
};

export type NewLead = {
  contactName: string;
  firm: string;
  email: string;
  phone: string;
  /** The country whose rules read the phone number. */
  country: string;
  extra: Prisma.InputJsonObject;
  /** What it says in custom fields. */
  values?: readonly ArrivingValue[];
  channel: string;
  subChannel: string;
  currency: string;
  /** Where it starts, before anybody looked. */
  initialStatusId: string;
  classification: Classification;
  /** Who looks at it first; it stays pending. */
  defaultOwnerId: string | null;
  /** The rule that named them; the source otherwise. */
  ownerRule?: string | undefined;
  previousLeadId: string | null;
  arrival: Arrival;
};

/**
 * Asked once for each new lead that isn't history, as it is after its first look: what the rules of assignment say of it,
 * or nothing where it stays with its default owner.
 */
export type Decide = (lead: ReturnType<typeof leadColumns>) => Verdict | undefined;
type CreatedLead = { id: string; number: number };

/** A lead from its first arrival: created, classified and, unless it is history, given to its first owner. */
export async function createLead(ctx: Ctx, input: NewLead, decide?: Decide): Promise<CreatedLead> {
  return mutate(ctx, async (tx, emit) => {
    const { arrival, classification } = input;
    const now = ctx.now();
    const id = newId();
    const [number = 0] = await leadNumbers(tx, 1);
    const columns = { ...leadColumns(id, now, ctx.history, input), number };
    const lead = await tx.lead.create({
      data: {
        ...columns,
        searchText: searchTextOf(columns),
        touchpoints: { create: touchpointColumns(newId(), arrival) },
        spans: {
          create: { id: newId(), kind: "status", value: input.initialStatusId, from: now, actorId: actorId(ctx.actor) },
        },
      },
    });
    await insertValues(
      tx,
      (input.values ?? []).map((value) => ({ leadId: id, ...value })),
    );
    const about = { subjectId: id, subjectLabel: leadLabel(lead.number), ...audienceOf(lead) };
    emit(leadCreated, {
      ...about,
      payload: { number: lead.number, sourceId: arrival.sourceId, statusId: lead.statusId },
    });
    emit(leadClassified, {
      ...about,
      payload: {
        rules: classification.rules,
        statusId: classification.statusId,
        leadTypeId: classification.leadTypeId,
        score: classification.score,
      },
    });
    if (classification.statusId !== lead.statusId) await moveToStatus(ctx, tx, emit, lead, classification.statusId);
    const moved = { ...lead, statusId: classification.statusId };
    if (!ctx.history) await giveFirst(ctx, tx, emit, moved, input, decide?.({ ...columns, statusId: moved.statusId }));
    return { id, number: lead.number };
  });
}

async function giveFirst(
  ctx: Ctx,
  tx: Tx,
  emit: Emit,
  lead: Lead,
  input: NewLead,
  verdict: Verdict | undefined,
): Promise<void> {
  if (verdict) await giveByVerdict(ctx, tx, emit, lead, verdict);
  else if (input.defaultOwnerId)
    await giveTo(ctx, tx, emit, lead, { ownerId: input.defaultOwnerId, ...firstOwner(input) });
}

/** A returning person: one more arrival on their lead. What people typed stays as it is. */
export async function addTouchpoint(
  ctx: Ctx,
  leadId: string,
  arrival: Arrival,
): Promise<{ touchpointId: string; number: number }> {
  return mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, leadId, "lead.update");
    const touchpointId = newId();
    await tx.touchpoint.create({ data: { ...touchpointColumns(touchpointId, arrival), leadId } });
    const lastTouchAt = max([lead.lastTouchAt, arrival.submittedAt]);
    // What comes as history happened long ago, and makes no lead look idle that somebody worked since.
    const lastActivityAt = max([lead.lastActivityAt, ctx.now()]);
    const data = { touchCount: { increment: 1 }, lastTouchAt, lastActivityAt };
    await tx.lead.update({ where: { id: leadId }, data });
    emit(leadTouched, {
      subjectId: leadId,
      subjectLabel: leadLabel(lead.number),
      payload: { touchpointId, sourceId: arrival.sourceId },
      ...audienceOf(lead),
    });
    await askAgain(ctx, tx, emit, lead);
    return { touchpointId, number: lead.number };
  });
}

/** Fields that direct a lead rather than describe it: for whoever assigns. */
const DIRECTING = ["managementMessage", "companyId"] as const;

/**
 * Edits by hand. A field somebody else changed since it was seen is a conflict; the others aren't touched by that.
 * The management message tells the owner what is wanted and the company says whose lead it is: who assigns sets them.
 */
export async function updateLead(
  ctx: Ctx,
  input: UpdateLeadInput & { country: string },
): Promise<{ changed: string[] }> {
  return mutate(ctx, async (tx, emit) => {
    const fields = Object.keys(input.set) as (keyof LeadFields)[];
    const directing = fields.filter((field) => DIRECTING.some((one) => one === field));
    const lead = await lockLead(ctx, tx, input.leadId, directing.length > 0 ? "lead.assign" : "lead.update");
    if (directing.length < fields.length) await lockLead(ctx, tx, input.leadId, "lead.update");
    requireWritable(ctx, fields);
    const changes: Changes = {};
    for (const [field, to] of Object.entries(input.set) as [keyof LeadFields, string][]) {
      const from = lead[field];
      if (input.seen[field] !== from) throw await fieldConflict(tx, lead.id, field, from);
      if (to !== from) changes[field] = { from, to };
    }
    if (Object.keys(changes).length === 0) throw precondition("unchanged");
    requireSomeContact(lead, input.set);
    const companyId = input.set.companyId ?? lead.companyId;
    if (companyId !== lead.companyId) await requireCompany(ctx, tx, { companyId, ownerId: lead.ownerId });
    if (changes["leadTypeId"]) await requireType(tx, input.set.leadTypeId ?? "");
    await writeFields(ctx, tx, lead, input.set, input.country);
    emit(leadUpdated, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: {},
      changes,
      ...audienceOf({ ...lead, companyId }, lead),
    });
    return { changed: Object.keys(changes) };
  });
}

/** A lead goes to a company that is in use and where the actor assigns leads too. */
async function requireCompany(
  ctx: Ctx,
  tx: Prisma.TransactionClient,
  place: { companyId: string; ownerId: string | null },
): Promise<void> {
  const company = await tx.company.findUnique({ where: { id: place.companyId }, select: { active: true } });
  if (!company?.active || !mayPlace(ctx.actor, place)) throw invalid({ companyId: "notValid" });
}

/** A type in use, kept so until the transaction ends. */
async function requireType(tx: Tx, id: string): Promise<void> {
  const inUse = `select active from "LeadType" where id = $1::uuid for share`;
  const [type] = await tx.$queryRawUnsafe<{ active: boolean }[]>(inUse, id);
  if (!type?.active) throw invalid({ leadTypeId: "notValid" });
}
