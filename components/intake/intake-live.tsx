"use client";

import { useLiveRefresh } from "@/components/live/use-live-refresh";

type IntakeLiveProps = { userId: string; sourceId?: string };

const SUBJECTS = ["delivery", "source"];
/** This one doesn't say where. */
const ARRIVED = "delivery.arrived";
/** Of a flood of arrivals the screen shows the newest once a second. */
const REST_MS = 1000;
/** "A minute ago" grows old by itself. */
const RELATIVE_TIME_MS = 60_000;

/** Reads the page again when something arrives, is read, or a source changes. */
export function IntakeLive({ userId, sourceId }: IntakeLiveProps) {
  useLiveRefresh(userId, {
    subjects: SUBJECTS,
    concerns: ({ name, id, sourceId: from }) =>
      sourceId === undefined || name === ARRIVED || id === sourceId || from === sourceId,
    restMs: REST_MS,
    everyMs: RELATIVE_TIME_MS,
  });
  return null;
}
