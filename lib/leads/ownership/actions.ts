"use server";

import { defineAction } from "@/lib/auth/define-action";
import { takeBackAssignment } from "@/lib/leads/ownership/commands";
import { possibleOwners } from "@/lib/leads/ownership/queries";
import { possibleOwnersInput, takeBackAssignmentInput } from "@/lib/leads/ownership/schema";

export const possibleOwnersAction = defineAction({ input: possibleOwnersInput, run: possibleOwners });

export const takeBackAssignmentAction = defineAction({ input: takeBackAssignmentInput, run: takeBackAssignment });
