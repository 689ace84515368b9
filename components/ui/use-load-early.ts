"use client";

import { useEffect } from "react";

const WHEN_QUIET_MS = 1500;

/**
 * Loads what a key opens once the page has come to rest: what is typed right after that key would be lost while it is on
 * its way.
 */
export function useLoadEarly(load: () => Promise<unknown>): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      load().catch(() => undefined);
    }, WHEN_QUIET_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [load]);
}
