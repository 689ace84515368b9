import { keepClocks } from "@/lib/leads/clocks/keeping/commands";
import type { Consumer } from "@/lib/core/consumers";

/** Keeps when something of a lead is due, as the lead and the settings change. */
export const clockKeeper: Consumer = { name: "lead clocks", handle: keepClocks };
