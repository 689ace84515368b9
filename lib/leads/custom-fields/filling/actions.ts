"use server";

import { defineAction } from "@/lib/auth/define-action";
import { makeField, resumeFilling, stopFilling } from "@/lib/leads/custom-fields/filling/commands";
import { guessExtra, tryFilling } from "@/lib/leads/custom-fields/filling/queries";
import { extraInput, fillingInput, makeFieldInput, tryFillingInput } from "@/lib/leads/custom-fields/filling/schema";

export const guessExtraAction = defineAction({ input: extraInput, run: guessExtra });
export const tryFillingAction = defineAction({ input: tryFillingInput, run: tryFilling });
export const makeFieldAction = defineAction({ input: makeFieldInput, run: makeField });
export const stopFillingAction = defineAction({ input: fillingInput, run: stopFilling });
export const resumeFillingAction = defineAction({ input: fillingInput, run: resumeFilling });
