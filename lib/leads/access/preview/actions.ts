"use server";

import { defineAction } from "@/lib/auth/define-action";
import { previewRole } from "@/lib/leads/access/preview/queries";
import { previewRoleInput } from "@/lib/leads/access/preview/schema";

export const previewRoleAction = defineAction({ input: previewRoleInput, run: previewRole });
