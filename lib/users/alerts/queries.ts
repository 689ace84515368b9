import { reader } from "@/lib/core/db";
import { ALERTS } from "@/lib/settings/mail/alerts/schema";
import { canHave } from "@/lib/users/alerts/policy";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { AlertChoice } from "@/lib/users/alerts/schema";

/** What oneself may be told by mail, and whether one is. */
export async function ownAlerts(ctx: Ctx & { actor: UserActor }): Promise<AlertChoice[]> {
  const off = await reader(ctx).alertOff.findMany({ where: { userId: ctx.actor.id }, select: { alert: true } });
  return ALERTS.filter((alert) => canHave(ctx.actor, alert)).map((alert) => ({
    alert,
    on: off.every((row) => row.alert !== alert),
  }));
}
