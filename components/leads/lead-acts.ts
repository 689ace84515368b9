"use client";

import { useSyncExternalStore } from "react";

/** What can be done to the lead whose page is open. */
export const LEAD_ACTS = ["status", "assign", "log", "note", "task"] as const;
export type LeadAct = (typeof LEAD_ACTS)[number];
type Offered = { lead: string; acts: readonly LeadAct[]; run: (act: LeadAct) => void };

let offered: Offered | null = null;
const listeners = new Set<() => void>();

function offer(acts: Offered | null): void {
  offered = acts;
  for (const listener of listeners) listener();
}

/** The lead's page says what the palette can offer, until it is left. */
export function offerActs(acts: Offered): () => void {
  offer(acts);
  return () => {
    if (offered === acts) offer(null);
  };
}

export function useOfferedActs(): Offered | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => offered,
    () => null,
  );
}
