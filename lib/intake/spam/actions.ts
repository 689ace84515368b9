"use server";

import { defineAction } from "@/lib/auth/define-action";
import { addSpamEntry, markSpam, removeSpamEntry, sayGenuine, takeBackGenuine } from "@/lib/intake/spam/commands";
import {
  addSpamEntryInput,
  genuineInput,
  markSpamInput,
  spamDeliveryInput,
  spamEntryInput,
} from "@/lib/intake/spam/schema";

export const sayGenuineAction = defineAction({ input: genuineInput, run: sayGenuine });
export const takeBackGenuineAction = defineAction({ input: spamDeliveryInput, run: takeBackGenuine });
export const markSpamAction = defineAction({ input: markSpamInput, run: markSpam });
export const addSpamEntryAction = defineAction({ input: addSpamEntryInput, run: addSpamEntry });
export const removeSpamEntryAction = defineAction({ input: spamEntryInput, run: removeSpamEntry });
