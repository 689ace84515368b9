"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";

let lastAt = -Infinity;

/** Reads the page again, as after everything that was done on it. The one way to: what is heard of the deed afterwards isn't read for twice. */
export function useRefresh(): () => void {
  const router = useRouter();
  return useCallback(() => {
    lastAt = performance.now();
    router.refresh();
  }, [router]);
}

/** Whether reading the page again began at this moment of `performance.now()` or later. */
export function isReadSince(moment: number): boolean {
  return lastAt >= moment;
}
