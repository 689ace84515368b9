"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useLive } from "@/components/live/use-live";

const GATHER_MS = 500;
const SUBJECTS = ["lead", "task"] as const;
const MINUTE_MS = 60_000;

/** Reads the page again when something happens to a task, and once a minute: what was due becomes late by itself. */
export function TasksLive({ userId }: { userId: string }) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLive(
    userId,
    (events) => {
      if (!events.some(({ name }) => name === "resync" || /^(?:task\.|lead\.task|lead\.statusChanged)/.test(name)))
        return;
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        router.refresh();
      }, GATHER_MS);
    },
    SUBJECTS,
  );
  useEffect(() => {
    const minute = setInterval(() => {
      router.refresh();
    }, MINUTE_MS);
    return () => {
      clearInterval(minute);
      clearTimeout(timer.current);
    };
  }, [router]);
  return null;
}
