import type { HomePhase } from "@/lib/analytics/home/schema";

/** One colour per phase, wherever it is drawn. */
export const PHASE_COLOUR: Record<HomePhase, string> = {
  cold: "var(--chart-2)",
  active: "var(--chart-1)",
  closed: "var(--chart-6)",
};
