"use server";

import { defineAction } from "@/lib/auth/define-action";
import { addStatus, allowMove, givePart, updateStatus } from "@/lib/leads/vocabulary/commands";
import { retire, revive } from "@/lib/leads/vocabulary/retiring/commands";
import {
  addStatusInput,
  addTermInput,
  allowMoveInput,
  givePartInput,
  orderTermsInput,
  retireInput,
  reviveInput,
  updateStatusInput,
  updateTermInput,
} from "@/lib/leads/vocabulary/schema";
import { addTerm, orderTerms, updateTerm } from "@/lib/leads/vocabulary/terms/commands";

export const addStatusAction = defineAction({ input: addStatusInput, run: addStatus });
export const updateStatusAction = defineAction({ input: updateStatusInput, run: updateStatus });
export const givePartAction = defineAction({ input: givePartInput, run: givePart });
export const allowMoveAction = defineAction({ input: allowMoveInput, run: allowMove });
export const addTermAction = defineAction({ input: addTermInput, run: addTerm });
export const updateTermAction = defineAction({ input: updateTermInput, run: updateTerm });
export const orderTermsAction = defineAction({ input: orderTermsInput, run: orderTerms });
export const retireAction = defineAction({ input: retireInput, run: retire });
export const reviveAction = defineAction({ input: reviveInput, run: revive });
