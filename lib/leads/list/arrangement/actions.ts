"use server";

import { defineAction } from "@/lib/auth/define-action";
import { arrangeColumns } from "@/lib/leads/list/arrangement/commands";
import { arrangeInput } from "@/lib/leads/list/arrangement/schema";

export const arrangeColumnsAction = defineAction({ input: arrangeInput, run: arrangeColumns });
