"use server";

import { defineAction } from "@/lib/auth/define-action";
import { resumeMove, stopMove } from "@/lib/leads/renaming/commands";
import { moveInput } from "@/lib/leads/renaming/schema";

export const stopMoveAction = defineAction({ input: moveInput, run: stopMove });
export const resumeMoveAction = defineAction({ input: moveInput, run: resumeMove });
