"use server";

import { defineAction } from "@/lib/auth/define-action";
import { addTargetInput, orderTargetsInput, targetIdInput, updateTargetInput } from "@/lib/leads/clocks/schema";
import { addTarget, orderTargets, removeTarget, updateTarget } from "@/lib/leads/clocks/targets/commands";

export const addTargetAction = defineAction({ input: addTargetInput, run: addTarget });
export const updateTargetAction = defineAction({ input: updateTargetInput, run: updateTarget });
export const removeTargetAction = defineAction({ input: targetIdInput, run: removeTarget });
export const orderTargetsAction = defineAction({ input: orderTargetsInput, run: orderTargets });
