import { mutate } from "@/lib/core/mutate";
import { importProgressed, importUndone } from "@/lib/intake/events";
import { lockAt } from "@/lib/intake/importing/running/commands";
import { takenBackOn } from "@/lib/intake/importing/undoing/queries";
import { lockSettling } from "@/lib/intake/processing/queries";
import { momentsBefore } from "@/lib/leads/bulk/moments/schema";
import { changeLeads, removeLeads } from "@/lib/leads/bulk/commands";
import { removeNotes } from "@/lib/leads/bulk/notes/commands";
import { editedNotes } from "@/lib/leads/bulk/notes/queries";
import { removeTouches } from "@/lib/leads/bulk/touches/commands";
import { extraIn, isExtraName, withExtra } from "@/lib/leads/bulk/extra-values/schema";
import { ownIn } from "@/lib/leads/bulk/own-values/schema";
import { lockLeads, readOwn, wordsNow, workedOtherwise } from "@/lib/leads/bulk/queries";
import { restoring } from "@/lib/leads/bulk/policy";
import { ownersHeld } from "@/lib/leads/ownership/commands";
import { organisation } from "@/lib/settings/queries";
import { BULK_TEXTS } from "@/lib/leads/bulk/schema";
import { isFieldName } from "@/lib/leads/custom-fields/field/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { BulkLead, BulkSet, Moments } from "@/lib/leads/bulk/schema";
import type { WordsNow } from "@/lib/leads/bulk/policy";
import type { MayOwn } from "@/lib/leads/ownership/commands";

const BATCH = 500;

type DoneRow = {
  line: number;
  outcome: string;
  leadId: string;
  changes: { fields?: Changes; answers?: Changes; moments?: Changes; touchpointId?: string; noteId?: string } | null;
};
/** What became of a row that was to be taken back. */
type Undone = { line: number; undo: "undone" | "kept"; undoReason: string };

/** Takes back the next rows, from the last one upwards. Answers whether it came to the first. */
export async function undoBatch(ctx: Ctx, importId: string): Promise<boolean> {
  const { defaultCountry } = await organisation();
  return mutate(ctx, async (tx, emit) => {
    await lockSettling(tx);
    const row = await lockAt(tx, importId, "undo");
    const about = { subjectId: importId, subjectLabel: row.fileName };
    const rows = await doneBefore(tx, importId, row.cursor);
    const last = rows.at(-1);
    if (!last) {
      const data = { state: "done", cursor: 0, undoneAt: new Date() };
      await tx.import.update({ where: { id: importId }, data });
      emit(importUndone, { ...about, payload: {} });
      return true;
    }
    const undone = await takeBack({ ...ctx, tx }, tx, rows, { importId, country: defaultCountry });
    await tx.$executeRawUnsafe(
      `update "ImportRow" r set undo = n.undo, "undoReason" = n."undoReason"
         from jsonb_populate_recordset(null::"ImportRow", $2::jsonb) n where r."importId" = $1::uuid and r.line = n.line`,
      importId,
      JSON.stringify(undone),
    );
    await tx.import.update({ where: { id: importId }, data: { cursor: last.line, failures: 0 } });
    emit(importProgressed, { ...about, payload: { stage: "undo", toLine: last.line, rows: rows.length } });
    return false;
  });
}

async function doneBefore(tx: Tx, importId: string, line: number): Promise<DoneRow[]> {
  return tx.$queryRawUnsafe<DoneRow[]>(
    `select line, outcome, "leadId"::text, changes from "ImportRow"
      where "importId" = $1::uuid and line < $2::int and outcome in ('new', 'updated', 'touched') and "leadId" is not null
      order by line desc limit ${BATCH}`,
    importId,
    line,
  );
}

