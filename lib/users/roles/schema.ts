import { z } from "zod";
import { FIELD_RIGHTS, SCOPES, SENSITIVE_FIELDS } from "@/lib/core/permissions";
import { ALL_PERMISSIONS } from "@/lib/users/roles/policy";
import type { FieldRights, Grants } from "@/lib/core/permissions";

const roleName = z.string().trim().min(1, "required").max(60, "tooLong");
const names = { nameEn: roleName, nameEs: roleName };

const grantsInput = z.partialRecord(z.enum(ALL_PERMISSIONS), z.enum(SCOPES));
const fieldsInput = z.partialRecord(z.enum(SENSITIVE_FIELDS), z.enum(FIELD_RIGHTS));

export const createRoleInput = z.object({ ...names, copyOf: z.uuid("required") });
export type CreateRoleInput = z.output<typeof createRoleInput>;

export const updateRoleInput = z.object({
  roleId: z.uuid(),
  set: z.object({ ...names, grants: grantsInput, fields: fieldsInput }).partial(),
  /** What was shown for each field that is changed: another value in the meantime is a conflict. */
  seen: z.object({ nameEn: z.string(), nameEs: z.string(), grants: grantsInput, fields: fieldsInput }).partial(),
});
export type UpdateRoleInput = z.output<typeof updateRoleInput>;

export const requireSecondFactorInput = z.object({ roleId: z.uuid(), needed: z.boolean() });
export type RequireSecondFactorInput = z.output<typeof requireSecondFactorInput>;

export const roleIdInput = z.object({ roleId: z.uuid() });

/** What a role allows, and which fields of leads it is kept from. */
export type RoleRights = { grants: Grants; fields: FieldRights };

export type RoleInList = RoleRights & {
  id: string;
  key: string;
  nameEn: string;
  nameEs: string;
  system: boolean;
  /** Its people do nothing before they have set up a second factor. */
  needsSecondFactor: boolean;
  /** Active people who have it. */
  people: number;
};

export type RoleMember = {
  id: string;
  name: string;
  active: boolean;
  hasSecondFactor: boolean;
  companies: string[];
};
export type RoleDetail = RoleInList & {
  members: RoleMember[];
  /** Why the one who looks can't change its permissions; null where they can. */
  fixed: "admin" | "own" | null;
};
