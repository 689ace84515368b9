"use client";

import { useEffect, useEffectEvent } from "react";
import { listenLive } from "@/components/live/live-connection";
import type { LiveListener } from "@/components/live/live-connection";
import type { LiveEvent } from "@/lib/core/live-event";

export const LEADS: readonly string[] = ["lead"];

export function isAbout({ name }: LiveEvent, subjects: readonly string[]): boolean {
  return subjects.includes(name.split(".")[0] ?? "");
}

/**
 * Calls the handler with what happens to these subjects, in ids and names; on `resync` the screen reads again. One
 * stream carries it all, so a list of leads must not read again because a delivery came.
 */
export function useLive(userId: string, handler: LiveListener, subjects: readonly string[] = LEADS): void {
  const heard = useEffectEvent((events: Parameters<LiveListener>[0]) => {
    const concerning = events.filter((event) => event.name === "resync" || isAbout(event, subjects));
    if (concerning.length > 0) handler(concerning);
  });
  useEffect(
    () =>
      listenLive(userId, (events) => {
        heard(events);
      }),
    [userId],
  );
}
