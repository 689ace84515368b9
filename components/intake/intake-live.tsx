"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useLive } from "@/components/live/use-live";

type IntakeLiveProps = { userId: string; sourceId?: string };

const SUBJECTS = ["delivery", "source"];
/** These don't say where. */
const ANYWHERE = ["resync", "delivery.arrived"];
/** Of a flood of arrivals the screen shows the newest once a second. */
const GATHER_MS = 1000;
/** "A minute ago" grows old by itself. */
const RELATIVE_TIME_MS = 60_000;

/** Reads the page again when something arrives, is read, or a source changes; what is typed or chosen stays. */
export function IntakeLive({ userId, sourceId }: IntakeLiveProps) {
  const router = useRouter();
  const last = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useLive(
    userId,
    (events) => {
      const concerns = events.some(
        ({ name, id, sourceId: from }) =>
          sourceId === undefined || ANYWHERE.includes(name) || id === sourceId || from === sourceId,
      );
      if (!concerns) return;
      timer.current ??= setTimeout(
        () => {
          timer.current = undefined;
          last.current = Date.now();
          router.refresh();
        },
        Math.max(0, last.current + GATHER_MS - Date.now()),
      );
    },
    SUBJECTS,
  );

  useEffect(() => {
    const clock = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, RELATIVE_TIME_MS);
    return () => {
      clearInterval(clock);
      clearTimeout(timer.current);
    };
  }, [router]);
  return null;
}
