import { hasRights, scopeOf } from "@/lib/core/ctx";
import type { Actor } from "@/lib/core/ctx";

/** Rules of assignment are settings: who tries or changes them sees the names and loads of everybody they speak of. */
export function canManageAssignment(actor: Actor): boolean {
  return scopeOf(actor, "settings.manage") !== undefined;
}

/** Whoever gives leads by hand reads by which rules others are given, with the names they know anyhow. */
export function canReadAssignment(actor: Actor): boolean {
  return canManageAssignment(actor) || scopeOf(actor, "lead.assign") !== undefined;
}

/** The companies whose names and sources a reader of the rules knows; null for all. */
export function knownCompanies(actor: Actor): readonly string[] | null {
  if (canManageAssignment(actor) || !hasRights(actor) || scopeOf(actor, "lead.assign") === "any") return null;
  return actor.companyIds;
}

/** Whether a receipt tells the actor of the others it speaks of; which of them, `visibleUsers` says. */
export function seesColleagues(actor: Actor): boolean {
  return scopeOf(actor, "user.read") !== undefined;
}
