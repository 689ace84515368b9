"use client";

import { useEffect, useEffectEvent } from "react";
import { listenLive } from "@/components/live/live-connection";
import type { LiveListener } from "@/components/live/live-connection";

/** Calls the handler with what happens, in ids and names; on `resync` the screen reads again. */
export function useLive(userId: string, handler: LiveListener): void {
  const heard = useEffectEvent(handler);
  useEffect(
    () =>
      listenLive(userId, (events) => {
        heard(events);
      }),
    [userId],
  );
}
