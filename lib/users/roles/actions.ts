"use server";

import { defineAction } from "@/lib/auth/define-action";
import { createRole, deleteRole, updateRole } from "@/lib/users/roles/commands";
import { createRoleInput, roleIdInput, updateRoleInput } from "@/lib/users/roles/schema";

export const createRoleAction = defineAction({ input: createRoleInput, run: createRole });
export const updateRoleAction = defineAction({ input: updateRoleInput, run: updateRole });
export const deleteRoleAction = defineAction({ input: roleIdInput, run: deleteRole });
