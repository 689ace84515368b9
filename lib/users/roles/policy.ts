import { hasRights } from "@/lib/core/ctx";
import {
  PERMISSIONS,
  SENSITIVE_FIELDS,
  coversFields,
  fieldsLacking,
  isPermission,
  reaches,
  rightIn,
} from "@/lib/core/permissions";
import type { Actor } from "@/lib/core/ctx";
import type { FieldErrors } from "@/lib/core/errors";
import type { FieldRight, FieldRights, Grants, Permission, Scope, SensitiveField } from "@/lib/core/permissions";

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS).filter(isPermission);

/** What can't be done to something one doesn't see reaches no further than the sight. */
const NEEDS: Partial<Record<Permission, Permission>> = {
  "lead.update": "lead.read",
  "lead.changeStatus": "lead.read",
  "lead.logContact": "lead.read",
  "lead.assign": "lead.read",
  "lead.export": "lead.read",
  // A file says whom it changes.
  "lead.import": "lead.update",
  "lead.merge": "lead.read",
  "analytics.read": "lead.read",
  // What arrives is shown whole: whoever reads it has read the leads it becomes.
  "intake.read": "lead.read",
  "intake.manage": "intake.read",
  "user.manage": "user.read",
};

export function needOf(permission: Permission): Permission | undefined {
  return NEEDS[permission];
}

type Rights = { grants: Grants; fields: FieldRights };

export type Beyond = { permission: Permission; need: Permission };

/** What goes further than what it needs. */
export function beyondNeed(grants: Grants): Beyond[] {
  return ALL_PERMISSIONS.flatMap((permission) => {
    const need = needOf(permission);
    return need && !reaches(grants[need], grants[permission]) ? [{ permission, need }] : [];
  });
}

/** What would show or write fields of leads that the role is kept from. */
export function beyondFields({ grants, fields }: Rights): Permission[] {
  return ALL_PERMISSIONS.filter(
    (permission) => grants[permission] !== undefined && fieldsLacking(permission, fields).length > 0,
  );
}

/** The same with each of those as far as it can go with what it needs, or gone where it can't; and so what needs them. */
export function broughtWithin(grants: Grants): Grants {
  const beyond = new Map(beyondNeed(grants).map(({ permission, need }) => [permission, need]));
  if (beyond.size === 0) return grants;
  const kept = ALL_PERMISSIONS.flatMap((permission) => {
    const need = beyond.get(permission);
    const scope = need ? scopesOf(permission).findLast((one) => reaches(grants[need], one)) : grants[permission];
    return scope ? [[permission, scope] as const] : [];
  });
  return broughtWithin(Object.fromEntries(kept));
}

export const isNarrower = (before: Scope | undefined, after: Scope | undefined): boolean => !reaches(after, before);

/** Whether nothing of what a role allows goes beyond what the actor may. */
export function covers(actor: Actor, role: Rights): boolean {
  if (!hasRights(actor)) return true;
  const own = actor.permissions;
  const isWithin = ALL_PERMISSIONS.every((permission) => reaches(own[permission], role.grants[permission]));
  return isWithin && coversFields(actor.fields, role.fields);
}

/**
 * Why a role can't have these, by permission: a scope that means nothing, or one that goes beyond what it needs; or what
 * would show a field that it is kept from.
 */
export function refusedGrants({ grants, fields }: Rights): FieldErrors {
  const refused: FieldErrors = {};
  for (const permission of ALL_PERMISSIONS) {
    const scope = grants[permission];
    if (scope === undefined) continue;
    const need = needOf(permission);
    if (!scopesOf(permission).includes(scope)) refused[permission] = "notValid";
    else if (need && !reaches(grants[need], scope)) refused[permission] = "beyondSight";
    else if (fieldsLacking(permission, fields).length > 0) refused[permission] = "fieldsLacking";
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

/** The same of fields: what one is kept from oneself, one opens to nobody. */
export function notOwnFields(own: FieldRights, before: FieldRights, after: FieldRights): FieldErrors {
  const refused: FieldErrors = {};
  for (const field of SENSITIVE_FIELDS) {
    const only = (fields: FieldRights): FieldRights => ({ [field]: fields[field] });
    const isWider = !coversFields(only(before), only(after));
    if (isWider && !coversFields(only(own), only(after))) refused[fieldChangeName(field)] = "notYours";
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

export type FieldRightChange = { field: SensitiveField; from: FieldRight; to: FieldRight };

export function fieldRightChanges(before: FieldRights, after: FieldRights): FieldRightChange[] {
  return SENSITIVE_FIELDS.flatMap((field) => {
    const [from, to] = [rightIn(before, field), rightIn(after, field)];
    return from === to ? [] : [{ field, from, to }];
  });
}

/** How the log and a refusal name a field beside the permissions. */
export function fieldChangeName(field: SensitiveField): `lead.${SensitiveField}` {
  return `lead.${field}`;
}
