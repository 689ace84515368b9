import { actorOfUser } from "@/lib/auth/queries";
import { scopeOf } from "@/lib/core/ctx";
import { matches } from "@/lib/core/condition/evaluate";
import { database } from "@/lib/core/db";
import { Outcome } from "@/lib/core/errors";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { PLACE } from "@/lib/leads/audience";
import { bulkFinished, bulkProgressed } from "@/lib/leads/bulk/changing/events";
import { isAsSeen, mayBeChanged, planOne } from "@/lib/leads/bulk/changing/plan";
import { changeWorld } from "@/lib/leads/bulk/changing/queries";
import { rowsAfter, rowsBefore } from "@/lib/leads/bulk/changing/stepping/queries";
import { changeLeads } from "@/lib/leads/bulk/commands";
import { changesBetween, momentsBefore, momentsOf } from "@/lib/leads/bulk/moments/schema";
import { lockLeads, wordsNow } from "@/lib/leads/bulk/queries";
import { ownersHeld } from "@/lib/leads/ownership/commands";
import { holdTags } from "@/lib/leads/tags/commands";
import { addTasks, removeTasks } from "@/lib/leads/tasks/many/commands";
import { restoring } from "@/lib/leads/bulk/policy";
import type { Ctx } from "@/lib/core/ctx";
import type { Changes } from "@/lib/core/events";
import type { Tx } from "@/lib/core/db";
import type { BulkChange } from "@/lib/core/prisma/client";
import type { BulkChangeSet } from "@/lib/leads/bulk/changing/schema";
import type { ChangeWorld } from "@/lib/leads/bulk/changing/plan";
import type { ChangingRow } from "@/lib/leads/bulk/changing/stepping/queries";
import type { Moments } from "@/lib/leads/bulk/schema";
import type { BulkLead, BulkSet } from "@/lib/leads/bulk/schema";

/** Leads a transaction: whoever edits one of them by hand waits no longer than for so many. */
const BATCH = 200;
const AT_ONCE = 10;
/** A step that fails so often in a row will fail again. */
const MOST_FAILURES = 3;

/**
 * One step of each change that is at work: a transaction with the leads, the ledger and the place it came to. A process
 * that dies has done whole steps only, and the next one goes on from there. Answers whether there may be more.
 */
export async function stepBulkChanges(): Promise<boolean> {
  const working = await database().bulkChange.findMany({
    where: { state: "working" },
    orderBy: { createdAt: "asc" },
    take: AT_ONCE,
  });
  for (const change of working) await step(change);
  return working.length > 0;
}

async function step(change: BulkChange): Promise<void> {
  try {
    const actor = await actorOfUser(change.userId);
    if (!actor || !scopeOf(actor, "lead.assign")) {
      await fail(change.id, "notAllowed");
      return;
    }
    const ctx: Ctx = { actor, requestId: change.id, now: () => new Date(), history: false };
    const set = change.set as BulkChangeSet;
    if (change.stage === "run") await runBatch(ctx, change.id, set);
    else await undoBatch(ctx, change.id);
  } catch (error) {
    // Whom it was for can't own leads any more: trying again changes nothing.
    if (error instanceof Outcome) return fail(change.id, "notPossible");
    const failures = change.failures + 1;
    logger.error({ err: error, bulkChange: change.id, failures }, "a step of a bulk change failed");
    if (failures >= MOST_FAILURES) return fail(change.id, "failed");
    await database().bulkChange.updateMany({ where: { id: change.id, state: "working" }, data: { failures } });
  }
}

async function fail(id: string, reason: string): Promise<void> {
  await database().bulkChange.updateMany({ where: { id, state: "working" }, data: { state: "failed", reason } });
}

/** The change while it is at work in this stage; somebody may have stopped it a moment ago. */
async function lockAt(tx: Tx, id: string, stage: string): Promise<BulkChange | null> {
  await tx.$queryRawUnsafe(`select 1 from "BulkChange" where id = $1::uuid for update`, id);
  return tx.bulkChange.findFirst({ where: { id, stage, state: "working" } });
}

/** Stopped: nothing is written, and nothing told. */
class NoLongerWorking extends Error {}

async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof NoLongerWorking)) throw error;
  }
}

