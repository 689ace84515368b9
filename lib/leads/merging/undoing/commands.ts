import { authorize } from "@/lib/core/ctx";
import { forbidden, invalid, notFound, precondition } from "@/lib/core/errors";
import { NO_ID } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { reachesLead, audienceOf } from "@/lib/leads/audience";
import { standsIn } from "@/lib/leads/correcting/commands";
import { settlePair } from "@/lib/leads/duplicates/pairs/commands";
import { lockPersons } from "@/lib/leads/duplicates/queries";
import { leadRestored, leadUnmerged } from "@/lib/leads/events";
import { combined, ownPart } from "@/lib/leads/merging/accrued";
import {
  ATTACHED_TABLES,
  FILLED,
  fillValues,
  lastOwn,
  leadIn,
  mergesInto,
  MOVED_TABLES,
  putAccrued,
  recountTouches,
  writeAccrued,
} from "@/lib/leads/merging/commands";
import { answersIn, isCopied, relinked, rowOf, standing } from "@/lib/leads/merging/fields";
import { takeWordsOff, sayWords } from "@/lib/leads/merging/undoing/words/commands";
import { wordsOf } from "@/lib/leads/merging/words/commands";
import { giveTo, mayOwn } from "@/lib/leads/ownership/commands";
import { lockLead } from "@/lib/leads/queries";
import { leadLabel } from "@/lib/leads/schema";
import { moveToStatus } from "@/lib/leads/status/commands";
import { keepNext } from "@/lib/leads/tasks/telling/commands";
import { renamedTags } from "@/lib/leads/tags/queries";
import { tagsNow } from "@/lib/leads/tags/renamed/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { Lead, LeadMerge, Prisma } from "@/lib/core/prisma/client";
import type { LeadJson } from "@/lib/leads/merging/accrued";
import type { Moved } from "@/lib/leads/merging/commands";
import type { FieldChanges } from "@/lib/leads/merging/fields";
import type { MergeField, Unmerged, UnmergeLeadsInput } from "@/lib/leads/merging/schema";

/**
 * Brings a merged lead back as it was, with everything that went over from it. What came after stays on the survivor, but
 * for the arrivals named, and what its entries said since; a field that somebody changed since keeps that, and is answered.
 */
export async function unmergeLeads(ctx: Ctx, input: UnmergeLeadsInput): Promise<Unmerged> {
  authorize(ctx, "lead.merge");
  return mutate(ctx, async (tx, emit) => {
    await lockPersons(tx);
    const { merge, survivor } = await requireMerge(ctx, tx, input.mergeId);
    await requireLater(tx, merge, input.touchpointIds);
    const stood = await standsIn(tx, survivor);
    await restoreRow(tx, merge);
    await bringBack(tx, merge, input.touchpointIds);
    const words = await wordsOf(tx, merge.leadId, merge);
    const overwritten = await takeWordsOff(ctx, tx, merge, words);
    await takeValuesBack(tx, merge);
    const changed = await restoreSurvivor(ctx, tx, emit, merge);
    const kept = [...new Set([...changed, ...overwritten])];
    await recountTouches(tx, merge.leadId);
    await settlePair(tx, survivor.id, merge.leadId, "dismissed", ctx.now());
    const restored = await tx.lead.findUniqueOrThrow({ where: { id: merge.leadId } });
    tell(emit, merge, { survivor, restored, kept });
    await sayWords(ctx, tx, merge, words, stood);
    return { number: restored.number, kept };
  });
}

async function requireMerge(ctx: Ctx, tx: Tx, id: string): Promise<{ merge: LeadMerge; survivor: Lead }> {
  const merge = await tx.leadMerge.findUnique({ where: { id } });
  const survivorId = merge?.survivorId ?? NO_ID;
  const onward = await tx.leadMerge.findFirst({ where: { leadId: survivorId, undoneAt: null } });
  if (onward) {
    const into = await tx.lead.findUnique({ where: { id: onward.survivorId } });
    if (!merge || !into || !reachesLead(ctx.actor)(into)) throw notFound();
    throw precondition("survivorMerged", { label: leadLabel(onward.number), into: leadLabel(into.number) });
  }
  const survivor = await lockLead(ctx, tx, survivorId, "lead.merge");
  if (!merge) throw notFound();
  const { companyId, ownerId } = merge.lead as { companyId: string; ownerId: string | null };
  if (!reachesLead(ctx.actor, "lead.merge")({ companyId, ownerId })) throw forbidden();
  if (merge.undoneAt) throw precondition("unmergedAlready");
  return { merge, survivor };
}

