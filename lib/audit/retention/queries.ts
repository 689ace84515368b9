import { DROPPABLE, KEPT_MONTHS } from "@/lib/audit/retention/schema";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import type { Droppable, RetentionValues } from "@/lib/audit/retention/schema";
import type { Ctx } from "@/lib/core/ctx";

/** How long each kind is kept, in months, as a form has it; "0" is for ever. */
export async function retention(ctx: Ctx): Promise<RetentionValues> {
  authorize(ctx, "audit.read");
  const rows = await reader(ctx).auditRetention.findMany();
  const monthsOf = (kind: Droppable) => rows.find((row) => row.kind === kind)?.months ?? KEPT_MONTHS[0];
  return Object.fromEntries(DROPPABLE.map((kind) => [kind, String(monthsOf(kind))])) as RetentionValues;
}