async function takeBack(
  ctx: Ctx,
  tx: Tx,
  rows: DoneRow[],
  { importId, country }: { importId: string; country: string },
): Promise<Undone[]> {
  const mayOwn = await ownersHeld(
    tx,
    rows.map(({ changes }) => (changes?.fields?.["owner"]?.from ?? null) as string | null),
  );
  const leads = new Map(
    (await lockLeads(tx, [...new Set(rows.map(({ leadId }) => leadId))], { extra: true })).map((lead) => [
      lead.id,
      lead,
    ]),
  );
  const made = rows.filter(({ outcome }) => outcome === "new").map(({ leadId }) => leadId);
  const worked = await workedOtherwise(tx, made, importId, await takenBackOn(tx, made));
  if (rows.some(({ changes }) => Object.keys(changes?.fields ?? {}).some(isFieldName)))
    await readOwn(tx, [...leads.values()]);
  // Each as the rows taken back so far leave it: two rows may have changed one lead.
  const standing = new Map([...leads].map(([id, lead]): [string, BulkLead] => [id, { ...lead }]));
  const back: Back = { changes: [], moments: new Map(), touches: [], notes: [], removed: [] };
  const words = await wordsNow(tx);
  const edited = await editedNotes(
    tx,
    rows.flatMap(({ changes }) => changes?.noteId ?? []),
  );
  const away = rows.flatMap(({ leadId }) => (leads.has(leadId) ? [] : [leadId]));
  const merges = await tx.leadMerge.findMany({
    where: { leadId: { in: away }, undoneAt: null },
    select: { leadId: true },
  });
  const merged = new Set(merges.map(({ leadId }) => leadId));
  const known = { worked, merged, mayOwn, words, edited };
  const undone = rows.map((row) => takeRowBack(row, standing.get(row.leadId), known, back));
  const by = { method: "undo", reason: "" };
  await changeLeads(ctx, leads, back.changes, { country, by, moments: back.moments });
  await removeTouches(ctx, leads, back.touches);
  await removeNotes(ctx, leads, back.notes);
  await removeLeads(
    ctx,
    back.removed.flatMap((id) => leads.get(id) ?? []),
  );
  return undone;
}

type Back = {
  changes: { leadId: string; set: BulkSet }[];
  moments: Map<string, Partial<Moments>>;
  touches: { leadId: string; touchpointId: string }[];
  notes: { leadId: string; noteId: string }[];
  removed: string[];
};

type Known = { worked: Set<string>; merged: Set<string>; mayOwn: MayOwn; words: WordsNow; edited: Set<string> };

function takeRowBack(row: DoneRow, lead: BulkLead | undefined, known: Known, back: Back): Undone {
  const { line, leadId, outcome, changes } = row;
  const { mayOwn, words, edited } = known;
  const kept = (undoReason: string): Undone => ({ line, undo: "kept", undoReason });
  const undone: Undone = { line, undo: "undone", undoReason: "" };
  if (!lead) return kept(known.merged.has(leadId) ? "merged" : "gone");
  if (outcome === "new") {
    if (known.worked.has(leadId)) return kept("worked");
    back.removed.push(leadId);
    return undone;
  }
  const { touchpointId, noteId } = changes ?? {};
  if (touchpointId) back.touches.push({ leadId, touchpointId });
  const staysNoted = noteId !== undefined && edited.has(noteId);
  if (noteId && !staysNoted) back.notes.push({ leadId, noteId });
  const { note: _, ...fields } = changes?.fields ?? {};
  const { back: restored, others } = restoring(lead, { ...fields, ...changes?.answers }, words);
  const { owner, ...rest } = restored;
  const ownerLost = !mayOwn(lead.companyId, owner ?? null);
  const set = ownerLost ? rest : restored;
  const moments = momentsBefore(lead, changes?.moments ?? {}, set);
  if (Object.keys(set).length > 0) {
    back.changes.push({ leadId, set });
    back.moments.set(leadId, { ...back.moments.get(leadId), ...moments });
    Object.assign(lead, moments);
  }
  stand(lead, set);
  const left = [...others.map((field) => (isExtraName(field) ? "extra" : field)), ...(staysNoted ? ["note"] : [])];
  const named = [...new Set(left)].join(",");
  if (ownerLost) return kept(named === "" ? "ownerLost" : `ownerLostToo:${named}`);
  return named === "" ? undone : kept(`changed:${named}`);
}

/** As it stands once that is taken back. */
function stand(lead: BulkLead, set: BulkSet): void {
  const { status, owner, lostReason, holdUntil, amount, priority, tags } = set;
  for (const [name, to] of extraIn(set)) lead.extra = withExtra(lead.extra, name, to);
  const texts = BULK_TEXTS.flatMap((field) => (set[field] === undefined ? [] : [[field, set[field]]]));
  Object.assign(
    lead,
    Object.fromEntries(texts),
    { own: { ...lead.own, ...Object.fromEntries(ownIn(set)) } },
    status !== undefined && { statusId: status },
    owner !== undefined && { ownerId: owner },
    priority !== undefined && { priority },
    tags !== undefined && { tags },
    lostReason !== undefined && { lostReasonId: lostReason },
    holdUntil !== undefined && { holdUntil: holdUntil === null ? null : new Date(holdUntil) },
    amount !== undefined && { amountCents: amount === null ? null : BigInt(amount) },
  );
}
