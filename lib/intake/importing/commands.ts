import { actorId, authorize } from "@/lib/core/ctx";
import { invalid, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import {
  importCheckAsked,
  importDiscarded,
  importReshaped,
  importResumed,
  importStarted,
  importStopped,
  importUndoAsked,
  importUploaded,
} from "@/lib/intake/events";
import { removeFile, saveFile } from "@/lib/intake/importing/gateway";
import { importChoices } from "@/lib/intake/importing/choices/queries";
import { reaches } from "@/lib/intake/importing/choices/schema";
import { lockImport } from "@/lib/intake/importing/queries";
import { MOST_WORKBOOK_BYTES, NAMED, NOBODYS } from "@/lib/intake/importing/schema";
import { isMisnamed, isTable, shapeOf } from "@/lib/intake/importing/shape";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { Import, Prisma } from "@/lib/core/prisma/client";
import type { CheckImportInput, ImportInput, ImportSettings, ReshapeInput, Shape } from "@/lib/intake/importing/schema";

/*
 * What people ask of an import. The work itself is done step by step elsewhere (stepping): it goes on when they leave.
 */

const about = (row: Pick<Import, "id" | "fileName">) => ({ subjectId: row.id, subjectLabel: row.fileName });

/** Keeps an uploaded file; reading it begins at once. */
export async function uploadImport(
  ctx: Ctx,
  input: { fileName: string; body: AsyncIterable<Uint8Array> },
): Promise<{ id: string }> {
  authorize(ctx, "lead.import");
  const id = newId();
  const file = await saveFile(id, input.body);
  if (!file) throw precondition("fileTooLarge");
  const shape = shapeOf(file.head, file.validUtf8);
  try {
    if (file.size === 0) throw precondition("fileEmpty");
    if (isMisnamed(input.fileName, shape)) throw precondition("fileNoWorkbook");
    if (!isTable(file.head, shape)) throw precondition("fileNoTable");
    if (shape.format === "xlsx" && file.size > MOST_WORKBOOK_BYTES) throw precondition("workbookTooLarge");
    await mutate(ctx, async (tx, emit) => {
      const row = await tx.import.create({
        data: {
          id,
          fileName: input.fileName.replaceAll("\0", "").slice(0, 200) || "import.csv",
          fileSize: file.size,
          digest: file.digest,
          uploaderId: actorId(ctx.actor) ?? "",
          stage: "read",
          state: "working",
          shape,
        },
      });
      emit(importUploaded, { ...about(row), payload: { bytes: file.size } });
      await wake(tx);
    });
  } catch (error) {
    await removeFile(id);
    throw error;
  }
  return { id };
}

/** Says how the file is written, where it was taken for something else; it is read anew. */
export async function reshapeImport(ctx: Ctx, { importId, shape }: ReshapeInput): Promise<void> {
  await act(ctx, importId, async (tx, emit, row) => {
    if (row.stage !== "read" && row.stage !== "check") throw precondition("importBegan");
    const { format, sheets } = row.shape as Shape;
    if ((shape.sheet ?? 1) > (sheets?.length ?? 1)) throw invalid({ sheet: "notValid" });
    await tx.importRow.deleteMany({ where: { importId } });
    const data = { shape: { ...shape, format, ...(sheets && { sheets }) }, columns: [], settings: {}, rowCount: 0 };
    await begin(tx, row, "read", data);
    emit(importReshaped, { ...about(row), payload: {} });
  });
}

/** The dry run: says of each row what would become of it, and changes no lead. */
export async function checkImport(ctx: Ctx, { importId, settings }: CheckImportInput): Promise<void> {
  await requireChoices(ctx, settings);
  await act(ctx, importId, async (tx, emit, row) => {
    if (row.stage !== "read" && row.stage !== "check") throw precondition("importBegan");
    if (row.stage === "read" && row.state !== "done") throw precondition("importReading");
    if (settings.mapping.length !== (row.columns as string[]).length) throw invalid({ mapping: "notValid" });
    await begin(tx, row, "check", { settings, companyId: settings.companyId });
    emit(importCheckAsked, { ...about(row), payload: {} });
  });
}

async function requireChoices(ctx: Ctx, settings: ImportSettings): Promise<void> {
  const choices = await importChoices(ctx);
  const { companyId, leadTypeId, statusId, ownerId, onNew, said } = settings;
  if (companyId === null && onNew === "create") throw invalid({ companyId: "required" });
  if (companyId && !choices.companies.some(({ id }) => id === companyId))
    throw invalid({ companyId: "companyNotYours" });
  if (!choices.leadTypes.some(({ id }) => id === leadTypeId)) throw invalid({ leadTypeId: "notValid" });
  if (!choices.statuses.some(({ id }) => id === statusId)) throw invalid({ statusId: "notValid" });
  const companyIds = companyId ? [companyId] : choices.companies.map(({ id }) => id);
  const reaching = choices.owners.filter((owner) => reaches(owner, companyIds));
  if (ownerId && (!companyId || !isAmong(reaching)(ownerId))) throw invalid({ ownerId: "notValid" });
  const mayMean = { status: isAmong(choices.statuses), owner: isAmong(reaching) };
  for (const kind of NAMED)
    if (said?.[kind].some(({ means }) => means !== NOBODYS && !mayMean[kind](means)))
      throw invalid({ said: "notValid" });
}

const isAmong = (rows: readonly { id: string }[]) => (id: string) => rows.some((row) => row.id === id);

/** Brings the rows in as they were checked; each is looked at once more, since leads move on. */
export async function startImport(ctx: Ctx, { importId }: ImportInput): Promise<void> {
  await act(ctx, importId, async (tx, emit, row) => {
    if (row.stage !== "check" || row.state !== "done") throw precondition("importUnchecked");
    await begin(tx, row, "run", { startedAt: ctx.now() });
    emit(importStarted, { ...about(row), payload: { rows: row.rowCount } });
  });
}

/** What is in stays in; the rest waits. */
export async function stopImport(ctx: Ctx, { importId }: ImportInput): Promise<void> {
  await act(ctx, importId, async (tx, emit, row) => {
    if (row.stage !== "run" || row.state !== "working") throw precondition("importNotRunning");
    await tx.import.update({ where: { id: importId }, data: { state: "stopped" } });
    emit(importStopped, { ...about(row), payload: {} });
  });
}

/** Goes on after the last row that was settled. */
export async function resumeImport(ctx: Ctx, { importId }: ImportInput): Promise<void> {
  await act(ctx, importId, async (tx, emit, row) => {
    if (row.state !== "stopped" && row.state !== "failed") throw precondition("importNotStopped");
    await tx.import.update({ where: { id: importId }, data: { state: "working", reason: "", failures: 0 } });
    emit(importResumed, { ...about(row), payload: {} });
    await wake(tx);
  });
}

/** Takes back what the import did, from its last row to its first. */
export async function undoImport(ctx: Ctx, { importId }: ImportInput): Promise<void> {
  await act(ctx, importId, async (tx, emit, row) => {
    if (row.stage !== "run" || row.state === "working") throw precondition("importNotUndoable");
    // What it didn't come to is nothing that happened.
    await tx.importRow.updateMany({
      where: { importId, line: { gt: row.cursor } },
      data: { outcome: "", reason: "", notes: [] },
    });
    // Downwards: everything up to here is still to be undone.
    await begin(tx, row, "undo", { cursor: row.cursor + 1 });
    emit(importUndoAsked, { ...about(row), payload: {} });
  });
}

/** Throws away a file that was never brought in. */
export async function discardImport(ctx: Ctx, { importId }: ImportInput): Promise<void> {
  await act(ctx, importId, async (tx, emit, row) => {
    if (row.stage !== "read" && row.stage !== "check") throw precondition("importBegan");
    await tx.import.delete({ where: { id: importId } });
    emit(importDiscarded, { ...about(row), payload: {} });
  });
  await removeFile(importId);
}

async function act(
  ctx: Ctx,
  importId: string,
  work: (tx: Tx, emit: Emit, row: Import) => Promise<void>,
): Promise<void> {
  await mutate(ctx, async (tx, emit) => work(tx, emit, await lockImport(ctx, tx, importId)));
}

async function begin(
  tx: Tx,
  { id }: Import,
  stage: "read" | "check" | "run" | "undo",
  more: Prisma.ImportUncheckedUpdateInput,
): Promise<void> {
  const data = { stage, state: "working", reason: "", cursor: 0, failures: 0, ...more };
  await tx.import.update({ where: { id }, data });
  await wake(tx);
}

/** Whoever works in the background needn't wait for its next look. */
async function wake(tx: Tx): Promise<void> {
  await tx.$queryRawUnsafe("select pg_notify('imports', '')::text");
}
