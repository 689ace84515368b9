import { forbidden, notFound, precondition } from "@/lib/core/errors";
import { fileName } from "@/lib/core/file-name";
import { receiveFile } from "@/lib/core/files/arrival";
import { dropFileJob, lockDigests } from "@/lib/core/files/holding";
import { fileStore } from "@/lib/core/files/store";
import { NO_ID, newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { enqueue } from "@/lib/core/queue";
import { audienceOf } from "@/lib/leads/audience";
import { leadFileRemoved, leadFilesAdded } from "@/lib/leads/events";
import { isProgram } from "@/lib/leads/files/programs";
import { isOwn } from "@/lib/core/ctx";
import { MOST_FILE_BYTES } from "@/lib/leads/files/schema";
import { openUpload, sealUpload } from "@/lib/leads/files/upload";
import { leadRights } from "@/lib/leads/page/policy";
import { lockLead, requireLead } from "@/lib/leads/queries";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { AttachFilesInput, FileInput, Uploaded } from "@/lib/leads/files/schema";
import type { KeptUpload } from "@/lib/leads/files/upload";

type Upload = { leadId: string; name: string; said: number | null; body: AsyncIterable<Uint8Array> };

/** Keeps a file's bytes for the note or the lead they are meant for. It is nobody's yet: what never gets a row is swept away. */
export async function uploadFile(ctx: Ctx, { leadId, name: called, said, body }: Upload): Promise<Uploaded> {
  const { actor } = ctx;
  if (actor.type !== "user") throw forbidden();
  await requireLead(ctx, leadId, "lead.update");
  const name = fileName(called);
  if (isProgram(name, "")) throw precondition("fileRefused");
  const { digest, size, type } = await receiveFile({ body, said, mostBytes: MOST_FILE_BYTES });
  if (isProgram(name, type)) throw precondition("fileRefused");
  const upload = sealUpload({ leadId, userId: actor.id, name, type, size, digest }, ctx.now());
  return { upload, name, type, size };
}

/** Puts uploaded files on the lead. */
export async function attachFiles(ctx: Ctx, input: AttachFilesInput): Promise<void> {
  const { actor } = ctx;
  if (actor.type !== "user") throw forbidden();
  await mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, input.leadId, "lead.update");
    const files = uploadsOf(ctx, actor, lead.id, input.uploads);
    const fileIds = await keepFiles(ctx, tx, { leadId: lead.id, noteId: null, files });
    await tx.lead.update({ where: { id: lead.id }, data: { lastActivityAt: ctx.now() } });
    emit(leadFilesAdded, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: { fileIds, names: files.map(({ name }) => name) },
      ...audienceOf(lead),
    });
  });
}

/** What was uploaded for this lead by the one who brings it. */
export function uploadsOf(ctx: Ctx, actor: UserActor, leadId: string, uploads: readonly string[]): KeptUpload[] {
  return [...new Set(uploads)].map((sealed) => {
    const upload = openUpload(sealed, { leadId, userId: actor.id, now: ctx.now() });
    if (!upload) throw precondition("uploadGone");
    return upload;
  });
}

type Keeping = { leadId: string; noteId: string | null; files: readonly KeptUpload[] };

/** Rows for bytes that are there; none of them goes before the rows stand. */
export async function keepFiles(ctx: Ctx, tx: Tx, { leadId, noteId, files }: Keeping): Promise<string[]> {
  const digests = files.map(({ digest }) => digest);
  await lockDigests(tx, digests);
  for (const digest of digests) if (!(await fileStore().has(digest))) throw precondition("uploadGone");
  const rows = files.map(({ userId, name, type, size, digest }) => ({
    ...{ id: newId(), leadId, noteId, uploaderId: userId, name, type, size, digest, createdAt: ctx.now() },
  }));
  await tx.leadFile.createMany({ data: rows });
  return rows.map(({ id }) => id);
}

/** Takes a file off its lead: whoever brought it, or may update the lead. */
export async function removeFile(ctx: Ctx, { fileId }: FileInput): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const file = await tx.leadFile.findUnique({ where: { id: fileId } });
    const lead = await requireLead({ ...ctx, tx }, file?.leadId ?? NO_ID);
    if (!file) throw notFound();
    if (!leadRights(ctx.actor, lead).update && !isOwn(ctx, file.uploaderId)) throw forbidden();
    await dropFiles(tx, { id: fileId });
    emit(leadFileRemoved, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: { fileId, name: file.name },
      ...audienceOf(lead),
    });
  });
}

/** The rows now, the bytes after the commit, where no other row names them. */
export async function dropFiles(tx: Tx, where: { id: string } | { noteId: string }): Promise<void> {
  const gone = await tx.leadFile.findMany({ where, select: { id: true, digest: true } });
  const { count } = await tx.leadFile.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  // Somebody else took them away a moment ago.
  if (count < gone.length || ("id" in where && count === 0)) throw notFound();
  for (const digest of new Set(gone.map((file) => file.digest))) await enqueue(tx, dropFileJob, { digest });
}
