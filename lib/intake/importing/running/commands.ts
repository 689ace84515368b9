import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { importFinished, importProgressed } from "@/lib/intake/events";
import { removeFile } from "@/lib/intake/importing/gateway";
import { newLead } from "@/lib/intake/importing/new-lead";
import { noted, planRows } from "@/lib/intake/importing/plan";
import { keysIn, Register } from "@/lib/intake/importing/register";
import { isRefusal, readRow } from "@/lib/intake/importing/row";
import { nextRows, runWorld } from "@/lib/intake/importing/stepping/queries";
import { lockSettling } from "@/lib/intake/processing/queries";
import { houseSource } from "@/lib/intake/sources/house/commands";
import { changeLeads, createLeads, takeNumbers } from "@/lib/leads/bulk/commands";
import { changesBetween, momentsOf } from "@/lib/leads/bulk/moments/schema";
import { addNotes } from "@/lib/leads/bulk/notes/commands";
import { readNotes } from "@/lib/leads/bulk/notes/queries";
import { touchLeads } from "@/lib/leads/bulk/touches/commands";
import { leadsByKeys, readOwn } from "@/lib/leads/bulk/queries";
import { offerTags } from "@/lib/leads/tags/commands";
import { isFieldName } from "@/lib/leads/custom-fields/field/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Import } from "@/lib/core/prisma/client";
import type { Planned } from "@/lib/intake/importing/plan";
import type { ImportSettings } from "@/lib/intake/importing/schema";
import type { RunWorld, StoredRow } from "@/lib/intake/importing/stepping/queries";
import { BULK_ANSWERS } from "@/lib/leads/bulk/schema";
import type { BulkNote } from "@/lib/leads/bulk/notes/schema";
import type { BulkLead, BulkSet, BulkTouch } from "@/lib/leads/bulk/schema";

/** Rows a transaction: it holds up whoever settles an arrival meanwhile. */
const BATCH = 500;

/** The next rows of an import, with the place it came to: all in one transaction. Answers whether it came to the end. */
export async function runBatch(ctx: Ctx, { id: importId, settings: saved }: Import): Promise<boolean> {
  const settings = saved as ImportSettings;
  const world = await runWorld(ctx, settings);
  const ended = await mutate(ctx, async (tx, emit) => {
    await lockSettling(tx);
    const row = await lockAt(tx, importId, "run");
    const about = { subjectId: importId, subjectLabel: row.fileName };
    const rows = await nextRows(tx, importId, row.cursor, BATCH);
    const last = rows.at(-1);
    if (!last) {
      await tx.import.update({ where: { id: importId }, data: { state: "done", finishedAt: new Date() } });
      emit(importFinished, { ...about, payload: { rows: row.rowCount } });
      return true;
    }
    const joined = { ...ctx, tx };
    const source = settings.companyId ? await houseSource(tx, emit, "import", settings.companyId) : undefined;
    const run = { row, settings, world, sourceId: source?.id ?? null, currency: source?.currency ?? "ARS" };
    await bringIn(joined, tx, run, rows);
    await tx.import.update({ where: { id: importId }, data: { cursor: last.line, failures: 0 } });
    emit(importProgressed, { ...about, payload: { stage: "run", toLine: last.line, rows: rows.length } });
    return false;
  });
  // What it said is in the rows now.
  if (ended) await removeFile(importId);
  return ended;
}

/** The import while it is at work in this stage; it may have been stopped a moment ago. */
export async function lockAt(tx: Tx, importId: string, stage: string): Promise<Import> {
  await tx.$queryRawUnsafe(`select 1 from "Import" where id = $1::uuid for update`, importId);
  const row = await tx.import.findFirst({ where: { id: importId, stage, state: "working" } });
  if (!row) throw new NoLongerWorking();
  return row;
}

/** Somebody stopped it, or another process brought it to its end. */
export class NoLongerWorking extends Error {}

type Run = { row: Import; settings: ImportSettings; world: RunWorld; sourceId: string | null; currency: string };

async function bringIn(ctx: Ctx & { tx: Tx }, tx: Tx, run: Run, rows: StoredRow[]): Promise<void> {
  const { settings, world } = run;
  const reads = readRows(rows, run.row, settings, world);
  const records = reads.flatMap(({ read }) => (isRefusal(read) ? [] : [read]));
  const known = await leadsByKeys(tx, world.companyIds, keysIn(records, settings.matchBy), { lock: true });
  if (settings.mapping.some(isFieldName)) await readOwn(tx, known);
  if (settings.mapping.includes("note")) await readNotes(tx, known);
  // As they stand; the register holds them as the rows before have left them.
  const leads = new Map(known.map((lead) => [lead.id, lead]));
  const register = new Register();
  for (const lead of known) register.add({ ...lead });

  const defaults = { settings, sourceId: run.sourceId ?? "", currency: run.currency, at: run.row.createdAt };
  const planned = planRows(reads, register, {
    settings,
    country: world.country,
    assignedStatusId: world.assignedStatusId,
    make: (record) => newLead(record, defaults),
  });
  await offerTags(tx, [...new Set(planned.flatMap(({ created, set }) => created?.tags ?? set.tags ?? []))]);
  await create(ctx, planned, leads);
  const updated = planned.filter((plan) => Object.keys(plan.set).length > 0);
  const stood = new Map(updated.map(({ lead }) => [lead?.id, momentsOf(leads.get(lead?.id ?? ""))]));
  const changes = await changeLeads(
    ctx,
    leads,
    updated.map((plan) => ({ leadId: plan.lead?.id ?? "", set: plan.set })),
    { country: world.country },
  );
  const changed = new Map(updated.map((plan, index) => [plan.line, changes[index]]));
  const touches = await touch(ctx, run, planned, leads);
  const noteIds = await writeNotes(ctx, run, planned, leads);
  await saveOutcomes(tx, run.row.id, planned, (plan) => {
    // With a lead that was made goes all that was made with it.
    if (plan.created || !plan.lead) return null;
    const [touchpointId, noteId] = [touches.get(plan.line), noteIds.get(plan.line)];
    const { fields, answers } = byKind(changed.get(plan.line) ?? {}, plan.set);
    const said = { ...fields, ...noted(plan.note) };
    // Of a lead that several rows change each keeps all of it.
    const moments = changesBetween(stood.get(plan.lead.id) ?? {}, momentsOf(leads.get(plan.lead.id)));
    const done: Done = {
      ...(Object.keys(said).length > 0 && { fields: said }),
      ...(answers && { answers }),
      ...(changed.has(plan.line) && { moments }),
      ...(touchpointId !== undefined && { touchpointId }),
      ...(noteId !== undefined && { noteId }),
    };
    return Object.keys(done).length > 0 ? done : null;
  });
}

