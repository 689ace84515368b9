"use server";

import { defineAction } from "@/lib/auth/define-action";
import { createRole, deleteRole, requireSecondFactor, updateRole } from "@/lib/users/roles/commands";
import { createRoleInput, requireSecondFactorInput, roleIdInput, updateRoleInput } from "@/lib/users/roles/schema";

export const createRoleAction = defineAction({ input: createRoleInput, run: createRole });
export const updateRoleAction = defineAction({ input: updateRoleInput, run: updateRole });
export const requireSecondFactorAction = defineAction({ input: requireSecondFactorInput, run: requireSecondFactor });
export const deleteRoleAction = defineAction({ input: roleIdInput, run: deleteRole });