async function runBatch(ctx: Ctx, id: string, set: BulkChangeSet): Promise<void> {
  await attempt(() =>
    mutate(ctx, async (tx, emit) => {
      const change = await lockAt(tx, id, "run");
      if (!change) throw new NoLongerWorking();
      const rows = await rowsAfter(tx, id, change.cursor, BATCH);
      const last = rows.at(-1);
      if (!last) {
        await tx.bulkChange.update({
          where: { id },
          data: { state: "done", finishedAt: ctx.now(), cursor: change.total },
        });
        emit(bulkFinished, { ...about(id), payload: { stage: "run" } });
        return;
      }
      // Before the leads are locked: what they are given stays what it is until they have it.
      if (set.kind === "tags") await holdTags(tx);
      if (set.kind === "owner") await ownersHeld(tx, [set.ownerId]);
      const world = await changeWorld({ ...ctx, tx }, set);
      await saveOutcomes(tx, id, await settle({ ...ctx, tx }, tx, rows, { set, world }));
      await tx.bulkChange.update({ where: { id }, data: { cursor: last.line, failures: 0 } });
      emit(bulkProgressed, { ...about(id), payload: { stage: "run", leads: rows.length } });
    }),
  );
}

async function settle(
  ctx: Ctx,
  tx: Tx,
  rows: ChangingRow[],
  { set, world }: { set: BulkChangeSet; world: ChangeWorld },
): Promise<Settled[]> {
  const leads = await lockedLeads(tx, rows);
  const allowed = mayBeChanged(ctx.actor, set);
  const options = { now: ctx.now(), timeZone: "UTC" };
  const changes: { line: number; leadId: string; set: BulkSet }[] = [];
  const settled = rows.map(({ line, leadId, seen }): Settled => {
    const skipped = (reason: string): Settled => ({ line, outcome: "skipped", reason, changes: null });
    const lead = leads.get(leadId);
    if (!lead) return skipped("gone");
    if (!matches(allowed, lead, PLACE, options)) return skipped("notAllowed");
    if (!isAsSeen(lead, set, seen, world)) return skipped("moved");
    const plan = planOne(set.kind === "tags" ? { ...lead, tags: seen as string[] } : lead, set, world);
    if ("skip" in plan) return skipped(plan.skip);
    if ("same" in plan) return { line, outcome: "same", reason: "", changes: null };
    changes.push({ line, leadId, set: plan.set });
    return { line, outcome: "changed", reason: "", changes: null };
  });
  const done = await make(ctx, leads, changes, set);
  const byLine = new Map(changes.map(({ line }, index) => [line, done[index] ?? null]));
  return settled.map((row) => ({ ...row, changes: byLine.get(row.line) ?? null }));
}

type Change = { leadId: string; set: BulkSet };

/** What becomes of each lead, and what that changed of it. */
async function make(ctx: Ctx, leads: Map<string, BulkLead>, changes: Change[], set: BulkChangeSet): Promise<Changes[]> {
  if (set.kind !== "task") {
    const reason = set.kind === "owner" ? set.reason : "";
    const stood = changes.map(({ leadId }) => momentsOf(leads.get(leadId)));
    const done = await changeLeads(ctx, leads, changes, { by: { method: "bulk", reason } });
    return done.map((told, index) => {
      const now = momentsOf(leads.get(changes[index]?.leadId ?? ""));
      return { ...told, ...changesBetween(stood[index] ?? {}, now) };
    });
  }
  const ids = await addTasks(
    ctx,
    changes.flatMap(({ leadId }) => leads.get(leadId) ?? []),
    set,
  );
  return ids.map((id) => ({ task: { from: null, to: id } }));
}

async function undoBatch(ctx: Ctx, id: string): Promise<void> {
  await attempt(() =>
    mutate(ctx, async (tx, emit) => {
      const change = await lockAt(tx, id, "undo");
      if (!change) throw new NoLongerWorking();
      const rows = await rowsBefore(tx, id, change.cursor, BATCH);
      const last = rows.at(-1);
      if (!last) {
        const now = ctx.now();
        await tx.bulkChange.update({
          where: { id },
          data: { state: "done", cursor: 0, undoneAt: now, finishedAt: now },
        });
        emit(bulkFinished, { ...about(id), payload: { stage: "undo" } });
        return;
      }
      await saveUndone(tx, id, await takeBack({ ...ctx, tx }, tx, rows, change.set as BulkChangeSet));
      await tx.bulkChange.update({ where: { id }, data: { cursor: last.line, failures: 0 } });
      emit(bulkProgressed, { ...about(id), payload: { stage: "undo", leads: rows.length } });
    }),
  );
}

