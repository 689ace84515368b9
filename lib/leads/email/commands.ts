import { conflict, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { isEmailKept } from "@/lib/leads/email/queries";
import { leadEmailKept } from "@/lib/leads/events";
import { lockLead } from "@/lib/leads/queries";
import { requireWritable } from "@/lib/leads/sensitive/policy";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { KeepEmailInput } from "@/lib/leads/schema";

/** The address is right as it is, however it looks: nothing else is suggested for it any more. */
export async function keepEmail(ctx: Ctx, input: KeepEmailInput): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, input.leadId, "lead.update");
    requireWritable(ctx, ["email"]);
    if (lead.email !== input.email) throw conflict({ field: "email", to: lead.email });
    if (await isEmailKept(tx, lead)) throw precondition("unchanged");
    emit(leadEmailKept, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: { domain: domainOf(lead.email) },
      ...audienceOf(lead),
    });
  });
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1);