/** Only what arrived on the survivor after the merge can be given away. */
async function requireLater(tx: Tx, merge: LeadMerge, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await tx.$queryRawUnsafe<{ id: string }[]>(
    `select id::text from "Touchpoint" where id = any($1::uuid[]) and "leadId" = $2::uuid and id > $3::uuid`,
    ids,
    merge.survivorId,
    merge.id,
  );
  const others = (await mergesInto(tx, merge.survivorId)).flatMap(({ moved }) => (moved as Moved)["Touchpoint"] ?? []);
  if (found.length < ids.length || ids.some((id) => others.includes(id))) throw invalid({ touchpointIds: "notValid" });
}

/**
 * The row and what was kept with it, as they were, its tags by what they are called now; a column that came to the table
 * since gets its default.
 */
async function restoreRow(tx: Tx, merge: LeadMerge): Promise<void> {
  await restoreRows(tx, "Lead", `jsonb_build_array(m.lead - 'previousLeadId')`, merge.id);
  const previousLeadId = await previousNow(tx, merge);
  if (previousLeadId) await tx.lead.update({ where: { id: merge.leadId }, data: { previousLeadId } });
  const { tags } = merge.lead as { tags: string[] };
  const now = tagsNow(tags, await renamedTags(tx));
  if (JSON.stringify(now) !== JSON.stringify(tags))
    await tx.lead.update({ where: { id: merge.leadId }, data: { tags: now } });
  for (const table of ATTACHED_TABLES) await restoreRows(tx, table, `m.attached -> '${table}'`, merge.id);
}

async function restoreRows(tx: Tx, table: string, rows: string, mergeId: string): Promise<void> {
  const columns = await tx.$queryRawUnsafe<{ name: string }[]>(
    `select quote_ident(c.column_name) as name from information_schema.columns c
      where c.table_schema = current_schema() and c.table_name = $2
        and exists (select 1 from "LeadMerge" m, jsonb_array_elements(${rows}) r where m.id = $1::uuid and r ? c.column_name)`,
    mergeId,
    table,
  );
  if (columns.length === 0) return;
  const names = columns.map(({ name }) => name).join(", ");
  await tx.$executeRawUnsafe(
    `insert into "${table}" (${names}) select ${names.replaceAll(/"?\w+"?/g, "r.$&")}
       from "LeadMerge" m, jsonb_populate_recordset(null::"${table}", ${rows}) r where m.id = $1::uuid`,
    mergeId,
  );
}

/** The enquiry before it may have been merged itself meanwhile, or taken back. */
async function previousNow(tx: Tx, { lead, leadId }: LeadMerge): Promise<string | null> {
  let { previousLeadId: id } = lead as { previousLeadId: string | null };
  while (id !== null && (await tx.lead.count({ where: { id } })) === 0)
    id = (await tx.leadMerge.findFirst({ where: { leadId: id, undoneAt: null } }))?.survivorId ?? null;
  return id === leadId ? null : id;
}

/** Everything that went over, and the arrivals named with their entries and deliveries; what an entry sent since with it. */
async function bringBack(tx: Tx, merge: LeadMerge, touchpointIds: string[]): Promise<void> {
  const moved = merge.moved as Moved;
  const back = (table: string, ids: string[]) =>
    tx.$executeRawUnsafe(
      `update "${table}" set "leadId" = $1::uuid where id = any($3::uuid[]) and "leadId" = $2::uuid`,
      merge.leadId,
      merge.survivorId,
      ids,
    );
  for (const table of MOVED_TABLES) await back(table, moved[table] ?? []);
  await back("Touchpoint", touchpointIds);
  const deliveries = await tx.$queryRawUnsafe<{ id: string; entry: string | null }[]>(
    `select d.id::text, d."entryId"::text as entry from "Touchpoint" t join "Delivery" d on d.id = t."deliveryId" where t.id = any($1::uuid[])`,
    touchpointIds,
  );
  await back(
    "Delivery",
    deliveries.map(({ id }) => id),
  );
  await back(
    "Entry",
    deliveries.flatMap(({ entry }) => entry ?? []),
  );
  await tx.$executeRawUnsafe(
    `update "Delivery" set "leadId" = $1::uuid
      where "leadId" = $2::uuid and outcome <> 'touched' and "entryId" in (select id from "Entry" where "leadId" = $1::uuid)`,
    merge.leadId,
    merge.survivorId,
  );
  await tx.$executeRawUnsafe(
    `update "Lead" set "previousLeadId" = $1::uuid
      where id = any($3::uuid[]) and ("previousLeadId" = $2::uuid or (id = $2::uuid and "previousLeadId" is null))`,
    merge.leadId,
    merge.survivorId,
    moved["later"] ?? [],
  );
  await keepNext(tx, merge.leadId, merge.survivorId);
}

/**
 * What the survivor says in custom fields only because this lead said it goes, where it still says so; another lead that
 * stands merged may have something to say there then.
 */
