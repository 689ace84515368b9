import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

/** There is one provider; its row has no uuid. */
export const PROVIDER_SUBJECT = "00000000-0000-7000-8000-000000000004";

export const providerSettingsChanged = defineEvent("provider.settingsChanged", z.object({ secretSet: z.boolean() }));
export const providerSwitched = defineEvent("provider.switched", z.object({}));
export const providerRulesSaved = defineEvent("provider.rulesSaved", z.object({ count: z.int() }));
/** It was asked about itself to try the settings. */
export const providerTried = defineEvent("provider.tried", z.object({ problem: z.string() }));
