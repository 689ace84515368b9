import { max, min } from "date-fns";
import { forbidden, invalid, notFound, precondition } from "@/lib/core/errors";
import { happenedMoment } from "@/lib/core/happened";
import { NO_ID, newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { leadContactLogged, leadContactOutcome } from "@/lib/leads/events";
import { lockLead } from "@/lib/leads/queries";
import { answerAgain } from "@/lib/leads/returning/commands";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Lead } from "@/lib/core/prisma/client";
import type { Former } from "@/lib/leads/contact/former";
import type { LogContactInput, SetContactOutcomeInput } from "@/lib/leads/schema";

/**
 * Logs that a person tried to reach the lead, now or earlier. The earliest attempt is the lead's first response, whenever
 * it is told.
 */
export async function logContact(ctx: Ctx, input: LogContactInput): Promise<{ attemptId: string }> {
  const { actor } = ctx;
  if (actor.type !== "user") throw forbidden();
  return mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, input.leadId, "lead.logContact");
    const at = contactMoment(ctx, lead, input.happenedAt ?? "");
    const first = lead.firstResponseAt === null || at < lead.firstResponseAt;
    const attemptId = newId();
    await tx.contactAttempt.create({
      data: {
        id: attemptId,
        leadId: lead.id,
        userId: actor.id,
        channel: input.channel,
        outcome: input.outcome,
        note: input.note,
        occurredAt: at,
        former: await formerOf(tx, lead),
      },
    });
    await tx.lead.update({
      where: { id: lead.id },
      data: { ...(first && { firstResponseAt: at }), lastActivityAt: max([lead.lastActivityAt, at]) },
    });
    // What was before they wrote again is no answer to that.
    await answerAgain(tx, [lead.id], input.happenedAt ? at : undefined);
    emit(leadContactLogged, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: { attemptId, channel: input.channel, outcome: input.outcome, first },
      occurredAt: at,
      ...audienceOf(lead),
    });
    return { attemptId };
  });
}

/** A minute is typed, and no second: what was in the minute in which the lead came was not before it. */
const MINUTE_MS = 60_000;

function contactMoment(ctx: Ctx, lead: Lead, happenedAt: string): Date {
  const typed = happenedMoment(ctx, happenedAt);
  if (typed === null) return ctx.now();
  const came = min([lead.submittedAt, lead.receivedAt]);
  const at = new Date(typed);
  if (at.getTime() + MINUTE_MS <= came.getTime()) throw invalid({ happenedAt: "beforeLead" });
  return max([at, came]);
}

async function formerOf(tx: Tx, lead: Lead): Promise<Former> {
  const due = await tx.leadDue.findUnique({ where: { leadId: lead.id }, select: { wroteAgainAt: true } });
  return {
    lastActivityAt: lead.lastActivityAt.toISOString(),
    wroteAgainAt: due?.wroteAgainAt?.toISOString() ?? null,
  };
}

/** Says afterwards how one's own attempt went, or says it anew. */
export async function setContactOutcome(ctx: Ctx, input: SetContactOutcomeInput): Promise<{ attemptId: string }> {
  return mutate(ctx, async (tx, emit) => {
    const known = await tx.contactAttempt.findUnique({ where: { id: input.attemptId } });
    const lead = await lockLead(ctx, tx, known?.leadId ?? NO_ID, "lead.logContact");
    if (!known) throw notFound();
    // It may have been taken back while the lead was waited for.
    const attempt = await tx.contactAttempt.findUnique({ where: { id: known.id } });
    if (!attempt) throw precondition("attemptGone");
    if (ctx.actor.type === "user" && attempt.userId !== ctx.actor.id) throw forbidden();
    await tx.contactAttempt.update({
      where: { id: attempt.id },
      data: { outcome: input.outcome, note: input.note ?? attempt.note },
    });
    emit(leadContactOutcome, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: { attemptId: attempt.id, channel: attempt.channel, outcome: input.outcome },
      changes: { outcome: { from: attempt.outcome, to: input.outcome } },
      ...audienceOf(lead),
    });
    return { attemptId: attempt.id };
  });
}
