import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { readTargetCondition } from "@/lib/leads/clocks/targets/condition";
import type { Ctx } from "@/lib/core/ctx";
import type { TargetView } from "@/lib/leads/clocks/schema";

/** The targets in their order: the first that fits a lead counts. */
export async function targets(ctx: Ctx): Promise<TargetView[]> {
  authorize(ctx, "settings.manage");
  const rows = await reader(ctx).responseTarget.findMany({
    orderBy: [{ position: "asc" }, { id: "asc" }],
    omit: { createdAt: true, position: true },
  });
  return rows.map((row) => ({ ...row, condition: readTargetCondition(row.condition) }));
}
