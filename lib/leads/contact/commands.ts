import { forbidden, notFound } from "@/lib/core/errors";
import { NO_ID, newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { leadContactLogged, leadContactOutcome } from "@/lib/leads/events";
import { lockLead } from "@/lib/leads/queries";
import { answerAgain } from "@/lib/leads/returning/commands";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { LogContactInput, SetContactOutcomeInput } from "@/lib/leads/schema";

/** Logs that a person tried to reach the lead. The first one is the lead's first response. */
export async function logContact(ctx: Ctx, input: LogContactInput): Promise<{ attemptId: string }> {
  const { actor } = ctx;
  if (actor.type !== "user") throw forbidden();
  return mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, input.leadId, "lead.logContact");
    const now = ctx.now();
    const attemptId = newId();
    await tx.contactAttempt.create({
      data: {
        id: attemptId,
        leadId: lead.id,
        userId: actor.id,
        channel: input.channel,
        outcome: input.outcome,
        note: input.note,
        occurredAt: now,
      },
    });
    await tx.lead.update({
      where: { id: lead.id },
      data: { firstResponseAt: lead.firstResponseAt ?? now, lastActivityAt: now },
    });
    await answerAgain(tx, [lead.id]);
    emit(leadContactLogged, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: { attemptId, channel: input.channel, outcome: input.outcome, first: !lead.firstResponseAt },
      ...audienceOf(lead),
    });
    return { attemptId };
  });
}

/** Says afterwards how one's own attempt went. */
export async function setContactOutcome(ctx: Ctx, input: SetContactOutcomeInput): Promise<{ attemptId: string }> {
  return mutate(ctx, async (tx, emit) => {
    const attempt = await tx.contactAttempt.findUnique({ where: { id: input.attemptId } });
    const lead = await lockLead(ctx, tx, attempt?.leadId ?? NO_ID, "lead.logContact");
    if (!attempt) throw notFound();
    if (ctx.actor.type === "user" && attempt.userId !== ctx.actor.id) throw forbidden();
    await tx.contactAttempt.update({
      where: { id: attempt.id },
      data: { outcome: input.outcome, note: input.note || attempt.note },
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
