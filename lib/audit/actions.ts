"use server";

import { z } from "zod";
import { askCheck } from "@/lib/audit/commands";
import { setRetention } from "@/lib/audit/retention/commands";
import { setRetentionInput } from "@/lib/audit/retention/schema";
import { defineAction } from "@/lib/auth/define-action";

export const askCheckAction = defineAction({ input: z.object({}), run: askCheck });
export const setRetentionAction = defineAction({ input: setRetentionInput, run: setRetention });
