import { actorId, authorize } from "@/lib/core/ctx";
import { forbidden, invalid, notFound, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { addField, lockFields, updateField } from "@/lib/leads/custom-fields/commands";
import {
  customFieldUpdated,
  fieldFillingResumed,
  fieldFillingStarted,
  fieldFillingStopped,
} from "@/lib/leads/custom-fields/events";
import { pathOf } from "@/lib/leads/custom-fields/extra-name";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { FieldFilling } from "@/lib/core/prisma/client";
import type { UpdateFieldInput } from "@/lib/leads/custom-fields/schema";
import type { FillingInput, FillInput, MakeFieldInput } from "@/lib/leads/custom-fields/filling/schema";

/*
 * What people ask of an extra value that becomes a field. The work is done step by step elsewhere (stepping): it goes on
 * when they leave.
 */

/** Makes a field of an extra value: what leads have is filled in, what arrives from now on fills it by itself. */
export async function makeField(ctx: Ctx, { name, field }: MakeFieldInput): Promise<{ id: string; leads: number }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx) => {
    const joined = { ...ctx, tx };
    const { id } = await addField(joined, { ...field, takes: [...new Set([...field.takes, name])] });
    const { leads } = await startFilling(joined, { fieldId: id, name });
    return { id, leads };
  });
}

/** What a field is; what fills it besides from now on is filled in on the leads that have it, too. */
export async function changeField(ctx: Ctx, input: UpdateFieldInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx) => {
    const joined = { ...ctx, tx };
    const before = (await lockFields(tx)).find(({ id }) => id === input.fieldId);
    await updateField(joined, input);
    if (!(input.set.active ?? before?.active)) return;
    const added = (input.set.takes ?? []).filter((name) => !before?.takes.includes(name));
    for (const name of new Set(added)) await startFilling(joined, { fieldId: input.fieldId, name });
  });
}

/** Fills a field from an extra value on the leads that have it and say nothing in the field yet. */
export async function startFilling(ctx: Ctx, { fieldId, name }: FillInput): Promise<{ leads: number }> {
  authorize(ctx, "settings.manage");
  const userId = actorId(ctx.actor);
  if (ctx.actor.type !== "user" || userId === null) throw forbidden();
  return mutate(ctx, async (tx, emit) => {
    const fields = await lockFields(tx);
    const field = fields.find(({ id }) => id === fieldId);
    if (!field?.active) throw notFound();
    const other = fields.find(({ id, takes }) => id !== fieldId && takes.includes(name));
    if (other) throw invalid({ name: "taken" });
    if ((await tx.fieldFilling.count({ where: { fieldId, name, state: "working" } })) > 0)
      throw precondition("fillingRuns");
    if (!field.takes.includes(name)) {
      const takes = [...field.takes, name];
      await tx.customField.update({ where: { id: fieldId }, data: { takes } });
      emit(customFieldUpdated, { ...about(field), payload: {}, changes: { takes: { from: field.takes, to: takes } } });
    }
    const leads = await countWith(tx, name);
    const fillingId = newId();
    await tx.fieldFilling.create({ data: { id: fillingId, fieldId, name, userId, total: leads } });
    emit(fieldFillingStarted, { ...about(field), payload: { fillingId, name, leads } });
    await wake(tx);
    return { leads };
  });
}

/** What is filled in stays so; the rest waits. */
export async function stopFilling(ctx: Ctx, { fillingId }: FillingInput): Promise<void> {
  await act(ctx, fillingId, async (tx, emit, filling) => {
    if (filling.state !== "working") throw precondition("bulkNotRunning");
    await tx.fieldFilling.update({ where: { id: fillingId }, data: { state: "stopped" } });
    emit(fieldFillingStopped, { ...about(filling.field), payload: { fillingId } });
  });
}

export async function resumeFilling(ctx: Ctx, { fillingId }: FillingInput): Promise<void> {
  await act(ctx, fillingId, async (tx, emit, filling) => {
    if (filling.state !== "stopped" && filling.state !== "failed") throw precondition("bulkNotStopped");
    const data = { state: "working", reason: "", failures: 0 };
    await tx.fieldFilling.update({ where: { id: fillingId }, data });
    emit(fieldFillingResumed, { ...about(filling.field), payload: { fillingId } });
    await wake(tx);
  });
}

type Filling = FieldFilling & { field: { id: string; labelEn: string } };

async function act(
  ctx: Ctx,
  fillingId: string,
  work: (tx: Tx, emit: Emit, filling: Filling) => Promise<void>,
): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    await tx.$queryRawUnsafe(`select 1 from "FieldFilling" where id = $1::uuid for update`, fillingId);
    const filling = await tx.fieldFilling.findUnique({
      where: { id: fillingId },
      include: { field: { select: { id: true, labelEn: true } } },
    });
    if (!filling) throw notFound();
    await work(tx, emit, filling);
  });
}

function about({ id, labelEn }: { id: string; labelEn: string }) {
  return { subjectId: id, subjectLabel: labelEn };
}

async function countWith(tx: Tx, name: string): Promise<number> {
  const path = pathOf(name);
  const [row] = await tx.$queryRawUnsafe<{ leads: number }[]>(
    `select count(*)::int as leads from "Lead" where extra ? $2 and extra #> $1::text[] is not null`,
    path,
    path[0],
  );
  return row?.leads ?? 0;
}

/** Whoever works in the background needn't wait for its next look. */
async function wake(tx: Tx): Promise<void> {
  await tx.$queryRawUnsafe("select pg_notify('fillings', '')::text");
}
