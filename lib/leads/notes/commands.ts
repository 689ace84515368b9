import { conflict, forbidden, invalid, notFound, precondition } from "@/lib/core/errors";
import { NO_ID, newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { leadNoteAdded, leadNoteDeleted, leadNoteEdited } from "@/lib/leads/events";
import { dropFiles, keepFiles, uploadsOf } from "@/lib/leads/files/commands";
import { isOwn } from "@/lib/core/ctx";
import { mention, mentionsAllowed } from "@/lib/leads/notes/mentioning/commands";
import { tooLongNote } from "@/lib/leads/notes/schema";
import { lockLead, lockStandingLead } from "@/lib/leads/queries";
import { answerAgain } from "@/lib/leads/returning/commands";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Lead, Note } from "@/lib/core/prisma/client";
import type { KeptUpload } from "@/lib/leads/files/upload";
import type { AddNoteInput, EditNoteInput, NoteInput } from "@/lib/leads/notes/schema";

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

async function writeNote(ctx: Ctx, { leadId, body, uploads = [] }: AddNoteInput): Promise<{ noteId: string }> {
  const { actor } = ctx;
  if (actor.type !== "user") throw forbidden();
  return mutate(ctx, async (tx, emit) => {
    // Locked: whoever wrote the same at the same time has written it by now.
    const lead = await lockStandingLead(ctx, tx, leadId, "lead.update");
    const files = uploadsOf(ctx, actor, lead.id, uploads);
    const same = await sameNote(ctx, tx, { leadId: lead.id, authorId: actor.id, body, files });
    if (same) throw new Written(same);
    const people = await mentionsAllowed(tx, lead, body);
    const noteId = newId();
    await tx.note.create({
      data: { id: noteId, leadId: lead.id, authorId: actor.id, body, createdAt: ctx.now() },
    });
    await keepFiles(ctx, tx, { leadId: lead.id, noteId, files });
    await mention(ctx, tx, { noteId, body, lead, author: actor, people });
    await tx.lead.update({ where: { id: lead.id }, data: { lastActivityAt: ctx.now() } });
    await answerAgain(tx, [lead.id]);
    emit(leadNoteAdded, about(lead, noteId));
    return { noteId };
  });
}

type Writing = { leadId: string; authorId: string; body: string; files: readonly KeptUpload[] };

/** Two pictures without a word, one after the other, aren't the same note. */
async function sameNote(ctx: Ctx, tx: Tx, { files, ...written }: Writing): Promise<string | undefined> {
  const since = new Date(ctx.now().getTime() - SAME_WITHIN_MS);
  const notes = await tx.note.findMany({
    where: { ...written, createdAt: { gte: since }, deletedAt: null },
    select: { id: true, files: { select: { digest: true } } },
  });
  const sent = digestsOf(files);
  return notes.find((note) => digestsOf(note.files) === sent)?.id;
}

const digestsOf = (files: readonly { digest: string }[]) =>
  files
    .map(({ digest }) => digest)
    .sort()
    .join(" ");

/** Writes one's own note anew. What it said before is kept; who is named in it for the first time hears of it. */
export async function editNote(ctx: Ctx, { noteId, body, seenBody }: EditNoteInput): Promise<void> {
  const { actor } = ctx;
  if (actor.type !== "user") throw forbidden();
  await mutate(ctx, async (tx, emit) => {
    const { note, lead } = await ownNote(ctx, tx, noteId);
    if (note.body !== seenBody) throw conflict({ field: "note", by: actor.name, to: note.body });
    if (note.body === body) throw precondition("unchanged");
    const isLong = tooLongNote(body);
    if (isLong !== undefined) throw invalid({ body: isLong });
    const people = await mentionsAllowed(tx, lead, body, note.id);
    await tx.noteVersion.create({
      data: { id: newId(), noteId, body: note.body, writtenAt: note.editedAt ?? note.createdAt },
    });
    await tx.note.update({ where: { id: noteId }, data: { body, editedAt: ctx.now() } });
    await mention(ctx, tx, { noteId, body, lead, author: actor, people });
    emit(leadNoteEdited, about(lead, noteId));
  });
}

/** Takes one's own note away, with its versions and files. That there was one stays. */
export async function deleteNote(ctx: Ctx, { noteId }: NoteInput): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const { lead } = await ownNote(ctx, tx, noteId);
    await dropFiles(tx, { noteId });
    await tx.noteVersion.deleteMany({ where: { noteId } });
    await tx.noteMention.updateMany({ where: { noteId, removedAt: null }, data: { removedAt: ctx.now() } });
    await tx.note.update({ where: { id: noteId }, data: { body: "", deletedAt: ctx.now() } });
    emit(leadNoteDeleted, about(lead, noteId));
  });
}

/** One's own note that is still there, on a lead one may still work on; both wait for whoever else writes on that lead. */
async function ownNote(ctx: Ctx, tx: Tx, noteId: string): Promise<{ note: Note; lead: Lead }> {
  const found = await tx.note.findUnique({ where: { id: noteId } });
  const lead = await lockLead(ctx, tx, found?.leadId ?? NO_ID, "lead.update");
  if (!isOwn(ctx, found?.authorId ?? NO_ID)) throw forbidden();
  const note = await tx.note.findUniqueOrThrow({ where: { id: noteId } });
  if (note.deletedAt) throw notFound();
  return { note, lead };
}

function about(lead: Lead, noteId: string) {
  return { subjectId: lead.id, subjectLabel: leadLabel(lead.number), payload: { noteId }, ...audienceOf(lead) };
}
