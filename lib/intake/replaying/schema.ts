import { z } from "zod";
import { inboxFilter } from "@/lib/intake/inbox/schema";

/** So many are read once more in one go. */
export const MOST_REPLAYED = 50_000;

/** Of spam that is no spam: it is read as what it is, and its senders are believed from now on. */
const genuine = z.boolean().optional();

/** Either those named, or all that a filter lets through. */
export const askReplayInput = z.union([
  z.object({ genuine, deliveryIds: z.array(z.uuid()).min(1).max(500) }),
  z.object({ genuine, filter: inboxFilter }),
]);
export type AskReplayInput = z.output<typeof askReplayInput>;

export const replayRunInput = z.object({ replayId: z.uuid() });
export type ReplayRunInput = z.output<typeof replayRunInput>;

/**
 * `left` over when somebody stopped it; `skipped` as only its beginning was kept; `kept` as what was said of it can't be
 * taken back. `undoes`: the replay that is taken back by it; `undoable`: so many that it said to be no spam still are.
 */
export type ReplayProgress = {
  id: string;
  state: "working" | "done" | "stopped";
  askedBy: string;
  undoes: string | null;
  undoable: number;
  askedAt: Date;
  finishedAt: Date | null;
  total: number;
  settled: number;
  /** How they ended, the most frequent first. */
  ends: { end: string; count: number }[];
};

export type ReplayedRow = {
  deliveryId: string;
  step: "waiting" | "asked" | "done" | "skipped" | "kept" | "left";
  before: string;
  after: string;
  reason: string;
  who: string;
  source: string;
  leadNumber: number | null;
};
