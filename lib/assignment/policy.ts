import { scopeOf } from "@/lib/core/ctx";
import type { Actor } from "@/lib/core/ctx";

/** Rules of assignment are settings: who reads them sees the names and loads of everybody they speak of. */
export function canManageAssignment(actor: Actor): boolean {
  return scopeOf(actor, "settings.manage") !== undefined;
}

/** Whether a receipt tells the actor of the others it speaks of; which of them, `visibleUsers` says. */
export function seesColleagues(actor: Actor): boolean {
  return scopeOf(actor, "user.read") !== undefined;
}
