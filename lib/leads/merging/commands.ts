import { actorId, authorize, hiddenFields } from "@/lib/core/ctx";
import { invalid, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { fieldName } from "@/lib/leads/custom-fields/field/schema";
import { allFields } from "@/lib/leads/custom-fields/queries";
import { written } from "@/lib/leads/custom-fields/value/schema";
import { valuesOf } from "@/lib/leads/custom-fields/values/queries";
import { settlePair } from "@/lib/leads/duplicates/pairs/commands";
import { lockPersons } from "@/lib/leads/duplicates/queries";
import { leadMerged, leadMergedInto } from "@/lib/leads/events";
import { combined, ownPart } from "@/lib/leads/merging/accrued";
import { answersIn, changesOf, isCopied, rowOf, saidIn, saysNothing } from "@/lib/leads/merging/fields";
import { MERGE_FIELDS } from "@/lib/leads/merging/schema";
import { giveTo } from "@/lib/leads/ownership/commands";
import { fieldConflict, lockStandingLead } from "@/lib/leads/queries";
import { leadLabel } from "@/lib/leads/schema";
import { requireWritable } from "@/lib/leads/sensitive/policy";
import { isHidden } from "@/lib/leads/sensitive/schema";
import { searchTextOf } from "@/lib/leads/search-text";
import { moveToStatus } from "@/lib/leads/status/commands";
import { keepNext } from "@/lib/leads/tasks/telling/commands";
import { renamedTags } from "@/lib/leads/tags/queries";
import { tagsNow } from "@/lib/leads/tags/renamed/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Emit } from "@/lib/core/mutate";
import type { Lead, LeadMerge, Prisma } from "@/lib/core/prisma/client";
import type { Accrued, LeadJson } from "@/lib/leads/merging/accrued";
import type { FieldChanges } from "@/lib/leads/merging/fields";
import type { MergeLeadsInput } from "@/lib/leads/merging/schema";

/** What hangs on a lead and goes over to the one it is merged into. */
export const MOVED_TABLES = ["Touchpoint", "Note", "LeadFile", "ContactAttempt", "Task", "Entry", "Delivery"] as const;
/** What is about one lead alone: kept with it, and back with it. */
export const ATTACHED_TABLES = ["LeadSpan", "Assignment", "LeadValue", "WaitingLead"] as const;
/** What can be worked out anew; a first response isn't waited for any more. */
export const DERIVED_TABLES = ["LeadBlock", "LeadDue", "LeadText", "ResponseWatch"] as const;

export type Moved = Record<string, string[]>;

/**
 * Makes one lead of two: everything that hangs on the other goes over, and the other leaves the table of leads, and with it
 * every list, number, search and look-up there is. It is kept whole, its number opens the survivor, and `unmergeLeads`
 * brings it back.
 */
export async function mergeLeads(ctx: Ctx, input: MergeLeadsInput): Promise<{ mergeId: string; number: number }> {
  authorize(ctx, "lead.merge");
  if (input.survivorId === input.otherId) throw invalid({ otherId: "notValid" });
  return mutate(ctx, async (tx, emit) => {
    // An arrival of either person waits, and then finds the survivor.
    await lockPersons(tx);
    await tx.$queryRawUnsafe(`select 1 from "Lead" where id = any($1::uuid[]) order by id for update`, [
      input.survivorId,
      input.otherId,
    ]);
    const survivor = await lockStandingLead(ctx, tx, input.survivorId, "lead.merge");
    const other = await lockStandingLead(ctx, tx, input.otherId, "lead.merge");
    if (survivor.companyId !== other.companyId) throw precondition("otherCompany");
    await requireSeen(ctx, tx, survivor, input.seen.survivor);
    await requireSeen(ctx, tx, other, input.seen.other);
    // Where the survivor says nothing nobody chooses: what the other says isn't lost.
    requireWritable(
      ctx,
      input.take.filter((field) => !saysNothing(survivor, field)),
    );
    const hidden = hiddenFields(ctx.actor);
    const unseen = MERGE_FIELDS.filter((field) => isHidden(hidden, field) && saysNothing(survivor, field));
    const changes = changesOf(survivor, other, [...input.take, ...unseen]);
    const merge = await keepWhole(ctx, tx, survivor, other, changes);
    const filled = await takeOver(tx, merge);
    await waitOn(tx, survivor.id, other.id);
    // Its own rows go with it by the database's rule.
    await tx.lead.delete({ where: { id: other.id } });
    await writeSurvivor(ctx, tx, emit, { survivor, changes });
    await settlePair(tx, survivor.id, other.id, "merged", ctx.now());
    tell(emit, merge, { survivor, other, changes, filled });
    return { mergeId: merge.id, number: survivor.number };
  });
}

/** Whoever waits for an answer on the other goes on waiting. */
async function waitOn(tx: Tx, survivorId: string, otherId: string): Promise<void> {
  await tx.$executeRawUnsafe(
    `insert into "LeadDue" ("leadId", "wroteAgainAt")
     select $1::uuid, "wroteAgainAt" from "LeadDue" where "leadId" = $2::uuid and "wroteAgainAt" is not null
         on conflict ("leadId") do update set "wroteAgainAt" = coalesce("LeadDue"."wroteAgainAt", excluded."wroteAgainAt")`,
    survivorId,
    otherId,
  );
}

async function requireSeen(ctx: Ctx, tx: Tx, lead: Lead, seen: MergeLeadsInput["seen"]["survivor"]): Promise<void> {
  for (const field of MERGE_FIELDS) {
    if (isHidden(hiddenFields(ctx.actor), field)) continue;
    const [value, stands] = [seen[field], saidIn(lead, field)];
    if (value !== undefined && value !== stands)
      throw await fieldConflict(tx, lead.id, EVENT_FIELDS[field] ?? field, stands ?? "");
  }
}

const EVENT_FIELDS: Partial<Record<string, string>> = { statusId: "status", ownerId: "owner", amountCents: "amount" };

const KEEP = `
  insert into "LeadMerge" (id, "leadId", number, "survivorId", lead, survivor, attached, moved, changes, own, "actorId", "actorLabel", "mergedAt")
  select $1::uuid, o.id, o.number, s.id, to_jsonb(o), to_jsonb(s),
         jsonb_build_object(${ATTACHED_TABLES.map(
           (table) =>
             `'${table}', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from "${table}" x where x."leadId" = o.id)`,
         ).join(", ")}),
         '{}', $4::jsonb, '{}', $5, $6, $7::timestamptz
    from "Lead" o, "Lead" s where o.id = $3::uuid and s.id = $2::uuid`;

