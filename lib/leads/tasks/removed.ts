import { z } from "zod";
import { openText, sealText } from "@/lib/core/secrets";
import type { Task } from "@/lib/core/prisma/client";

/** Longer than the offer to undo it stands on any screen. */
const KEPT_MS = 3_600_000;

const moment = z.coerce.date().nullable();
const removed = z.object({
  userId: z.string(),
  until: z.number(),
  task: z.object({
    ...{ id: z.string(), title: z.string(), notes: z.string(), repeat: z.string() },
    ...{ leadId: z.string().nullable(), assigneeId: z.string(), createdById: z.string().nullable() },
    ...{ doneById: z.string().nullable(), previousId: z.string().nullable() },
    ...{ dueAt: z.coerce.date(), dueDay: moment, plannedAt: moment, plannedDay: moment },
    ...{ remindAt: moment, remindedAt: moment, doneAt: moment, createdAt: z.coerce.date(), changedAt: moment },
  }) satisfies z.ZodType<Task>,
  /** Those that were begun by it. */
  nextIds: z.array(z.string()),
});
type Removed = Omit<z.infer<typeof removed>, "until">;

/** A task as it was, for whoever deleted it to bring back: sealed, since nothing of it is kept here. */
export function sealRemoved(what: Removed, now: Date): string {
  return sealText(JSON.stringify({ ...what, until: now.getTime() + KEPT_MS }));
}

/** The same, for who deleted it not too long ago. */
export function openRemoved(
  sealed: string,
  { userId, now }: { userId: string | null; now: Date },
): Removed | undefined {
  const said = parsed(sealed);
  return said?.userId === userId && said.until > now.getTime() ? said : undefined;
}

function parsed(sealed: string) {
  try {
    return removed.parse(JSON.parse(openText(sealed)));
  } catch {
    return undefined;
  }
}
