"use server";

import { defineAction } from "@/lib/auth/define-action";
import { deactivateAndHandOver } from "@/lib/leads/hand-over/commands";
import { deactivateAndHandOverInput } from "@/lib/leads/hand-over/schema";

export const deactivateAndHandOverAction = defineAction({
  input: deactivateAndHandOverInput,
  run: deactivateAndHandOver,
});
