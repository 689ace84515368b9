import { ALL_PERMISSIONS, scopesOf } from "@/lib/users/roles/policy";
import type { Permission, Scope } from "@/lib/core/permissions";

/** The permissions as they are read: by what they are about. */
export const GRANT_GROUPS = ["lead", "analytics", "intake", "user", "settings"] as const;
export type GrantGroup = (typeof GRANT_GROUPS)[number];

const OF_SETTINGS = new Set(["role", "settings", "apiKey", "audit"]);

export function permissionsIn(group: GrantGroup): Permission[] {
  return ALL_PERMISSIONS.filter((permission) => groupOf(permission) === group);
}

function groupOf(permission: Permission): string {
  const subject = permission.slice(0, permission.indexOf("."));
  return OF_SETTINGS.has(subject) ? "settings" : subject;
}

export type ScopeWord = "no" | "yes" | Scope;

/** Where there is one scope only, it is a yes. */
export function scopeWord(permission: Permission, scope: Scope | null | undefined): ScopeWord {
  if (!scope) return "no";
  return scopesOf(permission).length === 1 ? "yes" : scope;
}
