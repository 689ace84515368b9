import { forbidden } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { leadNoteAdded } from "@/lib/leads/events";
import { lockLead } from "@/lib/leads/queries";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { AddNoteInput } from "@/lib/leads/schema";

/** Nobody writes the same twice so soon: a button pressed again, or a request that was sent again. */
const SAME_WITHIN_MS = 10_000;

export async function addNote(ctx: Ctx, input: AddNoteInput): Promise<{ noteId: string }> {
  try {
    return await writeNote(ctx, input);
  } catch (error) {
    if (error instanceof Written) return { noteId: error.noteId };
    throw error;
  }
}

class Written extends Error {
  readonly noteId: string;

  constructor(noteId: string) {
    super("this note is there already");
    this.noteId = noteId;
  }
}

async function writeNote(ctx: Ctx, input: AddNoteInput): Promise<{ noteId: string }> {
  const { actor } = ctx;
  if (actor.type !== "user") throw forbidden();
  return mutate(ctx, async (tx, emit) => {
    // Locked: whoever wrote the same at the same time has written it by now.
    const lead = await lockLead(ctx, tx, input.leadId, "lead.update");
    const since = new Date(ctx.now().getTime() - SAME_WITHIN_MS);
    const same = await tx.note.findFirst({
      where: { leadId: lead.id, authorId: actor.id, body: input.body, createdAt: { gte: since } },
      select: { id: true },
    });
    if (same) throw new Written(same.id);
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
