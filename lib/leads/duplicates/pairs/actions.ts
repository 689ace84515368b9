"use server";

import { defineAction } from "@/lib/auth/define-action";
import { dismissPairs } from "@/lib/leads/duplicates/pairs/commands";
import { dismissPairsInput } from "@/lib/leads/duplicates/pairs/schema";

export const dismissPairsAction = defineAction({ input: dismissPairsInput, run: dismissPairs });
