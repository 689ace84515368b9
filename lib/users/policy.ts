import { hasRights, scopeOf } from "@/lib/core/ctx";
import { covers } from "@/lib/users/roles/policy";
import { EMPLOYEE_ROLE } from "@/lib/users/schema";
import type { Actor } from "@/lib/core/ctx";
import type { Prisma } from "@/lib/core/prisma/client";
import type { RoleRights } from "@/lib/users/roles/schema";

/** The users that exist for the actor; oneself always does. */
export function visibleUsers(actor: Actor): Prisma.UserWhereInput {
  const scope = scopeOf(actor, "user.read");
  if (!hasRights(actor) || scope === "any") return {};
  if (scope !== "company") return { id: actor.id };
  return { OR: [{ id: actor.id }, { companies: { some: { companyId: { in: [...actor.companyIds] } } } }] };
}

type HeldRole = RoleRights & { key: string };
type Managed = { role: HeldRole; companyIds: readonly string[] };

/** Why somebody isn't the actor's to manage: they manage nobody; that role may do more than theirs; it isn't an employee; another company's too. */
export type NotManaged = "nobody" | "wider" | "role" | "companies";

/** Within one's companies one manages their employees, and those only who belong to no other company. */
export function canManage(actor: Actor, user: Managed): boolean {
  return notManaged(actor, user) === null;
}

/** The same, with the reason. */
export function notManaged(actor: Actor, user: Managed): NotManaged | null {
  if (!hasRights(actor)) return null;
  const scope = scopeOf(actor, "user.manage");
  if (scope === undefined) return "nobody";
  if (!covers(actor, user.role)) return "wider";
  if (!canGiveRole(actor, user.role)) return "role";
  return scope === "any" || within(actor.companyIds, user.companyIds) ? null : "companies";
}

/**
 * Nobody gives, or manages whoever has, a role that may do more than they themselves: by the password link they would be
 * that person. That holds for employees as well, whose role an admin may have widened.
 */
export function canGiveRole(actor: Actor, role: HeldRole): boolean {
  if (!hasRights(actor)) return true;
  if (!covers(actor, role)) return false;
  const scope = scopeOf(actor, "user.manage");
  return scope === "any" || (scope === "company" && role.key === EMPLOYEE_ROLE);
}

function within(own: readonly string[], theirs: readonly string[]): boolean {
  return theirs.length > 0 && theirs.every((id) => own.includes(id));
}
