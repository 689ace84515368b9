import { scopeOf } from "@/lib/core/ctx";
import type { UserActor } from "@/lib/core/ctx";
import type { Permission } from "@/lib/core/permissions";
import type { Alert } from "@/lib/settings/mail/alerts/schema";

/** What an alert is written to people for; each of these is enough. */
const FOR: Readonly<Record<Alert, readonly Permission[]>> = {
  assigned: ["lead.update"],
  unanswered: ["lead.update", "lead.assign"],
  mention: ["lead.read"],
  task: ["lead.update"],
  intake: ["intake.manage"],
  access: ["user.manage"],
  webhook: ["apiKey.manage"],
};

/** Whether somebody is ever written to about this. */
export function canHave(actor: UserActor, alert: Alert): boolean {
  return FOR[alert].some((permission) => scopeOf(actor, permission) !== undefined);
}
