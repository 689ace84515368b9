import { z } from "zod";
import { MOVED_KINDS } from "@/lib/leads/vocabulary/schema";

export const namersInput = z.object({ kind: z.enum(MOVED_KINDS), id: z.uuid() });
export type NamersInput = z.infer<typeof namersInput>;

/** What speaks of a status or a lead type, and means what takes its place once it is retired. */
export type Namers = {
  /** Rules as they count now; `source` is null for those of every source. */
  rules: { source: string | null; rule: string }[];
  sources: string[];
  /** Imports that haven't come to their end. */
  imports: string[];
};