async function takeBack(ctx: Ctx, tx: Tx, rows: ChangingRow[], set: BulkChangeSet): Promise<Undone[]> {
  if (set.kind === "task") return takeBackTasks(ctx, rows);
  const mayOwn = await ownersHeld(tx, rows.map(formerOwner));
  if (set.kind === "tags") await holdTags(tx);
  const words = await wordsNow(tx);
  const leads = await lockedLeads(tx, rows);
  const allowed = mayBeChanged(ctx.actor, set);
  const options = { now: ctx.now(), timeZone: "UTC" };
  const changes: { leadId: string; set: BulkSet }[] = [];
  const moments = new Map<string, Partial<Moments>>();
  const undone = rows.map((row): Undone => {
    const { line, leadId } = row;
    const lead = leads.get(leadId);
    if (!lead) return { line, undo: "kept", undoReason: "gone" };
    // Who lost the lead with the change itself gives it back all the same.
    const before = row.changes?.["owner"] ? { ...lead, ownerId: formerOwner(row) } : lead;
    if (!matches(allowed, lead, PLACE, options) && !matches(allowed, before, PLACE, options))
      return { line, undo: "kept", undoReason: "notAllowed" };
    const { lastActivityAt: _activity, assignedAt: _assigned, ...fields } = row.changes ?? {};
    const { back, others } = restoring(lead, fields, words);
    // Not even its status goes back: it was given together with the owner.
    if (!mayOwn(lead.companyId, back.owner ?? null)) return { line, undo: "kept", undoReason: "ownerLost" };
    if (Object.keys(back).length > 0) {
      changes.push({ leadId, set: back });
      moments.set(leadId, momentsBefore(lead, row.changes ?? {}, back));
    }
    return others.length === 0
      ? { line, undo: "undone", undoReason: "" }
      : { line, undo: "kept", undoReason: "changed" };
  });
  await changeLeads(ctx, leads, changes, { by: { method: "undo", reason: "" }, moments });
  return undone;
}

/** Whose the lead was before it was given. */
function formerOwner({ changes }: ChangingRow): string | null {
  return (changes?.["owner"]?.from ?? null) as string | null;
}

/** A task that was done or changed meanwhile stays. */
async function takeBackTasks(ctx: Ctx, rows: ChangingRow[]): Promise<Undone[]> {
  const taskOf = ({ changes }: ChangingRow) => String(changes?.["task"]?.to);
  const gone = await removeTasks(ctx, rows.map(taskOf));
  return rows.map((row) =>
    gone.has(taskOf(row))
      ? { line: row.line, undo: "undone", undoReason: "" }
      : { line: row.line, undo: "kept", undoReason: "changed" },
  );
}

async function lockedLeads(tx: Tx, rows: ChangingRow[]): Promise<Map<string, BulkLead>> {
  const leads = await lockLeads(
    tx,
    rows.map(({ leadId }) => leadId),
  );
  return new Map(leads.map((lead) => [lead.id, lead]));
}

type Settled = { line: number; outcome: "changed" | "same" | "skipped"; reason: string; changes: Changes | null };
type Undone = { line: number; undo: "undone" | "kept"; undoReason: string };

async function saveOutcomes(tx: Tx, changeId: string, rows: Settled[]): Promise<void> {
  await tx.$executeRawUnsafe(
    `update "BulkChangeRow" r set outcome = n.outcome, reason = n.reason, changes = n.changes
       from jsonb_populate_recordset(null::"BulkChangeRow", $2::jsonb) n where r."changeId" = $1::uuid and r.line = n.line`,
    changeId,
    JSON.stringify(rows),
  );
}

async function saveUndone(tx: Tx, changeId: string, rows: Undone[]): Promise<void> {
  await tx.$executeRawUnsafe(
    `update "BulkChangeRow" r set undo = n.undo, "undoReason" = n."undoReason"
       from jsonb_populate_recordset(null::"BulkChangeRow", $2::jsonb) n where r."changeId" = $1::uuid and r.line = n.line`,
    changeId,
    JSON.stringify(rows),
  );
}

const about = (id: string) => ({ subjectId: id, subjectLabel: "" });
