import { forbidden } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { leadNoteAdded } from "@/lib/leads/events";
import { lockLead } from "@/lib/leads/queries";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { AddNoteInput } from "@/lib/leads/schema";

export async function addNote(ctx: Ctx, input: AddNoteInput): Promise<{ noteId: string }> {
  const { actor } = ctx;
  if (actor.type !== "user") throw forbidden();
  return mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, input.leadId, "lead.update");
    const noteId = newId();
    await tx.note.create({
      data: { id: noteId, leadId: lead.id, authorId: actor.id, body: input.body, createdAt: ctx.now() },
    });
    await tx.lead.update({ where: { id: lead.id }, data: { lastActivityAt: ctx.now() } });
    emit(leadNoteAdded, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: { noteId },
      ...audienceOf(lead),
    });
    return { noteId };
  });
}
