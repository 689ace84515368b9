"use server";

import { defineAction } from "@/lib/auth/define-action";
import { addSpamEntry, markSpam, removeSpamEntry, sayGenuine } from "@/lib/intake/spam/commands";
import { addSpamEntryInput, genuineInput, markSpamInput, rulingInput, spamEntryInput } from "@/lib/intake/spam/schema";
import { takeBackRuling } from "@/lib/intake/spam/taking-back/commands";

export const sayGenuineAction = defineAction({ input: genuineInput, run: sayGenuine });
export const takeBackRulingAction = defineAction({ input: rulingInput, run: takeBackRuling });
export const markSpamAction = defineAction({ input: markSpamInput, run: markSpam });
export const addSpamEntryAction = defineAction({ input: addSpamEntryInput, run: addSpamEntry });
export const removeSpamEntryAction = defineAction({ input: spamEntryInput, run: removeSpamEntry });
