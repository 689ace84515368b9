import { z } from "zod";

export const moveInput = z.object({ moveId: z.uuid() });
export type MoveInput = z.output<typeof moveInput>;

export type WordKind = "tag" | "service";

/** A word that becomes another one on the leads that have it; `to` is null where it is taken away. */
export type WordMoveView = {
  id: string;
  from: string[];
  to: string | null;
  state: "working" | "stopped" | "done" | "failed";
  total: number;
  moved: number;
};
