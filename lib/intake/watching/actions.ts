"use server";

import { defineAction } from "@/lib/auth/define-action";
import { retireForm, watchFormAgain } from "@/lib/intake/watching/retiring/commands";
import { formAlarmInput } from "@/lib/intake/watching/schema";

export const retireFormAction = defineAction({ input: formAlarmInput, run: retireForm });
export const watchFormAgainAction = defineAction({ input: formAlarmInput, run: watchFormAgain });
