"use client";

import { useLiveRefresh } from "@/components/live/use-live-refresh";

const REST_MS = 500;
const SUBJECTS = ["lead", "task"] as const;
const MINUTE_MS = 60_000;

/** Reads the page again when something happens to a task, and once a minute: what was due becomes late by itself. */
export function TasksLive({ userId }: { userId: string }) {
  useLiveRefresh(userId, {
    subjects: SUBJECTS,
    concerns: ({ name }) => /^(?:task\.|lead\.task|lead\.statusChanged)/.test(name),
    restMs: REST_MS,
    everyMs: MINUTE_MS,
  });
  return null;
}