/** Each at its row's time, else at its lead's first or at that of the file. */
async function writeNotes(
  ctx: Ctx,
  { row }: Run,
  planned: Planned[],
  leads: Map<string, BulkLead>,
): Promise<Map<number, string>> {
  const telling = planned.filter((plan) => plan.note !== "");
  const notes = telling.flatMap(({ lead, note, record }): BulkNote[] =>
    lead ? [{ noteId: newId(), leadId: lead.id, body: note, at: record?.at ?? row.createdAt }] : [],
  );
  await addNotes(ctx, leads, notes);
  return new Map(telling.map((plan, index) => [plan.line, notes[index]?.noteId ?? ""]));
}

export function readRows(rows: StoredRow[], row: Import, settings: ImportSettings, world: RunWorld) {
  const { words, country, fields, hints } = world;
  const context = { settings, columns: row.columns as string[], words, country, now: new Date(), fields, hints };
  return rows.map(({ line, values, after }) => ({ line, read: readRow(values, context), after }));
}

async function create(ctx: Ctx & { tx: Tx }, planned: Planned[], leads: Map<string, BulkLead>): Promise<void> {
  const fresh = planned.filter((plan) => plan.created !== null);
  const numbers = fresh.length > 0 ? await takeNumbers(ctx.tx, fresh.length) : [];
  const created = fresh.flatMap(({ created: lead, lead: after }, index) => {
    if (!lead) return [];
    lead.number = numbers[index] ?? 0;
    if (after) after.number = lead.number;
    leads.set(lead.id, lead);
    return [lead];
  });
  await createLeads(ctx, created);
}

async function touch(
  ctx: Ctx,
  { row, sourceId }: Run,
  planned: Planned[],
  leads: Map<string, BulkLead>,
): Promise<Map<number, string>> {
  const touched = planned.filter((plan) => plan.outcome === "touched");
  const touches = touched.flatMap(({ lead, record }): BulkTouch[] => {
    if (!lead || !record) return [];
    const { contactName, firm, email, phone, message, service, pageUrl, utm, extra } = record;
    return [
      {
        leadId: lead.id,
        touchpointId: newId(),
        sourceId,
        at: record.at ?? row.createdAt,
        message,
        service,
        pageUrl,
        utm,
        values: { person: { contactName, firm, email, phone }, extra },
      },
    ];
  });
  await touchLeads(ctx, leads, touches);
  return new Map(touched.map((plan, index) => [plan.line, touches[index]?.touchpointId ?? ""]));
}

/** What the file said, and what went with a status it gave. */
function byKind(changes: Changes, set: BulkSet): Done {
  const isAnswer = (field: string) => BULK_ANSWERS.some((answer) => answer === field && set[answer] === undefined);
  const entries = Object.entries(changes);
  const answers = entries.filter(([field]) => isAnswer(field));
  const fields = Object.fromEntries(entries.filter(([field]) => !isAnswer(field)));
  return { fields, ...(answers.length > 0 && { answers: Object.fromEntries(answers) }) };
}

/** `moments`: of the lead, beside what was changed. */
type Done = { fields?: Changes; answers?: Changes; moments?: Changes; touchpointId?: string; noteId?: string };

/** The ledger: what became, or would become, of each row. */
export async function saveOutcomes(
  tx: Pick<Tx, "$executeRawUnsafe">,
  importId: string,
  planned: Planned[],
  done: (plan: Planned) => Done | null,
): Promise<void> {
  const rows = planned.map((plan) => ({
    line: plan.line,
    outcome: plan.outcome,
    reason: plan.reason,
    detail: plan.detail,
    notes: plan.notes,
    // A number is a lead's that is there; a lead that would be made has none.
    leadId: plan.lead && plan.lead.number > 0 ? plan.lead.id : null,
    leadNumber: plan.lead && plan.lead.number > 0 ? plan.lead.number : null,
    changes: done(plan),
  }));
  await tx.$executeRawUnsafe(
    `update "ImportRow" r
        set outcome = n.outcome, reason = n.reason, detail = n.detail, notes = n.notes, "leadId" = n."leadId", "leadNumber" = n."leadNumber", changes = n.changes
       from jsonb_populate_recordset(null::"ImportRow", $2::jsonb) n
      where r."importId" = $1::uuid and r.line = n.line`,
    importId,
    JSON.stringify(rows),
  );
}