async function keepWhole(
  ctx: Ctx,
  tx: Tx,
  survivor: Lead,
  other: Lead,
  changes: FieldChanges,
): Promise<LeadMerge & { own: Prisma.JsonValue }> {
  const id = newId();
  const before = await mergesInto(tx, survivor.id);
  await tx.$executeRawUnsafe(
    KEEP,
    id,
    survivor.id,
    other.id,
    JSON.stringify(changes),
    actorId(ctx.actor),
    ctx.actor.name,
    ctx.now().toISOString(),
  );
  const kept = await tx.leadMerge.findUniqueOrThrow({ where: { id } });
  const own = ownPart(jsonOf(kept.survivor), lastOwn(before), before.map(leadIn));
  return tx.leadMerge.update({ where: { id }, data: { own: own as Prisma.InputJsonObject } });
}

/** The merges into a lead that stand, in their order. */
export async function mergesInto(tx: Tx, survivorId: string): Promise<LeadMerge[]> {
  return tx.leadMerge.findMany({ where: { survivorId, undoneAt: null }, orderBy: { id: "asc" } });
}

export function leadIn(merge: LeadMerge): LeadJson {
  return jsonOf(merge.lead);
}

export function lastOwn(merges: LeadMerge[]): Accrued | undefined {
  const last = merges.at(-1);
  return last && (last.own as unknown as Accrued);
}

function jsonOf(value: Prisma.JsonValue): LeadJson {
  return value as unknown as LeadJson;
}

/** Answers what the survivor says in custom fields from now on, where it said nothing. */
async function takeOver(tx: Tx, { id, leadId, survivorId }: LeadMerge): Promise<Changes> {
  const moved: Moved = {};
  for (const table of MOVED_TABLES) moved[table] = await moveRows(tx, table, leadId, survivorId);
  // A later enquiry of the other's person is one of the survivor's now; the survivor isn't its own.
  moved["later"] = (
    await tx.$queryRawUnsafe<{ id: string }[]>(
      `update "Lead" set "previousLeadId" = case when id = $2::uuid then null else $2::uuid end
        where "previousLeadId" = $1::uuid returning id::text`,
      leadId,
      survivorId,
    )
  ).map((row) => row.id);
  moved[FILLED] = await fillValues(tx, id);
  await tx.leadMerge.update({ where: { id }, data: { moved } });
  await keepNext(tx, survivorId);
  return filledChanges(tx, survivorId, moved[FILLED]);
}

/** Under this name a merge keeps which custom fields of the survivor say what the other lead said. */
export const FILLED = "filled";

/** What the other lead of a merge says in custom fields, where the survivor says nothing. Answers in which. */
export async function fillValues(tx: Tx, mergeId: string): Promise<string[]> {
  const rows = await tx.$queryRawUnsafe<{ fieldId: string }[]>(
    `insert into "LeadValue"
     select (jsonb_populate_record(null::"LeadValue", said || jsonb_build_object('leadId', m."survivorId"))).*
       from "LeadMerge" m, jsonb_array_elements(m.attached -> 'LeadValue') said where m.id = $1::uuid
     on conflict ("leadId", "fieldId") do nothing returning "fieldId"::text`,
    mergeId,
  );
  return rows.map(({ fieldId }) => fieldId);
}

