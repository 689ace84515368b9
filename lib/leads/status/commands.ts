import { actorId } from "@/lib/core/ctx";
import { forbidden, invalid, notFound, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { leadStatusChanged } from "@/lib/leads/events";
import { fieldConflict, lockLead } from "@/lib/leads/queries";
import { answerAgain } from "@/lib/leads/returning/commands";
import { mayWrite, requireWritable } from "@/lib/leads/sensitive/policy";
import { leadLabel } from "@/lib/leads/schema";
import { answerFields, dayOf } from "@/lib/leads/status/answers";
import { todayAt } from "@/lib/leads/status/queries";
import { moveSpans, reopenStatus } from "@/lib/leads/spans/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { FieldErrors } from "@/lib/core/errors";
import type { Changes } from "@/lib/core/events";
import type { Emit } from "@/lib/core/mutate";
import type { Lead, Status } from "@/lib/core/prisma/client";
import type { ChangeStatusInput } from "@/lib/leads/schema";
import type { ChangeAnswers, TakeBackStatusInput } from "@/lib/leads/status/schema";

/** `changeId` is what an undo names. */
export type MovedStatus = { statusId: string; changeId: string };

/**
 * Moves the lead to a status, unless it moved meanwhile. By hand only where the way is open, and with what the status asks;
 * what happened long ago and is told only now went its way already.
 */
export async function changeStatus(ctx: Ctx, input: ChangeStatusInput): Promise<MovedStatus> {
  return mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, input.leadId, "lead.changeStatus");
    const wanted = await holdStatus(tx, input.statusId);
    if (!wanted?.active) throw invalid({ statusId: "notValid" });
    if (input.amountCents != null) requireWritable(ctx, ["amount"]);
    if (lead.statusId !== input.seenStatusId) throw await statusConflict(tx, lead);
    const now = await tx.status.findUniqueOrThrow({ where: { id: lead.statusId } });
    if (lead.statusId === wanted.id) throw precondition("unchanged");
    if (wanted.part === "assigned" && !lead.ownerId) throw precondition("ownerFirst");
    const { lostReasonId, holdUntil } = input;
    // Nothing said of an amount leaves the one that is there.
    const answers = { lostReasonId, holdUntil, amountCents: input.amountCents ?? undefined };
    if (!ctx.history) await requireWay(tx, now, wanted);
    await requireAnswers(ctx, tx, lead, wanted, answers);
    await answerAgain(tx, [lead.id]);
    return { statusId: wanted.id, changeId: await moveToStatus(ctx, tx, emit, lead, wanted.id, { answers }) };
  });
}

/** How long a change can be undone by who made it. */
const UNDO_MS = 15 * 60_000;

/** Undoes one's own last change of a lead's status: where it stood, and what had been answered then, whatever way is open. */
export async function takeBackStatus(ctx: Ctx, input: TakeBackStatusInput): Promise<MovedStatus> {
  return mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, input.leadId, "lead.changeStatus");
    const change = await tx.leadSpan.findUnique({ where: { id: input.changeId } });
    if (change?.leadId !== lead.id || change.kind !== "status") throw notFound();
    if (change.to !== null) throw await statusConflict(tx, lead);
    if (change.actorId !== actorId(ctx.actor)) throw forbidden();
    if (ctx.now().getTime() - change.from.getTime() > UNDO_MS) throw precondition("undoTooLate");
    const { previousId, answers } = await beforeLast(tx, lead);
    const status = previousId === undefined ? null : await holdStatus(tx, previousId);
    if (!status) throw precondition("undoTooLate");
    const statusId = status.successorId ?? status.id;
    return { statusId, changeId: await moveToStatus(ctx, tx, emit, lead, statusId, { answers, because: "undo" }) };
  });
}

/** Where the lead stood before its last change of status, and what it said of what that changed. */
async function beforeLast(tx: Tx, lead: Lead): Promise<{ previousId: string | undefined; answers: ChangeAnswers }> {
  const told = await tx.event.findFirst({
    where: { subjectType: "lead", subjectId: lead.id, name: leadStatusChanged.name },
    orderBy: { seq: "desc" },
    select: { changes: true },
  });
  const changes = (told?.changes ?? {}) as Partial<Record<string, { from: unknown }>>;
  const before = <T>(field: string, now: T) => (changes[field] ? (changes[field].from as T) : now);
  return {
    previousId: before<string | undefined>("status", undefined),
    answers: {
      lostReasonId: before("lostReason", lead.lostReasonId),
      holdUntil: before("holdUntil", dayOf(lead.holdUntil)),
      amountCents: before("amount", lead.amountCents === null ? null : Number(lead.amountCents)),
    },
  };
}

