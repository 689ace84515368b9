import { reader } from "@/lib/core/db";
import type { Ctx } from "@/lib/core/ctx";

/** The columns as the actor arranged them; empty where they never did. */
export async function arrangedColumns(ctx: Ctx): Promise<string> {
  if (ctx.actor.type !== "user") return "";
  const kept = await reader(ctx).listArrangement.findUnique({ where: { userId: ctx.actor.id } });
  return kept?.columns ?? "";
}
