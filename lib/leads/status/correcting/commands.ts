import { max } from "date-fns";
import { invalid, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { leadUpdated } from "@/lib/leads/events";
import { fieldConflict, lockLead } from "@/lib/leads/queries";
import { requireWritable } from "@/lib/leads/sensitive/policy";
import { leadLabel } from "@/lib/leads/schema";
import { dayOf } from "@/lib/leads/status/answers";
import { answered, answersWrong, holdStatus, statusConflict } from "@/lib/leads/status/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Lead } from "@/lib/core/prisma/client";
import type { ChangeAnswers, CorrectAnswersInput } from "@/lib/leads/status/schema";

type Answers = Required<{ [Field in keyof ChangeAnswers]: Exclude<ChangeAnswers[Field], undefined> }>;
/** As the log calls what was answered. */
const TOLD = { lostReasonId: "lostReason", holdUntil: "holdUntil", amountCents: "amount" } as const;

/**
 * Corrects what was answered when the lead came to its status: why it was lost, until when it waits, how much it is about.
 * An amount can be said in any status, since a quote changes while the lead stays where it is.
 */
export async function correctAnswers(ctx: Ctx, input: CorrectAnswersInput): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, input.leadId, "lead.changeStatus");
    const status = await holdStatus(tx, lead.statusId);
    if (!status || lead.statusId !== input.seenStatusId) throw await statusConflict(tx, lead);
    const now = answersOf(lead);
    const asked = Object.keys(given(input.set)) as (keyof Answers)[];
    requireWritable(ctx, asked);
    const set: Answers = { ...now, ...given(input.set) };
    for (const field of asked) {
      const isSeen = (input.seen[field] ?? null) === now[field];
      if (!isSeen) throw await fieldConflict(tx, lead.id, TOLD[field], String(now[field] ?? ""));
    }
    const anyAmount = { ...status, asksAmount: status.asksAmount === "no" ? "optional" : status.asksAmount };
    // A cleared amount isn't there any more; what isn't corrected may be as it is.
    const wrong = await answersWrong(ctx, tx, { ...lead, amountCents: null }, anyAmount, set);
    const fields = Object.fromEntries(Object.entries(wrong).filter(([field]) => asked.some((one) => one === field)));
    if (Object.keys(fields).length > 0) throw invalid(fields);
    const { columns, changes } = answered(lead, set);
    if (Object.keys(changes).length === 0) throw precondition("unchanged");
    await tx.lead.update({
      where: { id: lead.id },
      data: { ...columns, lastActivityAt: max([lead.lastActivityAt, ctx.now()]) },
    });
    emit(leadUpdated, {
      ...{ subjectId: lead.id, subjectLabel: leadLabel(lead.number), payload: {}, changes },
      ...audienceOf(lead),
    });
  });
}

function answersOf({ lostReasonId, holdUntil, amountCents }: Lead): Answers {
  return { lostReasonId, holdUntil: dayOf(holdUntil), amountCents: amountCents === null ? null : Number(amountCents) };
}
