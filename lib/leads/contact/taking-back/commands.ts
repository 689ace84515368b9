import { max } from "date-fns";
import { forbidden, precondition } from "@/lib/core/errors";
import { actorId } from "@/lib/core/ctx";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { leadContactTakenBack } from "@/lib/leads/events";
import { firstTakenBack } from "@/lib/leads/contact/taking-back/policy";
import { lockLead } from "@/lib/leads/queries";
import { answersSince, waitAgain } from "@/lib/leads/returning/commands";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { ContactAttempt, Lead } from "@/lib/core/prisma/client";
import type { Former } from "@/lib/leads/contact/former";
import type { TakeBackContactInput } from "@/lib/leads/schema";

/**
 * Nobody had tried: one's own attempt goes, and the lead has what it had before it; for a day also once it was said how
 * it went. A status that was chosen with that is a step of its own and stays.
 */
export async function takeBackContact(
  ctx: Ctx,
  input: TakeBackContactInput,
): Promise<{ firstResponseAt: string | null }> {
  return mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, input.leadId, "lead.logContact");
    const attempt = await tx.contactAttempt.findFirst({ where: { id: input.attemptId, leadId: lead.id } });
    if (!attempt) throw precondition("attemptGone");
    if (attempt.userId !== actorId(ctx.actor)) throw forbidden();
    if (attempt.outcome !== input.seen) throw precondition("outcomeSaid");
    if (attempt.outcome !== "pending" && attempt.id < firstTakenBack(ctx.now())) throw precondition("attemptOld");
    await requireUnmerged(tx, lead, attempt);
    await tx.contactAttempt.delete({ where: { id: attempt.id } });
    const first = lead.firstResponseAt?.getTime() === attempt.occurredAt.getTime();
    const firstResponseAt = first ? await earliestAttempt(tx, lead) : lead.firstResponseAt;
    await tx.lead.update({
      where: { id: lead.id },
      data: { firstResponseAt, lastActivityAt: activityWithout(lead, attempt) },
    });
    await unanswer(ctx, tx, lead, attempt);
    // Whoever waits for the first response looks at once: it may be due by now.
    await tx.responseWatch.updateMany({ where: { leadId: lead.id }, data: { dueAt: ctx.now() } });
    emit(leadContactTakenBack, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: { attemptId: attempt.id, channel: attempt.channel, first },
      ...audienceOf(lead),
    });
    return { firstResponseAt: firstResponseAt?.toISOString() ?? null };
  });
}

/** What the leads merged since had of their own is kept with the attempt in it. Ids are in the order of their time. */
async function requireUnmerged(tx: Tx, lead: Lead, attempt: ContactAttempt): Promise<void> {
  const since = { survivorId: lead.id, undoneAt: null, id: { gt: attempt.id } };
  if ((await tx.leadMerge.count({ where: since })) > 0) throw precondition("mergedSinceAttempt");
}

async function earliestAttempt(tx: Tx, lead: Lead): Promise<Date | null> {
  const rest = await tx.contactAttempt.aggregate({ where: { leadId: lead.id }, _min: { occurredAt: true } });
  return rest._min.occurredAt;
}

/** As it was before the attempt, unless something happened since. */
function activityWithout(lead: Lead, attempt: ContactAttempt): Date {
  const { lastActivityAt } = attempt.former as Former;
  if (lastActivityAt === undefined) return lead.lastActivityAt;
  const before = new Date(lastActivityAt);
  const made = max([before, attempt.occurredAt]);
  return lead.lastActivityAt.getTime() === made.getTime() ? before : lead.lastActivityAt;
}

/**
 * Who had written again before the attempt waits again, unless somebody answered since; where that is only another
 * attempt, it is that one which answers now. What came before the attempt comes before the next one.
 */
async function unanswer(ctx: Ctx, tx: Tx, lead: Lead, attempt: ContactAttempt): Promise<void> {
  const { lastActivityAt, wroteAgainAt = null } = attempt.former as Former;
  const logged = await loggedAt(tx, lead, attempt);
  const answers = wroteAgainAt === null || !logged ? [] : await answersSince(tx, lead.id, logged, wroteAgainAt);
  if (wroteAgainAt !== null && answers.length === 0) await waitAgain(tx, lead.id, wroteAgainAt);
  const next = await tx.contactAttempt.findFirst({
    where: { leadId: lead.id, id: { gt: attempt.id } },
    orderBy: { id: "asc" },
  });
  if (!next) return;
  const known = next.former as Former;
  const handedOn = answers.length > 0 && answers.every((name) => name === "lead.contactLogged");
  const made = lastActivityAt && max([new Date(lastActivityAt), attempt.occurredAt]).toISOString();
  const former: Former = {
    ...known,
    ...(made !== undefined && known.lastActivityAt === made && { lastActivityAt }),
    ...(handedOn && { wroteAgainAt: known.wroteAgainAt ?? wroteAgainAt }),
  };
  await tx.contactAttempt.update({ where: { id: next.id }, data: { former } });
}

async function loggedAt(tx: Tx, lead: Lead, attempt: ContactAttempt): Promise<Date | null> {
  const logged = await tx.event.findFirst({
    where: {
      subjectType: "lead",
      subjectId: lead.id,
      name: "lead.contactLogged",
      payload: { path: ["attemptId"], equals: attempt.id },
    },
    select: { recordedAt: true },
  });
  return logged?.recordedAt ?? null;
}