/** The status, kept as it is until the transaction ends: who retires it waits, and finds what was moved there. */
export async function holdStatus(tx: Tx, id: string): Promise<Status | null> {
  await tx.$queryRawUnsafe(`select 1 from "Status" where id = $1::uuid for share`, id);
  return tx.status.findUnique({ where: { id } });
}

export async function statusConflict(tx: Tx, { id, statusId }: Lead) {
  const now = await tx.status.findUnique({ where: { id: statusId }, select: { key: true } });
  return fieldConflict(tx, id, "status", now?.key ?? "", statusId);
}

async function requireWay(tx: Tx, from: Status, to: Status): Promise<void> {
  const barred = await tx.barredMove.count({ where: { fromId: from.id, toId: to.id } });
  if (barred > 0) throw precondition("wayBarred", { from: from.key, to: to.key });
}

/** What the status asks is there, and what is there can be. An amount that the lead has already needn't be said again. */
async function requireAnswers(ctx: Ctx, tx: Tx, lead: Lead, wanted: Status, answers: ChangeAnswers): Promise<void> {
  const fields = await answersWrong(ctx, tx, lead, wanted, answers);
  if (Object.keys(fields).length > 0) throw invalid(fields);
}

/** What is wrong with what was answered, by field. */
export async function answersWrong(
  ctx: Ctx,
  tx: Tx,
  lead: Pick<Lead, "amountCents">,
  wanted: Pick<Status, "asksReason" | "asksDate" | "asksAmount">,
  answers: ChangeAnswers,
): Promise<FieldErrors> {
  const reason = answers.lostReasonId
    ? await tx.lostReason.count({ where: { id: answers.lostReasonId, active: true } })
    : 0;
  return answerFields(wanted, answers, {
    history: ctx.history,
    today: answers.holdUntil ? await todayAt(tx, ctx.now()) : "",
    reasonIsKnown: reason > 0,
    // Nobody is asked for what they can't say, nor told by that whether it was said.
    hasAmount: lead.amountCents !== null || !mayWrite(ctx.actor, "amount"),
  });
}

type Answering = Partial<Pick<Lead, "lostReasonId" | "holdUntil" | "amountCents">>;
type Moving = Pick<Lead, "id" | "number" | "companyId" | "ownerId" | "statusId"> & Answering;
export type Because = "undo" | "retired";
type How = { answers?: ChangeAnswers; because?: Because };

/**
 * The change itself, for a lead already locked: row, span, event. What the status before had asked goes with it. Undone, the
 * lead stands where it stood, since when it stood there.
 */
export async function moveToStatus(
  ctx: Ctx,
  tx: Tx,
  emit: Emit,
  lead: Moving,
  statusId: string,
  { answers = {}, because }: How = {},
): Promise<string> {
  const { columns, changes } = answered(lead, answers);
  const now = ctx.now();
  const former =
    because === "undo"
      ? (await reopenStatus(tx, [{ leadId: lead.id, statusId, left: [lead.statusId] }])).get(lead.id)
      : undefined;
  const begun = former ? undefined : await moveSpans(ctx, tx, "status", new Map([[lead.id, statusId]]), now);
  const times = former ? { statusChangedAt: former.since } : { statusChangedAt: now, lastActivityAt: now };
  await tx.lead.update({ where: { id: lead.id }, data: { statusId, ...times, ...columns } });
  emit(leadStatusChanged, {
    subjectId: lead.id,
    subjectLabel: leadLabel(lead.number),
    payload: { statusId, previousStatusId: lead.statusId, ...(because && { because }) },
    changes: { status: { from: lead.statusId, to: statusId }, ...changes },
    ...audienceOf(lead),
  });
  return former?.spanId ?? begun?.get(lead.id) ?? "";
}

type Columns = { lostReasonId?: string | null; holdUntil?: Date | null; amountCents?: bigint | null };

/** A reason and a day are the status's; an amount is the lead's, and stays until another is said. */
export function answered(lead: Answering, answers: ChangeAnswers): { columns: Columns; changes: Changes } {
  const columns: Columns = {};
  const changes: Changes = {};
  const reason = { from: lead.lostReasonId ?? null, to: answers.lostReasonId ?? null };
  if (reason.from !== reason.to) {
    columns.lostReasonId = reason.to;
    changes["lostReason"] = reason;
  }
  const until = { from: dayOf(lead.holdUntil ?? null), to: answers.holdUntil ?? null };
  if (until.from !== until.to) {
    columns.holdUntil = until.to === null ? null : new Date(until.to);
    changes["holdUntil"] = until;
  }
  const amount = { from: lead.amountCents == null ? null : Number(lead.amountCents), to: answers.amountCents };
  if (amount.to !== undefined && amount.from !== amount.to) {
    columns.amountCents = amount.to === null ? null : BigInt(amount.to);
    changes["amount"] = amount;
  }
  return { columns, changes };
}
