"use client";

import { useSyncExternalStore } from "react";

// The width below which the stylesheets draw for a thumb (`max-md`).
const PHONE = "(width < 48rem)";

/** Whether there is a phone's room; for what can't be decided by a stylesheet. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(PHONE).matches,
    () => false,
  );
}

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(PHONE);
  query.addEventListener("change", listener);
  return () => {
    query.removeEventListener("change", listener);
  };
}
