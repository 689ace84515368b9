"use client";

import { useEffect, useEffectEvent, useTransition } from "react";
import { listenLive } from "@/components/live/live-connection";
import { isReadSince, useRefresh } from "@/components/live/use-refresh";
import { isAbout, LEADS } from "@/components/live/use-live";
import type { LiveEvent } from "@/lib/core/live-event";

type Timer = ReturnType<typeof setTimeout>;
type What = {
  /** What the screen shows anything of; leads where nothing is said. */
  subjects?: readonly string[];
  /** Whether the screen shows anything of this. */
  concerns?: (event: LiveEvent) => boolean;
  /** The page isn't read more often than this, however much happens. */
  restMs: number;
  /** Reads it again this often by itself, where what is shown grows old. */
  everyMs?: number;
};

/** Time for the page to read again by itself what was done on it. */
const OWN_MS = 200;

/**
 * Reads the page again when something happens that it shows: at once, and then once more for whatever happens while it
 * rests. A page nobody looks at waits until somebody does. What is typed, chosen or open stays.
 */
export function useLiveRefresh(userId: string, { subjects = LEADS, concerns, restMs, everyMs }: What): void {
  const refresh = useRefresh();
  const [reading, startReading] = useTransition();
  const isReading = useEffectEvent(() => reading);
  const isNews = useEffectEvent(
    (event: LiveEvent) => event.name === "resync" || (isAbout(event, subjects) && (!concerns || concerns(event))),
  );

  useEffect(() => {
    let owed = false;
    let resting: Timer | undefined;
    const waiting = new Set<Timer>();
    const read = () => {
      owed = true;
      if (resting !== undefined || document.visibilityState === "hidden") return;
      resting = setTimeout(() => {
        resting = undefined;
        payOff();
      }, restMs);
      // Its answer may have left before this happened; the next one hasn't.
      if (isReading()) return;
      owed = false;
      startReading(() => {
        refresh();
      });
    };
    const payOff = () => {
      if (owed) read();
    };
    const readUnlessRead = () => {
      const heardAt = performance.now();
      const timer = setTimeout(() => {
        waiting.delete(timer);
        if (!isReadSince(heardAt)) read();
      }, OWN_MS);
      waiting.add(timer);
    };
    const stopListening = listenLive(userId, (events) => {
      const news = events.filter(isNews);
      if (news.length === 0) return;
      // Most likely done here, and read again after it. If it was in another window, it is read a moment later.
      if (news.every(({ actorId }) => actorId === userId)) readUnlessRead();
      else read();
    });
    const clock = everyMs === undefined ? undefined : setInterval(read, everyMs);
    document.addEventListener("visibilitychange", payOff);
    return () => {
      stopListening();
      document.removeEventListener("visibilitychange", payOff);
      clearInterval(clock);
      clearTimeout(resting);
      for (const timer of waiting) clearTimeout(timer);
    };
  }, [userId, refresh, restMs, everyMs]);
}
