"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useLive } from "@/components/live/use-live";

const GATHER_MS = 250;

/** Reads the page again when something happens to this lead; what is being typed or chosen stays. */
export function LeadLive({ leadId, userId }: { leadId: string; userId: string }) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useLive(userId, (events) => {
    if (!events.some(({ id, name }) => id === leadId || name === "resync")) return;
    // One act is often several events; they may go on and on.
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      router.refresh();
    }, GATHER_MS);
  });

  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return null;
}
