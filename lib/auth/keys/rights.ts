import { commonFields, grantsWithin } from "@/lib/core/permissions";
import type { FieldRights, Permission, Scope } from "@/lib/core/permissions";

export type Rights = {
  permissions: Partial<Record<Permission, Scope>>;
  companyIds: readonly string[];
  fields: FieldRights;
};

/**
 * What a key may do of what it was given: no more than its maker may at this moment. Where the maker is bound to companies
 * in one of the permissions, the key is bound to those in all of them. What the maker may do with their own leads only is
 * nothing to a key, which has none. Of a field that either is kept from, the key knows the less.
 */
export function keyRights(given: Rights, maker: Rights | null): Rights {
  if (!maker) return { ...given, permissions: grantsWithin(given.permissions, given.fields) };
  const fields = commonFields(given.fields, maker.fields);
  const permissions: Rights["permissions"] = {};
  for (const [permission, scope] of Object.entries(given.permissions) as [Permission, Scope][]) {
    const most = maker.permissions[permission];
    if (most === "any" || most === "company") permissions[permission] = most === "any" ? scope : "company";
  }
  const isBound = Object.keys(permissions).some((one) => maker.permissions[one as Permission] === "company");
  const companyIds = isBound ? common(given, maker) : given.companyIds;
  return { permissions: grantsWithin(permissions, fields), companyIds, fields };
}

/** A key for every company has no list of its own. */
function common(given: Rights, maker: Rights): readonly string[] {
  const isEverywhere = Object.values(given.permissions).every((scope) => scope === "any");
  return isEverywhere ? maker.companyIds : given.companyIds.filter((id) => maker.companyIds.includes(id));
}
