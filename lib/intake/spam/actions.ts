"use server";

import { defineAction } from "@/lib/auth/define-action";
import { addSpamEntry, markSpam, removeSpamEntry, sayGenuine } from "@/lib/intake/spam/commands";
import { addSpamEntryInput, genuineInput, markSpamInput, spamEntryInput } from "@/lib/intake/spam/schema";

export const sayGenuineAction = defineAction({ input: genuineInput, run: sayGenuine });
export const markSpamAction = defineAction({ input: markSpamInput, run: markSpam });
export const addSpamEntryAction = defineAction({ input: addSpamEntryInput, run: addSpamEntry });
export const removeSpamEntryAction = defineAction({ input: spamEntryInput, run: removeSpamEntry });
