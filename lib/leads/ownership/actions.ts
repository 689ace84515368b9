"use server";

import { defineAction } from "@/lib/auth/define-action";
import { possibleOwners } from "@/lib/leads/ownership/queries";
import { possibleOwnersInput } from "@/lib/leads/ownership/schema";

export const possibleOwnersAction = defineAction({ input: possibleOwnersInput, run: possibleOwners });
