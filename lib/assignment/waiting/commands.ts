import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { mutate } from "@/lib/core/mutate";
import { keepBooked, verdictOf } from "@/lib/assignment/assigning/commands";
import { decide, isAnybodyFree, keyOf, ruleFor, servedOf } from "@/lib/assignment/desk";
import { deskFor, lockAssigning } from "@/lib/assignment/people/queries";
import { readAssignment } from "@/lib/assignment/rules/queries";
import { lockWaiting, oldestWaiting } from "@/lib/assignment/waiting/queries";
import { changeLeads } from "@/lib/leads/bulk/commands";
import { lockLeads } from "@/lib/leads/bulk/queries";
import { leadWaiting, leadWaitingOver } from "@/lib/leads/events";
import { mayOwn } from "@/lib/leads/ownership/commands";
import { BY_ASSIGNMENT } from "@/lib/leads/ownership/schema";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { Decision, Desk, PreparedRule } from "@/lib/assignment/desk";
import type { Waiting } from "@/lib/assignment/waiting/queries";
import type { BulkSet, GivenBy } from "@/lib/leads/bulk/schema";

const BATCH = 200;

/** Somebody was faster. */
class NothingToDo extends Error {}

/**
 * Gives what waits to whoever has become free, who came first first. It looks at how things stand and not at what
 * happened: that a lead was closed, a shift began, a leave ended, a cap was raised, a user came or a rule changed is all
 * one to it, and none of that can be missed. Answers whether there may be more.
 */
export async function drainWaiting(now: () => Date = () => new Date()): Promise<boolean> {
  const oldest = await oldestWaiting();
  if (oldest === null) return false;
  // Without the lock first: as long as nobody is free, arrivals needn't wait for that to be found out.
  const assignment = await readAssignment(database());
  const at = now();
  if (oldest === assignment.version && freeGroups(await deskFor({}, assignment, at), at).length === 0) return false;
  const ctx = systemCtx("assignment", { now: () => at });
  try {
    return await mutate(ctx, (tx, emit) => drain({ ...ctx, tx }, tx, emit));
  } catch (error) {
    if (error instanceof NothingToDo) return false;
    throw error;
  }
}

async function drain(ctx: Ctx, tx: Tx, emit: Emit): Promise<boolean> {
  await lockAssigning(tx);
  const at = ctx.now();
  const assignment = await readAssignment(tx);
  const desk = await deskFor(ctx, assignment, at);
  const found = await lockWaiting(tx, { version: assignment.version, free: freeGroups(desk, at), most: BATCH });
  const settled = settle(desk, found, at);
  const { given, moved, unspoken } = settled;
  if (given.length + moved.length + unspoken.length === 0) throw new NothingToDo();
  await give(ctx, tx, settled);
  await endWaiting(tx, emit, settled);
  await keepBooked(
    tx,
    desk,
    given.map(({ lead, decision }) => ({ leadId: lead.id, decision, at })),
  );
  return found.length === BATCH;
}

/** Of which rules and companies somebody could take a lead now. */
function freeGroups(desk: Desk, at: Date): { ruleId: string; companyId: string }[] {
  return [...desk.waiting.keys()].flatMap((key) => {
    const [ruleId = "", companyId = ""] = key.split(" ");
    const rule = desk.rules.find(({ id }) => id === ruleId);
    return rule && isAnybodyFree(desk, rule, companyId, at) ? [{ ruleId, companyId }] : [];
  });
}

type Given = { lead: Waiting; decision: Decision };
type Settled = {
  given: Given[];
  /** Another rule speaks of them now, and nobody could take them by it either. */
  moved: Given[];
  /** No rule speaks of them any more. */
  unspoken: Waiting[];
};

function settle(desk: Desk, found: readonly Waiting[], at: Date): Settled {
  const settled: Settled = { given: [], moved: [], unspoken: [] };
  for (const { lead, rule } of regrouped(desk, found)) {
    if (!rule) {
      settled.unspoken.push(lead);
      continue;
    }
    const decision = decide(desk, rule, lead, { at, without: servedOf(desk, rule, lead.companyId, at) });
    if (decision.ownerId !== null) {
      decision.receipt.waited = lead.since.toISOString();
      queueUp(desk, keyOf(rule.id, lead.companyId), -1);
      settled.given.push({ lead, decision });
    } else if (lead.ruleId !== rule.id || lead.version !== desk.version) settled.moved.push({ lead, decision });
  }
  return settled;
}

/** Each with the rule that speaks of it now; what waits is counted by that one, too, before anybody gets any of it. */
function regrouped(desk: Desk, found: readonly Waiting[]): { lead: Waiting; rule: PreparedRule | undefined }[] {
  return found.map((lead) => {
    const rule = ruleFor(desk, lead);
    queueUp(desk, keyOf(lead.ruleId, lead.companyId), -1);
    if (rule) queueUp(desk, keyOf(rule.id, lead.companyId), 1);
    return { lead, rule };
  });
}

function queueUp({ waiting }: Desk, key: string, by: 1 | -1): void {
  waiting.set(key, Math.max(0, (waiting.get(key) ?? 0) + by));
}

async function give(ctx: Ctx, tx: Tx, { given, unspoken }: Settled): Promise<void> {
  const ids = [...given.map(({ lead }) => lead.id), ...unspoken.map(({ id }) => id)];
  const leads = new Map((await lockLeads(tx, ids)).map((lead) => [lead.id, lead]));
  const statuses = await tx.status.findMany({ where: { part: { in: ["start", "assigned"] } } });
  const [start, assigned] = ["start", "assigned"].map((part) => statuses.find((status) => status.part === part)?.id);
  const byLead = new Map<string, GivenBy>();
  const changes: { leadId: string; set: BulkSet }[] = [];
  for (const { lead, decision } of given) {
    const verdict = verdictOf(decision);
    byLead.set(lead.id, { method: BY_ASSIGNMENT, reason: verdict.rule.name, receipt: verdict.receipt });
    const moves = assigned !== undefined && leads.get(lead.id)?.statusId === start;
    changes.push({ leadId: lead.id, set: { owner: verdict.ownerId, ...(moves && { status: assigned }) } });
  }
  // Of whom no rule speaks any more is for their source's default owner, as any new one would be.
  for (const { id, companyId, defaultOwnerId } of unspoken) {
    if (defaultOwnerId === null || !(await mayOwn(tx, companyId, defaultOwnerId))) continue;
    byLead.set(id, { method: "default-owner", reason: "" });
    changes.push({ leadId: id, set: { owner: defaultOwnerId } });
  }
  await changeLeads(ctx, leads, changes, { byLead });
}

async function endWaiting(tx: Tx, emit: Emit, { given, moved, unspoken }: Settled): Promise<void> {
  const over = [...given.map(({ lead }) => lead.id), ...unspoken.map(({ id }) => id)];
  await tx.waitingLead.deleteMany({ where: { leadId: { in: over } } });
  for (const lead of unspoken) emit(leadWaitingOver, { ...aboutWaiting(lead), payload: {} });
  for (const { lead, decision } of moved) {
    const { rule, receipt } = verdictOf(decision);
    await tx.waitingLead.update({
      where: { leadId: lead.id },
      data: { ruleId: rule.id, version: rule.version, receipt },
    });
    emit(leadWaiting, { ...aboutWaiting(lead), payload: { ruleId: rule.id, rule: rule.name, version: rule.version } });
  }
}

function aboutWaiting({ id, number, companyId }: Waiting) {
  return { subjectId: id, subjectLabel: leadLabel(number), companyIds: [companyId] };
}
