import { logCheckAsked } from "@/lib/audit/events";
import { checkWholeJob } from "@/lib/audit/jobs";
import { authorize } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { enqueue } from "@/lib/core/queue";
import type { Ctx } from "@/lib/core/ctx";

/** Has everything verified now, instead of next Sunday. Answers when that was asked. */
export async function askCheck(ctx: Ctx): Promise<{ askedAt: string }> {
  authorize(ctx, "audit.read");
  await mutate(ctx, async (tx, emit) => {
    await enqueue(tx, checkWholeJob, {}, { singletonKey: "asked" });
    emit(logCheckAsked, { subjectId: newId(), subjectLabel: "", payload: {} });
  });
  return { askedAt: ctx.now().toISOString() };
}
