"use client";

import { useLiveRefresh } from "@/components/live/use-live-refresh";

/** What home tells of; a source that falls silent is told of too. */
const SUBJECTS = ["lead", "source"] as const;
/** Of a burst of arrivals the numbers are read again no more often than this. */
const REST_MS = 2000;

/** Reads the numbers again when something happens to leads one may see. */
export function HomeLive({ userId }: { userId: string }) {
  useLiveRefresh(userId, { subjects: SUBJECTS, restMs: REST_MS });
  return null;
}