async function filledChanges(tx: Tx, leadId: string, fieldIds: readonly string[]): Promise<Changes> {
  if (fieldIds.length === 0) return {};
  const said = (await valuesOf(tx, [leadId])).get(leadId) ?? {};
  const fields = (await allFields(tx)).filter(({ id, key }) => fieldIds.includes(id) && key in said);
  return Object.fromEntries(fields.map(({ key }) => [fieldName(key), { from: "", to: written(said[key]) }]));
}

async function moveRows(tx: Tx, table: string, from: string, to: string): Promise<string[]> {
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
    `update "${table}" set "leadId" = $2::uuid where "leadId" = $1::uuid returning id::text`,
    from,
    to,
  );
  return rows.map((row) => row.id);
}

type Writing = { survivor: Lead; changes: FieldChanges };

async function writeSurvivor(ctx: Ctx, tx: Tx, emit: Emit, { survivor, changes }: Writing): Promise<void> {
  const copied = Object.entries(changes).filter(([field]) => isCopied(field as keyof FieldChanges));
  await writeAccrued(ctx, tx, survivor.id, rowOf(copied.map(([, { to }]) => to)));
  let lead = await tx.lead.findUniqueOrThrow({ where: { id: survivor.id } });
  if (changes.ownerId) {
    const ownerId = changes.ownerId.to["ownerId"] ?? null;
    await giveTo(ctx, tx, emit, lead, { ownerId, method: "merge", reason: "" });
    lead = { ...lead, ownerId };
  }
  const status = changes.statusId?.to;
  if (typeof status?.["statusId"] === "string")
    await moveToStatus(ctx, tx, emit, lead, status["statusId"], { answers: answersIn(status) });
}

/** The survivor's clocks, sets and counts anew, out of what is its own and what stands merged into it; and these columns. */
export async function writeAccrued(ctx: Ctx, tx: Tx, survivorId: string, columns: Partial<Lead>): Promise<void> {
  const merges = await mergesInto(tx, survivorId);
  const own = lastOwn(merges);
  if (own) await putAccrued(tx, survivorId, combined(own, merges.map(leadIn)));
  await recountTouches(tx, survivorId);
  const lead = await tx.lead.findUniqueOrThrow({ where: { id: survivorId } });
  await tx.lead.update({
    where: { id: survivorId },
    data: {
      ...(columns as Prisma.LeadUncheckedUpdateInput),
      searchText: searchTextOf({ ...lead, ...columns }),
      lastActivityAt: ctx.now(),
    },
  });
}

/** Of tags that were renamed or merged since, by what they are called now. */
export async function putAccrued(tx: Tx, leadId: string, accrued: Accrued): Promise<void> {
  const { extra, tags, otherKeys, history, ...clocks } = accrued;
  const date = (iso: string) => new Date(iso);
  await tx.lead.update({
    where: { id: leadId },
    data: {
      extra: extra as Prisma.InputJsonObject,
      tags: tagsNow(tags, await renamedTags(tx)),
      otherKeys,
      history,
      submittedAt: date(clocks.submittedAt),
      receivedAt: date(clocks.receivedAt),
      assignedAt: clocks.assignedAt === null ? null : date(clocks.assignedAt),
      firstResponseAt: clocks.firstResponseAt === null ? null : date(clocks.firstResponseAt),
    },
  });
}

/** How often and when last somebody wrote; a lead without any arrival keeps what it says. */
export async function recountTouches(tx: Tx, leadId: string): Promise<void> {
  await tx.$executeRawUnsafe(
    `update "Lead" l set "touchCount" = t.count, "lastTouchAt" = t.last
       from (select count(*)::int as count, max("occurredAt") as last from "Touchpoint" where "leadId" = $1::uuid) t
      where l.id = $1::uuid and t.count > 0`,
    leadId,
  );
}

function tell(
  emit: Emit,
  { id }: LeadMerge,
  { survivor, other, changes, filled }: { survivor: Lead; other: Lead; changes: FieldChanges; filled: Changes },
): void {
  const told = Object.entries(changes).filter(([field]) => isCopied(field as keyof FieldChanges));
  emit(leadMerged, {
    subjectId: survivor.id,
    subjectLabel: leadLabel(survivor.number),
    payload: { mergeId: id, otherId: other.id, otherLabel: leadLabel(other.number) },
    changes: {
      ...Object.fromEntries(told.map(([field, { from, to }]) => toldOf(field, from[field], to[field]))),
      ...filled,
    },
    ...audienceOf(survivor, other),
  });
  emit(leadMergedInto, {
    subjectId: other.id,
    subjectLabel: leadLabel(other.number),
    payload: { mergeId: id, survivorId: survivor.id, survivorLabel: leadLabel(survivor.number) },
    ...audienceOf(other),
  });
}

/** A field's change as it is told of everywhere: amounts in cents. */
function toldOf(field: string, from: string | null | undefined, to: string | null | undefined) {
  const say = (text: string | null | undefined) => (field === "amountCents" && text ? Number(text) : text);
  return [EVENT_FIELDS[field] ?? field, { from: say(from), to: say(to) }] as const;
}
