import { invalid } from "@/lib/core/errors";
import { parseWhen } from "@/lib/core/when";
import type { Ctx } from "@/lib/core/ctx";

/** When it was, with the offset of the clock on their wall; null for now. It isn't still to come. */
export function happenedMoment(ctx: Ctx, happenedAt: string): string | null {
  if (happenedAt === "") return null;
  const timeZone = ctx.actor.type === "user" ? ctx.actor.timeZone : "UTC";
  const when = parseWhen(happenedAt, { timeZone, order: "ymd" });
  if (!when) throw invalid({ happenedAt: "notValid" });
  if (new Date(when.iso) > ctx.now()) throw invalid({ happenedAt: "notYet" });
  return when.iso;
}
