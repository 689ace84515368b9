import { authorize } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { sourceFormWatchedAgain } from "@/lib/intake/events";
import { closeAlarm } from "@/lib/intake/watching/alarms/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { FormAlarmInput } from "@/lib/intake/watching/schema";

/** Says that a silent form isn't used any more: it is watched again from its next submission on. */
export async function retireForm(ctx: Ctx, { alarmId }: FormAlarmInput): Promise<void> {
  authorize(ctx, "intake.manage");
  const { source, ...open } = await formAlarm(alarmId);
  await closeAlarm(ctx, source, open, { by: "retired", at: ctx.now() });
}

/** Takes that back: the silence is told as before. */
export async function watchFormAgain(ctx: Ctx, { alarmId }: FormAlarmInput): Promise<void> {
  authorize(ctx, "intake.manage");
  const { source, form, formName, closedBy } = await formAlarm(alarmId);
  if (closedBy !== "retired") return;
  await mutate(ctx, async (tx, emit) => {
    // Meanwhile it may have sent something and gone silent once more.
    const isOpen = await tx.quietAlarm.count({ where: { sourceId: source.id, form, closedAt: null } });
    const { count } = await tx.quietAlarm.updateMany({
      where: { id: alarmId, closedBy: "retired" },
      data: isOpen > 0 ? { closedBy: "off" } : { closedAt: null, closedBy: "" },
    });
    if (count === 0) throw conflict();
    const about = { subjectId: source.id, subjectLabel: source.name, companyIds: [source.companyId] };
    emit(sourceFormWatchedAgain, { ...about, payload: { form: formName } });
  });
}

async function formAlarm(alarmId: string) {
  const alarm = await database().quietAlarm.findFirst({
    where: { id: alarmId, form: { not: "" } },
    include: { source: { select: { id: true, name: true, companyId: true } } },
  });
  if (!alarm) throw notFound();
  return alarm;
}
