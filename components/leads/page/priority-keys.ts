import type { Priority } from "@/lib/leads/schema";

/** The priorities of `lib/leads/schema`, apart from it so that its validation stays out of the browser. */
export const PRIORITY_KEYS = ["low", "normal", "high", "urgent"] as const satisfies readonly Priority[];
