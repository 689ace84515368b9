"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { useLive } from "@/components/live/use-live";

/** What home tells of; a source that falls silent is told of too. */
const SUBJECTS = ["lead", "source"] as const;
/** A burst of arrivals is read in one go, and never more often than this. */
const GATHER_MS = 2000;

/** Reads the numbers again when something happens to leads one may see; the place on the page and what is open stay. */
export function HomeLive({ userId }: { userId: string }) {
  const router = useRouter();
  const [reading, startReading] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function gather() {
    timer.current ??= setTimeout(read, GATHER_MS);
  }

  function read() {
    timer.current = undefined;
    // Nobody looks, or the last answer is still on its way: it will be asked once they do, or it is here.
    if (document.visibilityState === "hidden" || reading) {
      gather();
      return;
    }
    startReading(() => {
      router.refresh();
    });
  }

  useLive(userId, gather, SUBJECTS);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return null;
}
