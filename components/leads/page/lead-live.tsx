"use client";

import { useLiveRefresh } from "@/components/live/use-live-refresh";

/** One act is often several events; they may go on and on. */
const REST_MS = 250;

/** Reads the page again when something happens to this lead. */
export function LeadLive({ leadId, userId }: { leadId: string; userId: string }) {
  useLiveRefresh(userId, { concerns: ({ id }) => id === leadId, restMs: REST_MS });
  return null;
}
