import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

/** There is one directory; its row has no uuid. */
export const DIRECTORY_SUBJECT = "00000000-0000-7000-8000-000000000003";

export const directorySettingsChanged = defineEvent(
  "directory.settingsChanged",
  z.object({ passwordSet: z.boolean() }),
);
export const directorySwitched = defineEvent("directory.switched", z.object({}));
export const directoryRulesSaved = defineEvent("directory.rulesSaved", z.object({ count: z.int() }));
/** So many may be put out at once, which a check had held back. */
export const directoryOutConfirmed = defineEvent("directory.outConfirmed", z.object({ count: z.int() }));
/** Somebody was looked up to try the settings. */
export const directoryTried = defineEvent("directory.tried", z.object({ account: z.string(), found: z.boolean() }));
