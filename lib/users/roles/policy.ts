import { PERMISSIONS, isPermission, reaches } from "@/lib/core/permissions";
import type { FieldErrors } from "@/lib/core/errors";
import type { Grants, Permission, Scope } from "@/lib/core/permissions";

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS).filter(isPermission);

/** What can't be done to something one doesn't see reaches no further than the sight. */
const NEEDS: Partial<Record<Permission, Permission>> = {
  "lead.update": "lead.read",
  "lead.changeStatus": "lead.read",
  "lead.logContact": "lead.read",
  "lead.assign": "lead.read",
  "lead.export": "lead.read",
  "lead.merge": "lead.read",
  "analytics.read": "lead.read",
  "intake.manage": "intake.read",
  "user.manage": "user.read",
};

export function needOf(permission: Permission): Permission | undefined {
  return NEEDS[permission];
}

/** Whether nothing of the one goes beyond the other. */
export function covers(own: Grants, others: Grants): boolean {
  return ALL_PERMISSIONS.every((permission) => reaches(own[permission], others[permission]));
}

/** Why a role can't have these, by permission: a scope that means nothing, or one that goes beyond what it needs. */
export function refusedGrants(grants: Grants): FieldErrors {
  const refused: FieldErrors = {};
  for (const permission of ALL_PERMISSIONS) {
    const scope = grants[permission];
    if (scope === undefined) continue;
    const need = needOf(permission);
    if (!scopesOf(permission).includes(scope)) refused[permission] = "notValid";
    else if (need && !reaches(grants[need], scope)) refused[permission] = "beyondSight";
  }
  return refused;
}

/** Like `refusedGrants`, for what is new in them: one gives no more than one has. */
export function notOwn(own: Grants, before: Grants, after: Grants): FieldErrors {
  const refused: FieldErrors = {};
  for (const permission of ALL_PERMISSIONS) {
    const isWider = !reaches(before[permission], after[permission]);
    if (isWider && !reaches(own[permission], after[permission])) refused[permission] = "notYours";
  }
  return refused;
}

export function scopesOf(permission: Permission): readonly Scope[] {
  return PERMISSIONS[permission];
}

export type GrantChange = { permission: Permission; from: Scope | null; to: Scope | null };

/** What differs between two, in the order of the list. */
export function grantChanges(before: Grants, after: Grants): GrantChange[] {
  return ALL_PERMISSIONS.flatMap((permission) => {
    const [from, to] = [before[permission] ?? null, after[permission] ?? null];
    return from === to ? [] : [{ permission, from, to }];
  });
}
