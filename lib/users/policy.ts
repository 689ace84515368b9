import { hasRights, scopeOf } from "@/lib/core/ctx";
import { covers } from "@/lib/users/roles/policy";
import { EMPLOYEE_ROLE } from "@/lib/users/schema";
import type { Actor } from "@/lib/core/ctx";
import type { Grants } from "@/lib/core/permissions";
import type { Prisma } from "@/lib/core/prisma/client";

/** The users that exist for the actor; oneself always does. */
export function visibleUsers(actor: Actor): Prisma.UserWhereInput {
  const scope = scopeOf(actor, "user.read");
  if (!hasRights(actor) || scope === "any") return {};
  if (scope !== "company") return { id: actor.id };
  return { OR: [{ id: actor.id }, { companies: { some: { companyId: { in: [...actor.companyIds] } } } }] };
}

type HeldRole = { key: string; grants: Grants };
type Managed = { role: HeldRole; companyIds: readonly string[] };

/**
 * Within one's companies one manages their employees, and those only who belong to no other company. Whoever manages all
 * manages nobody who may do more than they themselves: by their password link they would be that person.
 */
export function canManage(actor: Actor, user: Managed): boolean {
  if (!hasRights(actor)) return true;
  if (scopeOf(actor, "user.manage") === "any") return covers(actor.permissions, user.role.grants);
  return canGiveRole(actor, user.role) && within(actor.companyIds, user.companyIds);
}

export function canGiveRole(actor: Actor, role: HeldRole): boolean {
  if (!hasRights(actor)) return true;
  const scope = scopeOf(actor, "user.manage");
  if (scope === "any") return covers(actor.permissions, role.grants);
  return scope === "company" && role.key === EMPLOYEE_ROLE;
}

function within(own: readonly string[], theirs: readonly string[]): boolean {
  return theirs.length > 0 && theirs.every((id) => own.includes(id));
}
