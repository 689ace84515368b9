import { notFound, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { lockRow, subjectOf } from "@/lib/users/commands";
import { canHave } from "@/lib/users/alerts/policy";
import { userAlertSet } from "@/lib/users/events";
import type { Ctx } from "@/lib/core/ctx";
import type { AlertInput } from "@/lib/settings/mail/alerts/schema";

/** Whether oneself is told of something by mail. */
export async function setAlert(ctx: Ctx, { alert, on }: AlertInput): Promise<void> {
  const { actor } = ctx;
  if (actor.type !== "user" || !canHave(actor, alert)) throw notFound();
  await mutate(ctx, async (tx, emit) => {
    const user = await lockRow(tx, actor.id);
    const row = { userId: actor.id, alert };
    const { count } = on
      ? await tx.alertOff.deleteMany({ where: row })
      : await tx.alertOff.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) throw precondition("unchanged");
    emit(userAlertSet, { ...subjectOf(user), payload: { alert }, changes: { on: { from: !on, to: on } } });
  });
}
