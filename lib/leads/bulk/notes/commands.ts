import { forbidden } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { insertRows } from "@/lib/core/rows";
import { aboutLead } from "@/lib/leads/bulk/telling";
import { leadNoteAdded, leadNoteDeleted } from "@/lib/leads/events";
import type { Ctx } from "@/lib/core/ctx";
import type { BulkNote } from "@/lib/leads/bulk/notes/schema";
import type { BulkLead } from "@/lib/leads/bulk/schema";

/** Notes of long ago, each at its own time: they name nobody, answer nobody and are nothing that is done now. */
export async function addNotes(ctx: Ctx, leads: Map<string, BulkLead>, notes: readonly BulkNote[]): Promise<void> {
  if (notes.length === 0) return;
  const { actor } = ctx;
  if (actor.type !== "user") throw forbidden();
  await mutate(ctx, async (tx, emit) => {
    const rows = notes.map(({ noteId: id, leadId, body, at }) => ({
      ...{ id, leadId, authorId: actor.id, body, createdAt: at },
    }));
    await insertRows(tx, "Note", rows);
    for (const { noteId, leadId, at } of notes) {
      const lead = leads.get(leadId);
      if (lead) emit(leadNoteAdded, { ...aboutLead(lead), occurredAt: at, payload: { noteId } });
    }
  });
}

/** Takes them away as their author would: that they were there stays. */
export async function removeNotes(
  ctx: Ctx,
  leads: Map<string, BulkLead>,
  notes: readonly { leadId: string; noteId: string }[],
): Promise<void> {
  if (notes.length === 0) return;
  await mutate(ctx, async (tx, emit) => {
    const ids = notes.map(({ noteId }) => noteId);
    const there = await tx.note.updateManyAndReturn({
      where: { id: { in: ids }, deletedAt: null },
      data: { body: "", deletedAt: ctx.now() },
      select: { id: true },
    });
    const gone = new Set(there.map(({ id }) => id));
    for (const { leadId, noteId } of notes) {
      const lead = leads.get(leadId);
      if (lead && gone.has(noteId)) emit(leadNoteDeleted, { ...aboutLead(lead), payload: { noteId } });
    }
  });
}