async function takeValuesBack(tx: Tx, merge: LeadMerge): Promise<void> {
  await tx.$executeRawUnsafe(
    `delete from "LeadValue" v using "LeadMerge" m, jsonb_populate_recordset(null::"LeadValue", m.attached -> 'LeadValue') said
      where m.id = $1::uuid and v."leadId" = m."survivorId" and v."fieldId" = said."fieldId" and v."fieldId" = any($2::uuid[])
        and to_jsonb(v) - 'leadId' = to_jsonb(said) - 'leadId'`,
    merge.id,
    (merge.moved as Moved)[FILLED] ?? [],
  );
  const rest = (await mergesInto(tx, merge.survivorId)).filter(({ id }) => id !== merge.id);
  for (const other of rest) {
    const moved = other.moved as Moved;
    const filled = [...new Set([...(moved[FILLED] ?? []), ...(await fillValues(tx, other.id))])];
    await tx.leadMerge.update({ where: { id: other.id }, data: { moved: { ...moved, [FILLED]: filled } } });
  }
}

/** Takes back what the merge did to the survivor, where it still stands. */
async function restoreSurvivor(ctx: Ctx, tx: Tx, emit: Emit, merge: LeadMerge): Promise<MergeField[]> {
  const survivor = await tx.lead.findUniqueOrThrow({ where: { id: merge.survivorId } });
  const merges = await mergesInto(tx, survivor.id);
  const [current] = await tx.$queryRawUnsafe<{ lead: LeadJson }[]>(
    `select to_jsonb(l) as lead from "Lead" l where id = $1::uuid`,
    survivor.id,
  );
  if (!current) throw notFound();
  const own = ownPart(current.lead, lastOwn(merges), merges.map(leadIn));
  const rest = merges.filter(({ id }) => id !== merge.id);
  const changes = merge.changes as unknown as FieldChanges;
  await tx.leadMerge.update({ where: { id: merge.id }, data: { undoneAt: ctx.now() } });
  for (const other of rest) {
    const isLater = other.id > merge.id;
    const relink = isLater ? relinked(other.changes as unknown as FieldChanges, changes) : undefined;
    await tx.leadMerge.update({
      where: { id: other.id },
      data: {
        own: own as unknown as Prisma.InputJsonObject,
        ...(relink && { changes: relink }),
      },
    });
  }
  await putAccrued(tx, survivor.id, combined(own, rest.map(leadIn)));

  const { back, kept } = standing(survivor, changes);
  const copied = Object.entries(back).filter(([field]) => isCopied(field as MergeField));
  await writeAccrued(ctx, tx, survivor.id, rowOf(copied.map(([, { from }]) => from)));
  await tx.$executeRawUnsafe(STARTED_SINCE, survivor.id);
  return [...kept, ...(await moveBack(ctx, tx, emit, survivor.id, back))];
}

// What the other lead's clock had stopped already, and the survivor's own would have been stopped by later.
const STARTED_SINCE = `
  update "Lead" l
     set "firstResponseAt" = coalesce(l."firstResponseAt",
           (select min("occurredAt") from "ContactAttempt" where "leadId" = l.id)),
         "assignedAt" = coalesce(l."assignedAt",
           (select min("occurredAt") from "Assignment" where "leadId" = l.id and "ownerId" is not null and method <> 'merge'))
   where l.id = $1::uuid`;

/** Owner and status from before, by their own verbs. Answers what can't go back. */
async function moveBack(ctx: Ctx, tx: Tx, emit: Emit, leadId: string, back: FieldChanges): Promise<MergeField[]> {
  let lead = await tx.lead.findUniqueOrThrow({ where: { id: leadId } });
  const kept: MergeField[] = [];
  if (back.ownerId) {
    const ownerId = back.ownerId.from["ownerId"] ?? null;
    if (await mayOwn(tx, lead.companyId, ownerId)) {
      await giveTo(ctx, tx, emit, lead, { ownerId, method: "unmerge", reason: "" });
      lead = { ...lead, ownerId };
    } else kept.push("ownerId");
  }
  const status = back.statusId?.from;
  if (typeof status?.["statusId"] === "string")
    await moveToStatus(ctx, tx, emit, lead, status["statusId"], { answers: answersIn(status) });
  return kept;
}

function tell(
  emit: Emit,
  { id }: LeadMerge,
  { survivor, restored, kept }: { survivor: Lead; restored: Lead; kept: MergeField[] },
): void {
  emit(leadUnmerged, {
    subjectId: survivor.id,
    subjectLabel: leadLabel(survivor.number),
    payload: { mergeId: id, otherId: restored.id, otherLabel: leadLabel(restored.number), kept },
    ...audienceOf(survivor, restored),
  });
  emit(leadRestored, {
    subjectId: restored.id,
    subjectLabel: leadLabel(restored.number),
    payload: { mergeId: id, survivorId: survivor.id, survivorLabel: leadLabel(survivor.number) },
    ...audienceOf(restored),
  });
}
