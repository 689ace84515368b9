import { hasRights, scopeOf } from "@/lib/core/ctx";
import { EMPLOYEE_ROLE } from "@/lib/users/schema";
import type { Actor } from "@/lib/core/ctx";
import type { Prisma } from "@/lib/core/prisma/client";

/** The users that exist for the actor; oneself always does. */
export function visibleUsers(actor: Actor): Prisma.UserWhereInput {
  const scope = scopeOf(actor, "user.read");
  if (!hasRights(actor) || scope === "any") return {};
  if (scope !== "company") return { id: actor.id };
  return { OR: [{ id: actor.id }, { companies: { some: { companyId: { in: [...actor.companyIds] } } } }] };
}

type Managed = { roleKey: string; companyIds: readonly string[] };

/** Within one's companies one manages their employees, and those only who belong to no other company. */
export function canManage(actor: Actor, user: Managed): boolean {
  const scope = scopeOf(actor, "user.manage");
  if (!hasRights(actor) || scope === "any") return true;
  return scope === "company" && user.roleKey === EMPLOYEE_ROLE && within(actor.companyIds, user.companyIds);
}

export function canGiveRole(actor: Actor, roleKey: string): boolean {
  return scopeOf(actor, "user.manage") === "any" || roleKey === EMPLOYEE_ROLE;
}

function within(own: readonly string[], theirs: readonly string[]): boolean {
  return theirs.length > 0 && theirs.every((id) => own.includes(id));
}
