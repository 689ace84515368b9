import { z } from "zod";
import { KINDS } from "@/lib/audit/kinds/schema";
import type { Kind } from "@/lib/audit/kinds/schema";

/** What was done with the log itself is kept for ever: it says why the rest is gone. */
export const DROPPABLE = ["signIns", "rights", "takenOut", "looks", "leads", "many", "intake", "settings"] as const;
export type Droppable = Exclude<Kind, "log">;

/** In months; 0 is for ever. */
export const KEPT_MONTHS = [0, 12, 24, 36, 60, 120] as const;

export type RetentionValues = Record<Droppable, string>;

const months = z.enum(KEPT_MONTHS.map(String) as [string, ...string[]], "notValid");
const values = z.object(
  Object.fromEntries(DROPPABLE.map((kind) => [kind, months])) as Record<Droppable, typeof months>,
);
export const setRetentionInput = z.object({ set: values.partial(), seen: values.partial() });
export type SetRetentionInput = z.output<typeof setRetentionInput>;

export function namesOf(kind: Droppable): readonly string[] {
  return KINDS[kind];
}
