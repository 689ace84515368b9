import type { Understood } from "@/lib/intake/schema";

export const understood = (delivery: { understood: unknown }): Partial<Understood> => delivery.understood ?? {};
